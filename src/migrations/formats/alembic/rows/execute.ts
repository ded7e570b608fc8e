import { changeRows } from "../../python/change-rows.js";
import { describe } from "../../python/describe.js";
import type { Interpreter } from "../../python/interpreter.js";
import { Unreadable } from "../../python/unreadable.js";
import type { Call, Value } from "../../python/value.js";
import { textValue } from "../schema/sql-text.js";
import { statementOf } from "./statement.js";

/** Runs a text or a statement of SQLAlchemy's. @throws Unreadable */
export function execute(statement: Value | undefined, { line, args }: Call, interpreter: Interpreter): void {
  const sql = textValue(statement);
  if (sql !== null) {
    if (sql.text.trim() !== "") interpreter.steps.sql(sql.line ?? line, sql.text);
    return;
  }
  if (statement?.type === "list" && !statement.isOpen) {
    for (const one of statement.items) execute(one, { line, args }, interpreter);
    return;
  }
  const known = statement === undefined ? null : statementOf(statement);
  if (known === null || statement === undefined) throw new Unreadable("the SQL that it runs is not known");
  changeRows({ line, call: describe(statement).split(".").slice(-3).join("."), ...known }, interpreter);
}
