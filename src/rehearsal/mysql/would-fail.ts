import type { MysqlCopy } from "./copy-tables.js";

/**
 * Unknown column, key column that is not there, duplicate column, key name and table: what the copy surely knows.
 * https://dev.mysql.com/doc/mysql-errors/8.4/en/server-error-reference.html
 */
const ofTables = new Set([1054, 1072, 1060, 1061, 1050]);
const cannotDrop = 1091;
const noSuchTable = 1146;

/** Whether production would refuse the statement likewise, as far as the copy tells. */
export function wouldFail(errno: number | null, sql: string, copy: MysqlCopy): boolean {
  if (errno === null) return false;
  // Constraints are not in the copy.
  if (errno === cannotDrop) return !/\b(?:constraint|foreign|check)\b/i.test(sql);
  return ofTables.has(errno) || (errno === noSuchTable && copy.isComplete && !/\breferences\b/i.test(sql));
}
