import type { PGlite, Transaction } from "@electric-sql/pglite";
import { z } from "zod";
import { strongest, lockModes, type LockMode } from "../../migrations/dialects/postgres/locks.js";

/** A table or index of the copy at one moment. */
export interface Relation {
  readonly oid: number;
  readonly name: string;
  readonly kind: string;
  /** Another file: it was written anew. */
  readonly file: number;
  /** Sequential scans of a table, scans of an index, by this session so far. */
  readonly scans: number;
  readonly lock: LockMode | null;
  /** The table that an index belongs to. */
  readonly owner: number | null;
}

const row = z.object({
  oid: z.int(),
  name: z.string(),
  kind: z.string(),
  file: z.int(),
  scans: z.int(),
  locks: z.array(z.string()).nullable(),
  owner: z.int().nullable(),
});

/** https://www.postgresql.org/docs/current/view-pg-locks.html, .../monitoring-stats.html#MONITORING-STATS-FUNCTIONS */
const sql = `
select c.oid::int, c.relname::text as name, c.relkind::text as kind, c.relfilenode::int as file,
  coalesce(pg_catalog.pg_stat_get_xact_numscans(c.oid), 0)::int as scans, i.indrelid::int as owner,
  (select json_agg(l.mode) from pg_catalog.pg_locks l
   where l.locktype = 'relation' and l.relation = c.oid and l.pid = pg_catalog.pg_backend_pid()) as locks
from pg_catalog.pg_class c left join pg_catalog.pg_index i on i.indexrelid = c.oid
where c.relkind in ('r', 'p', 'm', 'i') and c.oid >= 16384
  and c.relnamespace not in (select oid from pg_catalog.pg_namespace where nspname ~ '^pg_' or nspname = 'information_schema')`;

/** Every table and index of the copy, with what the present transaction did to it. */
export async function look(session: PGlite | Transaction): Promise<ReadonlyMap<number, Relation>> {
  const rows = z.array(row).parse((await session.query(sql)).rows);
  return new Map(
    rows.map(({ locks, ...relation }) => [
      relation.oid,
      { ...relation, lock: strongest((locks ?? []).map(lockName)) },
    ]),
  );
}

/** "ShareRowExclusiveLock" as "SHARE ROW EXCLUSIVE" */
function lockName(mode: string): LockMode | null {
  const name = mode
    .replace(/Lock$/, "")
    .replace(/(?<=[a-z])(?=[A-Z])/g, " ")
    .toUpperCase();
  return lockModes.find((known) => known === name) ?? null;
}
