import type { Value } from "../ruby/value.js";
import { Unreadable } from "../unreadable.js";
import type { Command, Commands } from "./schema-call.js";

const changesRows = new Set(["UPDATE", "DELETE", "INSERT"]);

/**
 * The SQL of an argument. Parts that only the running program knows may stand for values, where the statement changes
 * or reads rows: then NULL in their place changes no cost. Elsewhere they could be anything.
 */
function sqlOf(value: Value | undefined, reads: boolean): string {
  if (value?.type === "text") return value.text;
  if (value?.type === "partial") {
    const verb = value.text.trimStart().split(/\s/, 1)[0]?.toUpperCase() ?? "";
    if (reads || changesRows.has(verb)) return value.text;
  }
  throw new Unreadable("the SQL is put together from values that are not known");
}

const run =
  (reads: boolean): Command =>
  (call) =>
    call.sql(sqlOf(call.args[0], reads));

/** Commands that take SQL as it is. */
export const sqlCommands: Commands = {
  ...Object.fromEntries(
    [
      "execute",
      "exec_query",
      "exec_update",
      "exec_delete",
      "exec_insert",
      "update",
      "update_sql",
      "delete",
      "insert",
    ].map((name) => [name, run(false)]),
  ),
  ...Object.fromEntries(
    ["select_all", "select_one", "select_rows", "select_value", "select_values"].map((name) => [
      name,
      run(true),
    ]),
  ),
};
