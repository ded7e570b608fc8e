import type { Interpreter } from "../ruby/interpreter.js";
import { textOf } from "../ruby/known.js";
import { Options } from "../ruby/options.js";
import type { Block, Call, Value } from "../ruby/value.js";
import { quoteTable } from "../sql/quote.js";
import type { Target } from "../sql/target.js";
import { Unreadable } from "../unreadable.js";

/** A schema command with its keyword arguments told apart. */
export class SchemaCall {
  readonly name: string;
  readonly line: number;
  readonly args: readonly Value[];
  readonly options: Options;
  readonly block: Block | null;
  readonly interpreter: Interpreter;

  constructor(call: Call, interpreter: Interpreter) {
    const last = call.args.at(-1);
    this.name = call.name;
    this.line = call.line;
    this.args = last?.type === "hash" ? call.args.slice(0, -1) : call.args;
    this.options = new Options(last?.type === "hash" ? last.entries : []);
    this.block = call.block;
    this.interpreter = interpreter;
  }

  get target(): Target {
    return this.interpreter.target;
  }

  /** A string or symbol. @throws Unreadable */
  text(index: number, what: string): string {
    const text = textOf(this.args[index]);
    if (text === null) throw new Unreadable(`the ${what} is not known`);
    return text;
  }

  /** All arguments from `index` on, lists taken apart. @throws Unreadable */
  texts(index: number, what: string): readonly string[] {
    const values = this.args
      .slice(index)
      .flatMap((value) => (value.type === "array" ? value.items : [value]));
    return values.map((value) => {
      const text = textOf(value);
      if (text === null) throw new Unreadable(`the ${what} is not known`);
      return text;
    });
  }

  get table(): string {
    return this.text(0, "table's name");
  }

  get sqlTable(): string {
    return quoteTable(this.target, this.table);
  }

  sql(sql: string): void {
    this.interpreter.steps.sql(this.line, sql);
  }

  /** One ALTER TABLE of the command's table. */
  alter(clauses: readonly string[], keepsNullability = false): void {
    const { line, table, sqlTable } = this;
    this.interpreter.steps.alter({ line, table, sqlTable, clauses: [...clauses], keepsNullability });
  }

  /** The SQL that a lambda gives, as in `default: -> { "now()" }`. @throws Unreadable */
  readonly lambdaSql = (value: Value): string => {
    const sql = value.type === "lambda" ? textOf(this.interpreter.yieldTo(value.block, [])) : null;
    if (sql === null) throw new Unreadable("the SQL of a default is not known");
    return sql;
  };
}

/** One command of the schema DSL: writes the statements that it sends. @throws Unreadable */
export type Command = (call: SchemaCall) => void;
export type Commands = Readonly<Record<string, Command>>;
