import { textOf } from "../javascript/language/known.js";
import { Unreadable } from "../javascript/language/unreadable.js";
import { List, Obj, Unknown, type Value } from "../javascript/language/value.js";
import type { Column } from "../javascript/sql/column.js";
import { literal } from "../javascript/sql/literal.js";
import type { Target } from "../javascript/sql/target.js";
import { nameOf, optionOf, textOption } from "../javascript/arguments.js";
import { DataType, typeSql } from "./data-types.js";
import { Literal } from "./sequelize-module.js";

const enumName = (table: string, column: string): string => `enum_${table}_${column}`;

function defaultSql(value: Value, target: Target): string | null {
  if (value === undefined || value instanceof DataType || value instanceof Unknown) return null;
  if (value instanceof Literal) return value.sql;
  if (value instanceof List || value instanceof Obj) return target.text(value instanceof List ? "{}" : "{}");
  return literal(target, value);
}

/** ` REFERENCES ...`, which Sequelize writes behind the column. */
function references(options: Obj, target: Target): readonly string[] {
  const to = options.entries.get("references");
  if (to === undefined || to === null) return [];
  const model = to instanceof Obj ? (optionOf(to, "model") ?? optionOf(to, "table")) : to;
  const table = model instanceof Obj ? (optionOf(model, "tableName") ?? optionOf(model, "table")) : model;
  const key = to instanceof Obj ? (textOption(to, "key") ?? "id") : "id";
  const actions = (["onDelete", "onUpdate"] as const).flatMap((name) => {
    const action = textOption(options, name);
    return action === null ? [] : [`ON ${name.slice(2).toUpperCase()} ${action.toUpperCase()}`];
  });
  return [`REFERENCES ${target.table(nameOf(table, "referenced table"))} (${target.name(key)})`, ...actions];
}

export interface Attribute {
  readonly column: Column;
  /** REFERENCES and what follows, as SQL; empty: none. */
  readonly references: readonly string[];
  readonly primary: boolean;
  /** The statement that PostgreSQL's type of an enumeration needs before; null: none. */
  readonly createsType: string | null;
  /** The type's own options that were not said. */
  readonly saysNull: boolean;
}

/** A column from its attribute: a type, or `{ type, allowNull, defaultValue ... }`. */
export function attributeOf(table: string, name: string, value: Value, target: Target): Attribute {
  const options = value instanceof Obj ? value : new Obj([["type", value]]);
  if (options.open) throw new Unreadable(`the definition of ${name} is not known`);
  const type = options.entries.get("type");
  const isEnum = type instanceof DataType && type.name === "ENUM";
  const increments = options.entries.get("autoIncrement") === true;
  const sql = typeSql(type, target, enumName(table, name));
  const serial = sql === "BIGINT" ? "BIGSERIAL" : "SERIAL";
  return {
    column: {
      name: textOption(options, "field") ?? name,
      type: increments && target.isPostgres ? serial : sql,
      notNull: options.entries.get("allowNull") === false,
      default: defaultSql(options.entries.get("defaultValue"), target),
      autoIncrement: increments,
      primary: false,
      unique: options.entries.get("unique") === true,
      extra: [],
      comment:
        textOf(options.entries.get("comment") ?? null) === "null" ? null : textOption(options, "comment"),
      position:
        options.entries.get("first") === true
          ? "FIRST"
          : textOption(options, "after") === null
            ? null
            : `AFTER ${target.name(textOption(options, "after") ?? "")}`,
    },
    references: references(options, target),
    primary: options.entries.get("primaryKey") === true,
    createsType:
      isEnum && target.isPostgres
        ? `CREATE TYPE ${target.name(enumName(table, name))} AS ENUM (${type.values(target).join(", ")})`
        : null,
    saysNull: options.entries.has("allowNull"),
  };
}
