import { z } from "zod";
import type { TableFacts } from "../../migrations/database-facts.js";
import { emptyRecord } from "../../migrations/row-counts/record-of.js";
import type { CatalogueSession } from "../catalogue-session.js";

type Structure = Pick<
  TableFacts,
  "columns" | "notNull" | "indexes" | "partialIndexes" | "unusedIndexes" | "checks" | "correlations"
>;

/** PostgreSQL 18 has not-null constraints that are not valid yet: they promise nothing of the rows that are there. */
const columnsSql = `
select a.attrelid::text as oid,
  json_agg(json_build_array(a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod),
    a.attnotnull and pending.conrelid is null) order by a.attnum) as parts
from unnest($1::oid[]) as asked (oid)
join pg_catalog.pg_attribute a on a.attrelid = asked.oid and a.attnum > 0 and not a.attisdropped
left join (select conrelid, conkey from pg_catalog.pg_constraint where contype = 'n' and not convalidated) pending
  on pending.conrelid = a.attrelid and pending.conkey[1] = a.attnum
group by a.attrelid`;

/**
 * Expressions and conditions of locked tables ($2) are not spelt out, because that would wait for the lock. An index
 * finds a row by a value where its first column's operators have an equality; a BRIN index finds a range of pages.
 */
const indexesSql = `
select i.indrelid::text as oid, json_agg(json_build_array(ic.relname, (
    select json_agg(case when k.attnum <> 0 then a.attname::text
        when i.indrelid = any ($2::oid[]) then '(expression)'
        else pg_catalog.pg_get_indexdef(i.indexrelid, k.place::int, true) end order by k.place)
    from unnest(i.indkey::int2[]) with ordinality as k (attnum, place)
    left join pg_catalog.pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
    where k.place <= i.indnkeyatts),
    case when not i.indrelid = any ($2::oid[]) then pg_catalog.pg_get_expr(i.indpred, i.indrelid, true) end,
    i.indisvalid and am.amname <> 'brin' and (i.indpred is null or not i.indrelid = any ($2::oid[]))
      and exists (select from pg_catalog.pg_opclass oc
        join pg_catalog.pg_amop ao on ao.amopfamily = oc.opcfamily
        join pg_catalog.pg_operator o on o.oid = ao.amopopr and o.oprname = '='
        where oc.oid = i.indclass[0])) order by ic.relname) as parts
from unnest($1::oid[]) as asked (oid)
join pg_catalog.pg_index i on i.indrelid = asked.oid
join pg_catalog.pg_class ic on ic.oid = i.indexrelid
join pg_catalog.pg_am am on am.oid = ic.relam
group by i.indrelid`;

const checksSql = `
select c.conrelid::text as oid,
  json_agg(json_build_array(c.conname, pg_catalog.pg_get_expr(c.conbin, c.conrelid, true), c.convalidated)
    order by c.conname) as parts
from unnest($1::oid[]) as asked (oid)
join pg_catalog.pg_constraint c on c.conrelid = asked.oid and c.contype = 'c'
where asked.oid <> all ($2::oid[])
group by c.conrelid`;

/** Of columns that the account may read; two digits, which is more than a sample knows. */
const correlationsSql = `
select asked.oid::text as oid, json_agg(json_build_array(s.attname, s.correlation::numeric(3, 2)) order by s.attname) as parts
from unnest($1::oid[]) as asked (oid)
join pg_catalog.pg_class c on c.oid = asked.oid
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
join pg_catalog.pg_stats s on s.schemaname = n.nspname and s.tablename = c.relname
where s.correlation is not null and not s.inherited
group by asked.oid`;

const column = z.tuple([z.string(), z.string(), z.boolean()]);
const index = z.tuple([z.string(), z.array(z.string()).nullable(), z.string().nullable(), z.boolean()]);
const check = z.tuple([z.string(), z.string().nullable(), z.boolean()]);
const correlation = z.tuple([z.string(), z.number().min(-1).max(1)]);

/** By oid; what could not be read is null. */
export async function readStructure(
  session: CatalogueSession,
  oids: readonly string[],
  locked: ReadonlySet<string>,
): Promise<(oid: string) => Structure> {
  const read = async <Part>(
    what: string,
    part: z.ZodType<Part>,
    sql: string,
    ...more: readonly string[][]
  ) => {
    const row = z.object({ oid: z.string(), parts: z.array(part) });
    const rows = await session.attempt(what, row, sql, [oids, ...more]);
    return rows === null ? null : new Map(rows.map(({ oid, parts }) => [oid, parts]));
  };
  const columns = await read("columns", column, columnsSql);
  const indexes = await read("indexes", index, indexesSql, [...locked]);
  const checks = await read("check constraints", check, checksSql, [...locked]);
  const correlations = await read("the order of rows", correlation, correlationsSql);
  const named = <Part extends readonly [string, ...unknown[]], Value>(
    parts: readonly Part[],
    value: (part: Part) => Value,
  ): Readonly<Record<string, Value>> => {
    const record = emptyRecord<Value>();
    for (const part of parts) record[part[0]] = value(part);
    return record;
  };
  return (oid) => ({
    columns: columns && named(columns.get(oid) ?? [], ([, type]) => type),
    notNull: columns && (columns.get(oid) ?? []).flatMap(([name, , notNull]) => (notNull ? [name] : [])),
    indexes: indexes && named(indexes.get(oid) ?? [], ([, keys]) => keys ?? []),
    partialIndexes:
      indexes &&
      named(
        (indexes.get(oid) ?? []).filter(([, , condition]) => condition !== null),
        ([, , condition]) => condition ?? "",
      ),
    unusedIndexes:
      indexes && (indexes.get(oid) ?? []).flatMap(([name, , , isUsed]) => (isUsed ? [] : [name])),
    checks:
      checks && !locked.has(oid)
        ? named(checks.get(oid) ?? [], ([, expr, validated]) => ({ expr: expr ?? "", validated }))
        : null,
    correlations: correlations?.has(oid) ? named(correlations.get(oid) ?? [], ([, value]) => value) : null,
  });
}
