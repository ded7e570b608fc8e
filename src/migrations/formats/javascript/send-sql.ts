import type { Interpreter } from "./language/interpreter.js";
import { Unreadable } from "./language/unreadable.js";
import { PartialText, type Value } from "./language/value.js";
import { statementTarget } from "./sql/statement-target.js";

/**
 * SQL that the migration sends. Parts that only the running program knows may stand for values, where the statement
 * changes or reads rows: then NULL in their place changes no cost. Elsewhere they could be anything.
 */
export function sendSql(interpreter: Interpreter, value: Value, line: number): void {
  const sql = typeof value === "string" ? value : value instanceof PartialText ? value.text : null;
  const target = sql === null ? null : statementTarget(sql);
  if (sql === null || (typeof value !== "string" && target === null && !isQuery(sql)))
    throw new Unreadable("the SQL is put together from values that are not known");
  if (target !== null && target.verb !== "read" && interpreter.inUnknownLoop) {
    const { verb, table } = target;
    const note = `A loop ${verb}s rows${table === null ? "" : ` of ${table}`}: how often it runs cannot be told from the code`;
    interpreter.steps.rows({ line, verb, table, note });
    return;
  }
  if (sql.trim() !== "") interpreter.steps.sql(line, sql);
}

const isQuery = (sql: string): boolean => /^\s*\(?\s*(with|select|show|pragma)\b/i.test(sql);
