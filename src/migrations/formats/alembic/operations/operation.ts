import type { Interpreter } from "../../python/interpreter.js";
import { textOf, truthOf } from "../../python/known.js";
import type { SqlTarget } from "../../python/sql-target.js";
import { Unreadable } from "../../python/unreadable.js";
import type { Arguments, Value } from "../../python/value.js";

/** A call of one of `op`'s methods; in a batch the table is put where `op`'s own method has it. */
export class Operation {
  readonly line: number;
  readonly target: SqlTarget;
  readonly interpreter: Interpreter;
  readonly args: Arguments;

  constructor(args: Arguments, line: number, target: SqlTarget, interpreter: Interpreter) {
    this.args = args;
    this.line = line;
    this.target = target;
    this.interpreter = interpreter;
  }

  value(index: number, ...names: readonly string[]): Value | undefined {
    const positional = this.args.positional[index];
    if (positional !== undefined) return positional;
    return names.map((name) => this.args.named.get(name)).find((value) => value !== undefined);
  }

  /** @throws Unreadable */
  text(index: number, ...names: readonly string[]): string {
    const text = textOf(this.value(index, ...names));
    if (text === null) throw new Unreadable(`its ${names[0] ?? "argument"} is not known`);
    return text;
  }

  named(name: string): Value | undefined {
    return this.args.named.get(name);
  }

  optionalText(name: string): string | null {
    return textOf(this.named(name));
  }

  truth(name: string): boolean {
    return truthOf(this.named(name)) === true;
  }

  /** A table with the schema that is named beside it. */
  tableName(index: number, name: string, schema = "schema"): string {
    const own = this.text(index, name, "table_name", "name");
    const schemaName = this.optionalText(schema);
    return schemaName === null ? own : `${schemaName}.${own}`;
  }

  sql(sql: string): void {
    this.interpreter.steps.sql(this.line, sql);
  }

  alter(table: string, clause: string): void {
    this.sql(`ALTER TABLE ${this.target.table(table)} ${clause}`);
  }

  /** The texts of a list; one text is a list of it. @throws Unreadable */
  texts(index: number, ...names: readonly string[]): readonly string[] {
    const value = this.value(index, ...names);
    const items =
      value?.type === "list" && !value.isOpen ? value.items : value?.type === "text" ? [value] : [];
    const texts = items.map(textOf);
    if (texts.length === 0 || texts.includes(null))
      throw new Unreadable(`its ${names[0] ?? "list"} is not known`);
    return texts.filter((text) => text !== null);
  }
}

/** `op`'s methods by their names. */
export type Operations = Readonly<Record<string, (operation: Operation) => void>>;
