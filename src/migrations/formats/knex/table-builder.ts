import { textOf } from "../javascript/language/known.js";
import { Host, List, Native, Obj, Unknown, type Value } from "../javascript/language/value.js";
import { Unreadable } from "../javascript/language/unreadable.js";
import type { ForeignKey } from "../javascript/sql/keys.js";
import { nameOf, namesOf, optionOf, textOption } from "../javascript/arguments.js";
import { ColumnBuilder } from "./column-builder.js";
import { columnType, isColumnType } from "./column-types.js";
import type { Database } from "./database.js";
import { Raw, rawText } from "./raw.js";

/** Something that a table's builder was asked for, beside columns. */
export type TableCommand =
  | {
      readonly kind: "index" | "unique";
      readonly columns: readonly string[];
      readonly name: string | null;
      readonly using: string | null;
      readonly where: string | null;
    }
  | { readonly kind: "primary"; readonly columns: readonly string[]; readonly name: string | null }
  | { readonly kind: "foreign"; readonly key: ForeignKeyBuilder }
  | { readonly kind: "check"; readonly condition: string; readonly name: string | null }
  | { readonly kind: "drop-columns" | "drop-checks"; readonly names: readonly string[] }
  | { readonly kind: "rename-column"; readonly from: string; readonly to: string }
  | {
      readonly kind: "drop-index" | "drop-unique" | "drop-foreign";
      readonly columns: readonly string[];
      readonly name: string | null;
    }
  | { readonly kind: "drop-primary"; readonly name: string | null }
  | { readonly kind: "nullability"; readonly column: string; readonly notNull: boolean }
  | { readonly kind: "comment"; readonly text: string };

/** A foreign key that is being put together. */
export class ForeignKeyBuilder extends Host {
  readonly name = "foreign";
  #key: Omit<ForeignKey, "table"> & { readonly table: string | null };

  constructor(columns: readonly string[], name: string | null) {
    super();
    this.#key = { name, columns, table: null, references: [], onDelete: null, onUpdate: null };
  }

  override get isHandle(): boolean {
    return false;
  }

  override get(method: string): Value {
    return new Native(method, ([value]) => {
      if (method === "references") this.#references(namesOf(value, "referenced column"));
      if (method === "inTable" || method === "on")
        this.#key = { ...this.#key, table: nameOf(value, "referenced table") };
      if (method === "onDelete") this.#key = { ...this.#key, onDelete: nameOf(value, "action") };
      if (method === "onUpdate") this.#key = { ...this.#key, onUpdate: nameOf(value, "action") };
      if (method === "withKeyName") this.#key = { ...this.#key, name: textOf(value) };
      return this;
    });
  }

