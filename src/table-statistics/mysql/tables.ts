import { z } from "zod";
import type { TableFacts } from "../../migrations/database-facts.js";
import type { MysqlSession } from "./mysql-session.js";
import { readPersistentRows } from "./persistent-rows.js";

export type MysqlTable = Pick<
  TableFacts,
  "rows" | "bytes" | "heapBytes" | "engine" | "charset" | "rowFormat" | "kind"
> & { readonly name: string };

const amount = z.coerce.number().nullable();
const row = z.object({
  name: z.string(),
  type: z.string(),
  engine: z.string().nullable(),
  tableRows: amount,
  dataLength: amount,
  indexLength: amount,
  rowFormat: z.string().nullable(),
  collation: z.string().nullable(),
  options: z.string().nullable(),
});

/** InnoDB's sizes are estimates; those of a partitioned table are already the sum of its partitions. */
const sql = `
select TABLE_NAME as name, TABLE_TYPE as type, ENGINE as engine, TABLE_ROWS as tableRows,
  DATA_LENGTH as dataLength, INDEX_LENGTH as indexLength, ROW_FORMAT as rowFormat,
  TABLE_COLLATION as collation, CREATE_OPTIONS as options
from information_schema.TABLES
where TABLE_SCHEMA = ? and TABLE_TYPE in ('BASE TABLE', 'SYSTEM VERSIONED', 'VIEW')
order by TABLE_NAME`;

/**
 * MySQL 8 remembers sizes for a day. Fresh ones cost a look into every table; where the server is too slow for that,
 * those that it remembers are taken, or InnoDB's own persistent ones where they say more and may be read.
 *
 * @throws whatever the driver throws
 */
export async function readTables(session: MysqlSession, database: string): Promise<readonly MysqlTable[]> {
  const remembers = await session.set("information_schema_stats_expiry = 0");
  if (!remembers) return (await session.query(row, sql, [database])).map((found) => tableOf(found, null));
  const what = "fresh sizes (taken from what the server remembers, up to a day old)";
  const fresh = await session.attempt(what, row, sql, [database]);
  if (fresh !== null) return fresh.map((found) => tableOf(found, null));
  await session.set("information_schema_stats_expiry = default");
  const remembered = await session.query(row, sql, [database]);
  const persistent = await readPersistentRows(session, database);
  return remembered.map((found) => tableOf(found, persistent.get(found.name) ?? null));
}

function tableOf(found: z.output<typeof row>, persistentRows: number | null): MysqlTable {
  const { name, type, engine, tableRows, dataLength, indexLength, rowFormat, collation, options } = found;
  const rows = type === "VIEW" ? null : tableRows;
  return {
    name,
    rows: persistentRows === null ? rows : Math.max(rows ?? 0, persistentRows),
    bytes: dataLength === null || indexLength === null ? null : dataLength + indexLength,
    heapBytes: dataLength,
    engine,
    charset: collation?.split("_")[0] ?? null,
    rowFormat,
    kind: type === "VIEW" ? "view" : /\bpartitioned\b/i.test(options ?? "") ? "partitioned table" : null,
  };
}
