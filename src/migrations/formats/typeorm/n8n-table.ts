import { Unreadable } from "../javascript/language/unreadable.js";
import { Host, List, Native, Obj, type Value } from "../javascript/language/value.js";
import { columnSql } from "../javascript/sql/column.js";
import { foreignKeySql, indexSql } from "../javascript/sql/keys.js";
import { nameOf, namesOf, optionOf, textOption } from "../javascript/arguments.js";
import { N8nColumn } from "./n8n-column.js";
import type { QueryRunner } from "./query-runner.js";

/** A table that n8n's own builder puts together; it is created where it is awaited. */
export class N8nTable extends Host {
  readonly name: string;
  readonly #runner: QueryRunner;
  readonly #line: number;
  readonly #columns: N8nColumn[] = [];
  readonly #constraints: string[] = [];
  readonly #indexes: { readonly columns: readonly string[]; readonly unique: boolean }[] = [];
  #isSent = false;

  constructor(runner: QueryRunner, name: string, line: number) {
    super();
    this.#runner = runner;
    this.name = name;
    this.#line = line;
  }

  override get(key: string): Value {
    if (key === "then" || key === "catch" || key === "finally") return undefined;
    if (key === "withTimestamps" || key === "withCreatedAt") {
      this.#time("createdAt");
      if (key === "withTimestamps") this.#time("updatedAt");
      return this;
    }
    return new Native(`table.${key}`, (args) => {
      this.#call(key, args);
      return this;
    });
  }

  #time(name: string): void {
    const column = new N8nColumn(name, this.#runner.target);
    for (const [method, value] of [
      ["timestamp", undefined],
      ["default", "NOW()"],
    ] as const) {
      const set = column.get(method);
      if (set instanceof Native) set.run([value], this.#line);
    }
    column.get("notNull");
    this.#columns.push(column);
  }

  #call(key: string, args: readonly Value[]): void {
    const { target } = this.#runner;
    const [first, second] = args;
    if (key === "withColumns")
      for (const column of args.flatMap((arg) => (arg instanceof List ? arg.items : [arg]))) {
        if (!(column instanceof N8nColumn)) throw new Unreadable("a column is not known");
        this.#columns.push(column);
      }
    else if (key === "withIndexOn")
      this.#indexes.push({ columns: namesOf(first, "column"), unique: second === true });
    else if (key === "withUniqueConstraintOn")
      this.#constraints.push(`UNIQUE (${target.names(namesOf(first, "column"))})`);
    else if (key === "withCheck")
      this.#constraints.push(
        `CONSTRAINT ${target.name(nameOf(first, "name"))} CHECK (${nameOf(second, "condition")})`,
      );
    else if (key === "withForeignKey" && second instanceof Obj)
      this.#constraints.push(
        foreignKeySql(target, {
          name: textOption(second, "name"),
          columns: [nameOf(first, "column")],
          table: nameOf(optionOf(second, "tableName"), "table"),
          references: [nameOf(optionOf(second, "columnName"), "column")],
          onDelete: textOption(second, "onDelete"),
          onUpdate: textOption(second, "onUpdate"),
        }),
      );
    else throw new Unreadable("what it does is not known");
  }

  override settle(): Value {
    if (this.#isSent) return undefined;
    this.#isSent = true;
    const { target, interpreter } = this.#runner;
    const primary = this.#columns.filter((column) => column.isPrimary).map(({ name }) => name);
    const checks = this.#columns.flatMap((column) => column.check(this.name) ?? []);
    const parts = [
      ...this.#columns.map(({ column }) => columnSql(target, column)),
      ...(primary.length === 0 ? [] : [`PRIMARY KEY (${target.names(primary)})`]),
      ...checks,
      ...this.#constraints,
    ];
    interpreter.steps.sql(
      this.#line,
      `CREATE TABLE IF NOT EXISTS ${target.table(this.name)} (${parts.join(", ")})`,
    );
    for (const { columns, unique } of this.#indexes)
      interpreter.steps.sql(
        this.#line,
        indexSql(target, {
          name: `IDX_${[this.name, ...columns].join("_")}`,
          table: this.name,
          columns: columns.map(target.name),
          unique,
        }),
      );
    return undefined;
  }
}
