import { z } from "zod";
import type { CatalogueSession } from "../catalogue-session.js";

/** A table, view, materialised view or foreign table as the catalogue has it. Amounts in pages of the server. */
export interface Relation {
  readonly oid: string;
  readonly schema: string;
  readonly name: string;
  /** pg_class.relkind: r, p, v, m, f */
  readonly kind: string;
  readonly unlogged: boolean;
  /** -1: never analysed (before PostgreSQL 14: 0, with 0 pages). */
  readonly reltuples: number;
  readonly pages: number;
  readonly toastPages: number;
  /** Of the table and its TOAST table. */
  readonly indexPages: number;
  /** Live rows, and rows changed since the last ANALYZE, by the counters of pg_stat_user_tables. */
  readonly live: number | null;
  readonly changed: number | null;
}

const row = z.object({
  oid: z.string(),
  schema: z.string(),
  name: z.string(),
  kind: z.string(),
  unlogged: z.boolean(),
  reltuples: z.number(),
  pages: z.number(),
  toastPages: z.number(),
  indexPages: z.number(),
  live: z.number().nullable(),
  changed: z.number().nullable(),
});

/**
 * Statistics that every account may read, without a right on any table.
 * https://www.postgresql.org/docs/current/catalog-pg-class.html
 */
const sql = `
with built as (
  select i.indrelid, sum(ic.relpages)::float8 as pages
  from pg_catalog.pg_index i join pg_catalog.pg_class ic on ic.oid = i.indexrelid
  group by i.indrelid)
select c.oid::text as oid, n.nspname::text as schema, c.relname::text as name, c.relkind::text as kind,
  c.relpersistence = 'u' as unlogged, c.reltuples::float8 as reltuples, c.relpages::float8 as pages,
  coalesce(t.relpages, 0)::float8 as "toastPages",
  coalesce(own.pages, 0) + coalesce(toast.pages, 0) as "indexPages",
  pg_catalog.pg_stat_get_live_tuples(c.oid)::float8 as live,
  pg_catalog.pg_stat_get_mod_since_analyze(c.oid)::float8 as changed
from pg_catalog.pg_class c
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
left join pg_catalog.pg_class t on t.oid = c.reltoastrelid
left join built own on own.indrelid = c.oid
left join built toast on toast.indrelid = c.reltoastrelid
where c.relkind in ('r', 'p', 'v', 'm', 'f')
  and n.nspname <> 'information_schema' and n.nspname !~ '^pg_'
order by n.nspname, c.relname`;

/** Those of every schema but the system's. */
export function readRelations(session: CatalogueSession): Promise<readonly Relation[]> {
  return session.query(row, sql);
}
