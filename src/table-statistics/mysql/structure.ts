import { z } from "zod";
import type { TableFacts } from "../../migrations/database-facts.js";
import { emptyRecord } from "../../migrations/row-counts/record-of.js";
import type { CatalogueSession } from "../catalogue-session.js";
import type { MysqlServer } from "./server.js";

type Structure = Pick<
  TableFacts,
  "columns" | "notNull" | "indexes" | "fulltextIndexes" | "unusedIndexes" | "checks"
>;

const column = z.object({ table: z.string(), name: z.string(), type: z.string(), nullable: z.string() });
const columnsSql = `
select TABLE_NAME as \`table\`, COLUMN_NAME as name, COLUMN_TYPE as type, IS_NULLABLE as nullable
from information_schema.COLUMNS where TABLE_SCHEMA = ? order by TABLE_NAME, ORDINAL_POSITION`;

const part = z.object({
  table: z.string(),
  name: z.string(),
  type: z.string(),
  key: z.string().nullable(),
  hidden: z.string(),
});
/** MySQL 8.0 has invisible indexes and since 8.0.13 such on expressions; MariaDB 10.6 has ignored ones. */
const indexesSql = ({ mysqlSince, mariadbSince }: MysqlServer): string => `
select TABLE_NAME as \`table\`, INDEX_NAME as name, INDEX_TYPE as type,
  ${mysqlSince(8, 0, 13) ? "coalesce(COLUMN_NAME, EXPRESSION)" : "COLUMN_NAME"} as \`key\`,
  ${mariadbSince(10, 6) ? "IGNORED" : mysqlSince(8, 0, 0) ? "if(IS_VISIBLE = 'YES', 'NO', 'YES')" : "'NO'"} as hidden
from information_schema.STATISTICS where TABLE_SCHEMA = ? order by TABLE_NAME, INDEX_NAME, SEQ_IN_INDEX`;

const check = z.object({ table: z.string(), name: z.string(), expr: z.string(), enforced: z.string() });
const mysqlChecksSql = `
select t.TABLE_NAME as \`table\`, t.CONSTRAINT_NAME as name, c.CHECK_CLAUSE as expr, t.ENFORCED as enforced
from information_schema.TABLE_CONSTRAINTS t
join information_schema.CHECK_CONSTRAINTS c
  on c.CONSTRAINT_SCHEMA = t.CONSTRAINT_SCHEMA and c.CONSTRAINT_NAME = t.CONSTRAINT_NAME
where t.CONSTRAINT_SCHEMA = ? and t.CONSTRAINT_TYPE = 'CHECK'`;
const mariadbChecksSql = `
select TABLE_NAME as \`table\`, CONSTRAINT_NAME as name, CHECK_CLAUSE as expr, 'YES' as enforced
from information_schema.CHECK_CONSTRAINTS where CONSTRAINT_SCHEMA = ?`;

/** By table; what could not be read is null. */
export async function readStructure(
  session: CatalogueSession,
  database: string,
  server: MysqlServer,
): Promise<(table: string) => Structure> {
  const read = async <Row extends { readonly table: string }>(
    what: string,
    row: z.ZodType<Row>,
    sql: string,
  ) => {
    const rows = await session.attempt(what, row, sql, [database]);
    return rows && Map.groupBy(rows, ({ table }) => table);
  };
  const columns = await read("columns", column, columnsSql);
  const parts = await read("indexes", part, indexesSql(server));
  const checksSql = server.mariadb ? mariadbChecksSql : server.mysqlSince(8, 0, 16) ? mysqlChecksSql : null;
  // Older MySQL reads check constraints and forgets them.
  const checks =
    checksSql === null ? new Map<string, never[]>() : await read("check constraints", check, checksSql);
  return (table) => {
    const own = columns?.get(table);
    // A table always has columns: one without is one whose structure the account may not see.
    if (own === undefined)
      return {
        columns: null,
        notNull: null,
        indexes: null,
        fulltextIndexes: null,
        unusedIndexes: null,
        checks: null,
      };
    const keys = Map.groupBy(parts?.get(table) ?? [], ({ name }) => name);
    return {
      columns: recordFrom(own.map(({ name, type }) => [name, type])),
      notNull: own.flatMap(({ name, nullable }) => (nullable === "NO" ? [name] : [])),
      indexes:
        parts &&
        recordFrom([...keys].map(([name, all]) => [name, all.map(({ key }) => key ?? "(expression)")])),
      fulltextIndexes:
        parts && [...keys].flatMap(([name, [first]]) => (first?.type === "FULLTEXT" ? [name] : [])),
      unusedIndexes:
        parts &&
        [...keys].flatMap(([name, [first]]) =>
          first?.hidden === "YES" || first?.type === "SPATIAL" || first?.type === "RTREE" ? [name] : [],
        ),
      checks:
        checks &&
        recordFrom(
          (checks.get(table) ?? []).map(({ name, expr, enforced }) => [
            name,
            { expr, validated: enforced === "YES" },
          ]),
        ),
    };
  };
}

function recordFrom<Value>(entries: readonly (readonly [string, Value])[]): Readonly<Record<string, Value>> {
  const record = emptyRecord<Value>();
  for (const [name, value] of entries) record[name] = value;
  return record;
}
