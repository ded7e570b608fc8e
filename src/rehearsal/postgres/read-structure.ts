import type { PGlite } from "@electric-sql/pglite";
import { z } from "zod";
import { type DatabaseFacts, type TableFacts, unknownFacts } from "../../migrations/database-facts.js";

const row = z.object({
  name: z.string(),
  columns: z.array(z.tuple([z.string(), z.string(), z.boolean()])).nullable(),
  indexes: z.array(z.tuple([z.string(), z.array(z.string()).nullable()])).nullable(),
  checks: z.array(z.tuple([z.string(), z.string(), z.boolean()])).nullable(),
  kind: z.string(),
});

/** As production's statistics have it. https://www.postgresql.org/docs/current/catalogs.html */
const sql = `
select c.relname::text as name, c.relkind::text as kind,
  (select json_agg(json_build_array(a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod), a.attnotnull) order by a.attnum)
   from pg_catalog.pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
  (select json_agg(json_build_array(x.relname, (select json_agg(coalesce(a.attname::text,
       pg_catalog.pg_get_indexdef(i.indexrelid, n, true)) order by n)
     from pg_catalog.generate_series(1, i.indnkeyatts) n
     left join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[n - 1] and a.attnum > 0)))
   from pg_catalog.pg_index i join pg_catalog.pg_class x on x.oid = i.indexrelid where i.indrelid = c.oid) as indexes,
  (select json_agg(json_build_array(k.conname, pg_catalog.pg_get_expr(k.conbin, k.conrelid, true), k.convalidated))
   from pg_catalog.pg_constraint k where k.conrelid = c.oid and k.contype = 'c') as checks
from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('r', 'p', 'v', 'm', 'f') and c.oid >= 16384 and n.nspname <> 'information_schema' and n.nspname !~ '^pg_'`;

const kinds: Readonly<Record<string, string>> = {
  p: "partitioned table",
  v: "view",
  m: "materialized view",
  f: "foreign table",
};

/** Production's facts with the structure of the copy, where they have none of their own. */
export async function readStructure(db: PGlite, facts: DatabaseFacts | null): Promise<DatabaseFacts> {
  const rows = z.array(row).parse((await db.query(sql)).rows);
  const own = facts?.tables ?? {};
  const tables = rows.map(({ name, columns, indexes, checks, kind }): [string, TableFacts] => {
    const known = Object.hasOwn(own, name) ? (own[name] ?? unknownFacts) : unknownFacts;
    const structure: Partial<TableFacts> = {
      columns: Object.fromEntries((columns ?? []).map(([column, type]) => [column, type])),
      notNull: (columns ?? []).flatMap(([column, , notNull]) => (notNull ? [column] : [])),
      indexes: Object.fromEntries((indexes ?? []).map(([index, keys]) => [index, keys ?? []])),
      checks: Object.fromEntries(
        (checks ?? []).map(([check, expr, validated]) => [check, { expr, validated }]),
      ),
      kind: kinds[kind] ?? null,
    };
    return [name, { ...known, ...structure, ...told(known) }];
  });
  return {
    takenAt: null,
    engine: null,
    appliedMigrations: [],
    domains: {},
    memoryBytes: null,
    ...facts,
    tables: { ...own, ...Object.fromEntries(tables) },
  };
}

/** What production itself tells stands. */
function told(facts: TableFacts): Partial<TableFacts> {
  return Object.fromEntries(
    (["columns", "notNull", "indexes", "checks", "kind"] as const).flatMap((key) =>
      facts[key] === null ? [] : [[key, facts[key]]],
    ),
  );
}
