import type { Interpreter } from "../ruby/interpreter.js";
import { textOf } from "../ruby/known.js";
import { Options } from "../ruby/options.js";
import { type Call, nil, type TableReceiver, unknown, type Value } from "../ruby/value.js";
import { indexColumns, mysqlIndexClause, nameOfIndex } from "../sql/index-sql.js";
import { quoteName, quoteTable } from "../sql/quote.js";
import { Unreadable } from "../unreadable.js";
import { symbol, text } from "../ruby/value.js";
import { SchemaCall } from "./schema-call.js";

/** `m` in `Lhm.change_table`: https://github.com/shopify/lhm#usage */
class OnlineChanger implements TableReceiver {
  readonly table: string;
  readonly clauses: string[] = [];
  readonly #interpreter: Interpreter;

  constructor(table: string, interpreter: Interpreter) {
    this.table = table;
    this.#interpreter = interpreter;
  }

  call(call: Call): Value {
    const command = new SchemaCall(call, this.#interpreter);
    const clause = this.#clause(command);
    if (clause !== null) this.clauses.push(clause);
    return nil;
  }

  #clause(call: SchemaCall): string | null {
    const name = (index: number): string => quoteName(call.target, call.text(index, "column's name"));
    switch (call.name) {
      case "add_column":
        return `ADD COLUMN ${name(0)} ${call.text(1, "column's type")}`;
      case "change_column":
        return `MODIFY COLUMN ${name(0)} ${call.text(1, "column's type")}`;
      case "rename_column":
        return `RENAME COLUMN ${name(0)} TO ${name(1)}`;
      case "remove_column":
        return `DROP COLUMN ${name(0)}`;
      case "add_index":
      case "add_unique_index":
        return `ADD ${mysqlIndexClause(call.target, this.table, this.#columns(call), this.#indexOptions(call))}`;
      case "remove_index":
        return `DROP INDEX ${quoteName(call.target, nameOfIndex(this.table, this.#columns(call), this.#indexOptions(call)))}`;
      case "ddl":
        return this.#ddl(call);
      case "filter":
        return null;
      default:
        throw new Unreadable("it is no change of Lhm that is known");
    }
  }

  #columns(call: SchemaCall): readonly string[] {
    return indexColumns(call.args[0]);
  }

  #indexOptions(call: SchemaCall): Options {
    const name = textOf(call.args[1]);
    return new Options([
      ...(name === null ? [] : [{ key: symbol("name"), value: text(name) }]),
      ...(call.name === "add_unique_index"
        ? [{ key: symbol("unique"), value: { type: "boolean", truth: true } as const }]
        : []),
    ]);
  }

  #ddl(call: SchemaCall): null {
    const sql = call.text(0, "statement");
    this.#interpreter.steps.add({
      kind: "online-copy",
      line: call.line,
      table: this.table,
      sql,
      tool: "lhm",
    });
    return null;
  }
}

/** `Lhm.change_table :users do |m| ... end`: all changes in one copy of the table. */
export function changeTableOnline(call: Call, interpreter: Interpreter): Value {
  const { name, args, block, line } = call;
  if (name !== "change_table") return unknown(name);
  const table = textOf(args[0]);
  if (table === null || block === null) throw new Unreadable("the table's name is not known");
  const receiver = new OnlineChanger(table, interpreter);
  interpreter.yieldTo(block, [{ type: "table", receiver }]);
  if (receiver.clauses.length === 0) return nil;
  const sql = `ALTER TABLE ${quoteTable(interpreter.target, table)} ${receiver.clauses.join(", ")}`;
  interpreter.steps.add({ kind: "online-copy", line, table, sql, tool: "lhm" });
  return nil;
}
