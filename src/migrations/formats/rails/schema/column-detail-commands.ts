import { truthOf } from "../ruby/known.js";
import { nil, type Value } from "../ruby/value.js";
import { defaultSql } from "../sql/default-sql.js";
import { quoteName, quoteText } from "../sql/quote.js";
import { Unreadable } from "../unreadable.js";
import { setDefault } from "./column-commands.js";
import type { Commands, SchemaCall } from "./schema-call.js";

/** The new value of `change_..., from: a, to: b`, or the argument itself. */
const changedTo = (call: SchemaCall): Value => call.options.value("to") ?? call.args[2] ?? nil;

function changeNull(call: SchemaCall): void {
  const { target } = call;
  const column = call.text(1, "column's name");
  const name = quoteName(target, column);
  const flag = call.args[2];
  const nullable = flag === undefined ? null : truthOf(flag);
  if (nullable === null) throw new Unreadable("whether the column may be null is not known");
  const fill = call.args[3];
  if (!nullable && fill !== undefined && fill.type !== "nil") {
    const value = defaultSql(target, fill, "", call.lambdaSql);
    call.sql(`UPDATE ${call.sqlTable} SET ${name}=${value} WHERE ${name} IS NULL`);
  }
  if (target.isPostgres) {
    call.alter([`ALTER COLUMN ${name} ${nullable ? "DROP" : "SET"} NOT NULL`]);
    return;
  }
  call.interpreter.steps.add({
    kind: "column-nullability",
    line: call.line,
    table: call.table,
    column,
    notNull: !nullable,
  });
}

function changeComment(call: SchemaCall): void {
  const column = call.text(1, "column's name");
  const { line, table } = call;
  if (!call.target.isPostgres) {
    call.interpreter.steps.add({ kind: "column-comment", line, table, column });
    return;
  }
  const value = changedTo(call);
  const comment = value.type === "text" ? quoteText(call.target, value.text) : "NULL";
  call.sql(`COMMENT ON COLUMN ${call.sqlTable}.${quoteName(call.target, column)} IS ${comment}`);
}

/** Commands that change a column's default, nullability and comment. */
export const columnDetailCommands: Commands = {
  change_column_default: (call) => {
    const name = quoteName(call.target, call.text(1, "column's name"));
    const value = changedTo(call).type === "hash" ? nil : changedTo(call);
    call.alter([`ALTER COLUMN ${name} ${setDefault(call, value, "")}`]);
  },
  change_column_null: changeNull,
  change_column_comment: changeComment,
};
