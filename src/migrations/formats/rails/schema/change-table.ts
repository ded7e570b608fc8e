import type { Interpreter } from "../ruby/interpreter.js";
import { type Call, nil, text, type TableReceiver, unknown, type Value } from "../ruby/value.js";
import { Unreadable } from "../unreadable.js";
import { SchemaCall } from "./schema-call.js";

/** The commands behind the methods of `t` in change_table, where another name does not tell. */
const commandOf: Readonly<Record<string, string>> = {
  column: "add_column",
  index: "add_index",
  rename_index: "rename_index",
  timestamps: "add_timestamps",
  change: "change_column",
  change_default: "change_column_default",
  change_null: "change_column_null",
  change_comment: "change_column_comment",
  remove: "remove_columns",
  rename: "rename_column",
  references: "add_reference",
  belongs_to: "add_reference",
  foreign_key: "add_foreign_key",
  check_constraint: "add_check_constraint",
  exclusion_constraint: "add_exclusion_constraint",
  unique_constraint: "add_unique_constraint",
};

const passedOn =
  /^(remove_(references|belongs_to|index|timestamps|foreign_key|check_constraint|exclusion_constraint|unique_constraint)|validate_\w+)$/;

/** `t` in `change_table`: every method is a command with the table put first. */
export class TableChanger implements TableReceiver {
  readonly table: string;
  readonly #interpreter: Interpreter;

  constructor(table: string, interpreter: Interpreter) {
    this.table = table;
    this.#interpreter = interpreter;
  }

  call(call: Call): Value {
    if (call.name.endsWith("?")) return unknown(call.name);
    const name = commandOf[call.name] ?? (passedOn.test(call.name) ? call.name : null);
    if (name !== null) return this.#command(call, name, call.args);
    const typed = new SchemaCall(call, this.#interpreter);
    const names = typed.texts(0, "column's name");
    if (names.length === 0) throw new Unreadable("it is no way to change a table that is known");
    const options: readonly Value[] = typed.options.entries.length === 0 ? [] : call.args.slice(-1);
    for (const column of names)
      this.#command(call, "add_column", [text(column), text(call.name), ...options]);
    return nil;
  }

  #command(call: Call, name: string, args: readonly Value[]): Value {
    return this.#interpreter.dispatch({
      ...call,
      name,
      receiver: { type: "migration" },
      args: [text(this.table), ...args],
    });
  }
}

/** `change_table`: one by one, or with `bulk: true` as one ALTER TABLE. */
export function changeTable(call: SchemaCall): void {
  const { block, interpreter, table } = call;
  if (block === null) return;
  const change = (): void => {
    interpreter.yieldTo(block, [{ type: "table", receiver: new TableChanger(table, interpreter) }]);
  };
  if (call.options.truth("bulk")) interpreter.steps.bulk(call.line, table, call.sqlTable, change);
  else change();
}