  #references(columns: readonly string[]): void {
    const [first] = columns;
    const dot = columns.length === 1 ? (first?.lastIndexOf(".") ?? -1) : -1;
    this.#key =
      first === undefined || dot === -1
        ? { ...this.#key, references: columns }
        : { ...this.#key, table: first.slice(0, dot), references: [first.slice(dot + 1)] };
  }

  get key(): ForeignKey {
    const { table } = this.#key;
    if (table === null) throw new Unreadable("the table that a foreign key references is not known");
    return { ...this.#key, table };
  }
}

/** Methods that change nothing that costs anything. */
const passedOver = new Set([
  "engine",
  "charset",
  "collate",
  "inherits",
  "queryContext",
  "timeout",
  "temporary",
  "like",
]);

/** A table that is being created or altered: https://knexjs.org/guide/schema-builder.html#schema-building */
export class TableBuilder extends Host {
  readonly name = "table";
  readonly columns: ColumnBuilder[] = [];
  readonly commands: TableCommand[] = [];
  readonly #database: Database;

  constructor(database: Database) {
    super();
    this.#database = database;
  }

  override get(method: string): Value {
    if (passedOver.has(method)) return new Native(method, () => this);
    return new Native(`table.${method}`, (args, line) => this.#run(method, args, line));
  }

  #run(method: string, args: readonly Value[], line: number): Value {
    if (method === "increments" || method === "bigincrements" || method === "bigIncrements") {
      const [name, options] = args;
      const isPrimary = optionOf(options, "primaryKey") !== false;
      return this.#column(method, name ?? "id", [], line, { is: true, primary: isPrimary });
    }
    if (isColumnType(method)) return this.#column(method, args[0], args.slice(1), line);
    if (method === "timestamps") return this.#timestamps(args, line);
    const command = this.#command(method, args);
    if (command === null) throw new Unreadable("what it does is not known");
    this.commands.push(command);
    return command.kind === "foreign" ? command.key : this;
  }

  #column(
    method: string,
    name: Value,
    args: readonly Value[],
    line: number,
    increments?: { is: boolean; primary: boolean },
  ): ColumnBuilder {
    const { target } = this.#database;
    const text = nameOf(name, "column");
    const made = new ColumnBuilder(text, columnType(method, text, args, target), target, line, increments);
    this.columns.push(made);
    return made;
  }

  #timestamps([first, second, third]: readonly Value[], line: number): Value {
    const option = (key: string, positional: Value): boolean =>
      first instanceof Obj ? optionOf(first, key) === true : positional === true;
    const type = option("useTimestamps", first) ? "timestamp" : "datetime";
    const camel = option("useCamelCase", third);
    for (const name of camel ? ["createdAt", "updatedAt"] : ["created_at", "updated_at"]) {
      const column = this.#column(type, name, [], line);
      if (!option("defaultToNow", second)) continue;
      column.notNull = true;
      column.default = new Raw(this.#database, "CURRENT_TIMESTAMP");
    }
    return undefined;
  }

  #command(method: string, args: readonly Value[]): TableCommand | null {
    const [first, second, third] = args;
    // A name that is not known costs the same as Knex's own.
    const name = (key: string): string | null =>
      second instanceof Obj
        ? textOption(second, key)
        : second === undefined || second === null
          ? null
          : textOf(second);
    switch (method) {
      case "index":
      case "unique": {
        const using =
          third instanceof Obj ? textOption(third, "indexType") : typeof third === "string" ? third : null;
        const given = third instanceof Obj ? third : second;
        const where = given instanceof Obj ? predicateOf(optionOf(given, "predicate")) : null;
        return { kind: method, columns: expressions(first), name: name("indexName"), using, where };
      }
      case "primary":
        return { kind: "primary", columns: namesOf(first, "column"), name: name("constraintName") };
      case "foreign":
        return {
          kind: "foreign",
          key: new ForeignKeyBuilder(namesOf(first, "column"), name("constraintName")),
        };
      case "check":
        return {
          kind: "check",
          condition: nameOf(first, "condition"),
          name: third === undefined ? null : nameOf(third, "name"),
        };
      case "dropColumn":
      case "dropColumns": {
        const names = args.flatMap((arg) => [...namesOf(arg, "column")]);
        return { kind: "drop-columns", names };
      }
      case "dropTimestamps": {
        const camel = first === true || (first instanceof Obj && optionOf(first, "useCamelCase") === true);
        return {
          kind: "drop-columns",
          names: camel ? ["createdAt", "updatedAt"] : ["created_at", "updated_at"],
        };
      }
      case "dropChecks":
        return { kind: "drop-checks", names: args.flatMap((arg) => [...namesOf(arg, "name")]) };
      case "renameColumn":
        return { kind: "rename-column", from: nameOf(first, "column"), to: nameOf(second, "column") };
      case "dropIndex":
        return {
          kind: "drop-index",
          columns: first === null || first === undefined ? [] : namesOf(first, "column"),
          name: name("indexName"),
        };
      case "dropUnique":
        return {
          kind: "drop-unique",
          columns: first === null || first === undefined ? [] : namesOf(first, "column"),
          name: name("indexName"),
        };
      case "dropForeign":
        return {
          kind: "drop-foreign",
          columns: first === null || first === undefined ? [] : namesOf(first, "column"),
          name: name("constraintName"),
        };
      case "dropPrimary":
        return { kind: "drop-primary", name: first === undefined ? null : nameOf(first, "name") };
      case "setNullable":
      case "dropNullable":
        return { kind: "nullability", column: nameOf(first, "column"), notNull: method === "dropNullable" };
      case "comment":
        return { kind: "comment", text: nameOf(first, "comment") };
      default:
        return null;
    }
  }
}

/** Columns of an index, of which some may be expressions. */
function expressions(value: Value): readonly string[] {
  const items = value instanceof List ? value.items : [value];
  return items.map((item) => (item instanceof Raw ? `\0${rawText(item)}` : nameOf(item, "column")));
}

/** What a partial index's condition is put together by is not followed: any condition costs the same. */
function predicateOf(value: Value): string | null {
  if (value === undefined || value === null) return null;
  if (value instanceof Host || value instanceof Unknown) return "true";
  throw new Unreadable("the condition of the index is not known");
}
