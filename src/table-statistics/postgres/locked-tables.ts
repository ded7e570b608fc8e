import { z } from "zod";
import type { CatalogueSession } from "../catalogue-session.js";

/** What looks into a table would wait for these, and be waited for by others. */
const sql = `
select distinct coalesce(i.indrelid, l.relation)::text as oid
from pg_catalog.pg_locks l left join pg_catalog.pg_index i on i.indexrelid = l.relation
where l.locktype = 'relation' and l.mode = 'AccessExclusiveLock'
  and l.database = (select oid from pg_catalog.pg_database where datname = pg_catalog.current_database())`;

/** The oids of tables that are locked, or about to be, e.g. by a migration that is running. */
export async function readLockedTables(session: CatalogueSession): Promise<ReadonlySet<string>> {
  const rows = await session.attempt("locks", z.object({ oid: z.string() }), sql);
  return new Set((rows ?? []).map(({ oid }) => oid));
}
