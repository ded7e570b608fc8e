import { z } from "zod";
import { emptyRecord } from "../../migrations/row-counts/record-of.js";
import type { CatalogueSession } from "../catalogue-session.js";

const row = z.object({ name: z.string(), definition: z.string() });

const sql = `
select t.typname::text as name, pg_catalog.format_type(t.typbasetype, t.typtypmod)
    || coalesce(' default ' || t.typdefault, '') || case when t.typnotnull then ' not null' else '' end
    || coalesce((select string_agg(' ' || pg_catalog.pg_get_constraintdef(c.oid, true), '' order by c.conname)
      from pg_catalog.pg_constraint c where c.contypid = t.oid and c.contype = 'c'), '') as definition
from pg_catalog.pg_type t join pg_catalog.pg_namespace n on n.oid = t.typnamespace
where t.typtype = 'd' and n.nspname <> 'information_schema' and n.nspname !~ '^pg_'
  and ($1::text[] is null or n.nspname = any ($1::text[]))`;

/** Name to definition: "integer CHECK (VALUE >= 1)". */
export async function readDomains(
  session: CatalogueSession,
  schemas: readonly string[] | null,
): Promise<Readonly<Record<string, string>>> {
  const domains = emptyRecord<string>();
  const rows = await session.attempt("domains", row, sql, [schemas]);
  for (const { name, definition } of rows ?? []) domains[name] = definition;
  return domains;
}
