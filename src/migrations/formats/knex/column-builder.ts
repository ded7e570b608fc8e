import { textOf } from "../javascript/language/known.js";
import { Host, List, Native, Obj, PartialText, Unknown, type Value } from "../javascript/language/value.js";
import type { Column } from "../javascript/sql/column.js";
import type { ForeignKey } from "../javascript/sql/keys.js";
import { literal } from "../javascript/sql/literal.js";
import type { Target } from "../javascript/sql/target.js";
import { nameOf, optionOf } from "../javascript/arguments.js";
import { Raw, rawText } from "./raw.js";

/** A key that a column asks for besides. */
export interface ColumnIndex {
  readonly name: string | null;
}

type Modify = (builder: ColumnBuilder, args: readonly Value[]) => void;

/** "posts.id" as a table and its column. */
function referenced(text: string): { table: string | null; column: string } {
  const dot = text.lastIndexOf(".");
  return dot === -1
    ? { table: null, column: text }
    : { table: text.slice(0, dot), column: text.slice(dot + 1) };
}

const named = ([options]: readonly Value[], key: string): string | null =>
  options instanceof Obj
    ? textOf(optionOf(options, key) ?? null)
    : typeof options === "string"
      ? options
      : null;

const modifiers: Readonly<Record<string, Modify>> = {
  nullable: (column, [is]) => (column.notNull = is === false),
  notNullable: (column) => (column.notNull = true),
  notNull: (column) => (column.notNull = true),
  defaultTo: (column, [value]) => (column.default = value),
  default: (column, [value]) => (column.default = value),
  unsigned: (column) => (column.unsigned = true),
  unique: (column, args) => (column.unique = { name: named(args, "indexName") }),
  index: (column, args) => (column.index = { name: named(args, "indexName") }),
  primary: (column) => (column.primary = true),
  primaryKey: (column) => (column.primary = true),
  references: (column, [name]) => {
    const { table, column: target } = referenced(nameOf(name, "referenced column"));
    column.reference = { ...column.reference, column: target, table: table ?? column.reference.table };
  },
  inTable: (column, [name]) =>
    (column.reference = { ...column.reference, table: nameOf(name, "referenced table") }),
  on: (column, [name]) =>
    (column.reference = { ...column.reference, table: nameOf(name, "referenced table") }),
  onDelete: (column, [action]) =>
    (column.reference = { ...column.reference, onDelete: nameOf(action, "action") }),
  onUpdate: (column, [action]) =>
    (column.reference = { ...column.reference, onUpdate: nameOf(action, "action") }),
  withKeyName: (column, [name]) => (column.reference = { ...column.reference, name: textOf(name) }),
  comment: (column, [text]) => (column.comment = textOf(text) ?? ""),
  collate: (column, [name]) => (column.collation = nameOf(name, "collation")),
  alter: (column, [options]) => {
    column.alters = {
      nullability: optionOf(options, "alterNullable") !== false,
      type: optionOf(options, "alterType") !== false,
    };
  },
  first: (column) => (column.first = true),
  after: (column, [name]) => (column.after = nameOf(name, "column")),
  checkPositive: (column, [name]) => column.check(`${column.quoted} > 0`, name),
  checkNegative: (column, [name]) => column.check(`${column.quoted} < 0`, name),
  checkIn: (column, [values, name]) =>
    column.check(`${column.quoted} IN (${literal(column.target, values)})`, name),
  checkNotIn: (column, [values, name]) =>
    column.check(`${column.quoted} NOT IN (${literal(column.target, values)})`, name),
  checkLength: (column, [operator, length, name]) =>
    column.check(
      `length(${column.quoted}) ${textOf(operator) ?? "="} ${literal(column.target, length)}`,
      name,
    ),
};

/** A column that is being put together: https://knexjs.org/guide/schema-builder.html#chainable-methods */
export class ColumnBuilder extends Host {
  readonly name: string;
  readonly target: Target;
  readonly type: string;
  readonly line: number;
  notNull = false;
  default: Value = undefined;
  unsigned = false;
  unique: ColumnIndex | null = null;
  index: ColumnIndex | null = null;
  primary: boolean;
  reference: {
    name: string | null;
    table: string | null;
    column: string | null;
    onDelete: string | null;
    onUpdate: string | null;
  } = { name: null, table: null, column: null, onDelete: null, onUpdate: null };
  comment: string | null = null;
  collation: string | null = null;
  alters: { nullability: boolean; type: boolean } | null = null;
  first = false;
  after: string | null = null;
  readonly #increments: boolean;
  readonly #checks: string[] = [];

  constructor(
    name: string,
    type: string,
    target: Target,
    line: number,
    increments = { is: false, primary: false },
  ) {
    super();
    this.name = name;
    this.type = type;
    this.target = target;
    this.line = line;
    this.#increments = increments.is;
    this.primary = increments.primary;
  }

  override get isHandle(): boolean {
    return false;
  }

  get quoted(): string {
    return this.target.name(this.name);
  }

  override get(key: string): Value {
    const modify = Object.hasOwn(modifiers, key) ? modifiers[key] : undefined;
    if (modify === undefined)
      return ["then", "catch", "finally"].includes(key) ? new Unknown(key) : new Native(key, () => this);
    return new Native(key, (args) => {
      modify(this, args);
      return this;
    });
  }

  check(condition: string, name: Value): void {
    const constraint = typeof name === "string" ? `CONSTRAINT ${this.target.name(name)} ` : "";
    this.#checks.push(`${constraint}CHECK (${condition})`);
  }

  get foreignKey(): ForeignKey | null {
    const { name, table, column, onDelete, onUpdate } = this.reference;
    if (table === null || column === null) return null;
    return { name, columns: [this.name], table, references: [column], onDelete, onUpdate };
  }

  /** As SQL; null: none. */
  get defaultSql(): string | null {
    const value = this.default;
    if (value === undefined) return null;
    if (value instanceof Raw) return rawText(value);
    if (value instanceof Unknown || value instanceof PartialText) return this.target.text("");
    if (value instanceof Obj || value instanceof List) return this.target.text("{}");
    if (typeof value === "boolean" && !this.target.isPostgres) return value ? "1" : "0";
    return literal(this.target, value);
  }

  get column(): Column {
    const { isPostgres } = this.target;
    const unsigned = this.unsigned && !isPostgres && !this.type.includes("unsigned") ? " unsigned" : "";
    return {
      name: this.name,
      type: `${this.type}${unsigned}`,
      notNull: this.notNull || (this.#increments && !isPostgres),
      default: this.defaultSql,
      autoIncrement: this.#increments,
      primary: false,
      unique: false,
      extra: [
        ...(this.collation === null ? [] : [`COLLATE ${this.target.name(this.collation)}`]),
        ...this.#checks,
      ],
      comment: this.comment,
      position: this.first ? "FIRST" : this.after === null ? null : `AFTER ${this.target.name(this.after)}`,
    };
  }
}
