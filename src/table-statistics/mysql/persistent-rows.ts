import { z } from "zod";
import type { CatalogueSession } from "../catalogue-session.js";

const row = z.object({ name: z.string(), rows: z.coerce.number() });
const sql =
  "select table_name as name, n_rows as `rows` from mysql.innodb_table_stats where database_name = ?";

/** InnoDB's persistent statistics by table, partitions added up; empty where the account may not read them. */
export async function readPersistentRows(
  session: CatalogueSession,
  database: string,
): Promise<ReadonlyMap<string, number>> {
  const rows = await session.attempt("mysql.innodb_table_stats", row, sql, [database]);
  const sums = new Map<string, number>();
  for (const { name, rows: count } of rows ?? []) {
    const table = name.replace(/#p#.*$/i, "");
    sums.set(table, (sums.get(table) ?? 0) + count);
  }
  return sums;
}
