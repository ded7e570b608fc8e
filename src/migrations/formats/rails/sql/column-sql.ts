import { Unreadable } from "../unreadable.js";
import type { Options } from "../ruby/options.js";
import type { Value } from "../ruby/value.js";
import { truthOf } from "../ruby/known.js";
import { defaultSql } from "./default-sql.js";
import { mysqlType } from "./mysql-type.js";
import { postgresType } from "./postgres-type.js";
import { quoteName, quoteText } from "./quote.js";
import type { Target } from "./target.js";

/** Reads the SQL that a default's lambda gives. */
export type LambdaSql = (value: Value) => string;

/** A column of a table: name, type as Rails has it, and options. */
export interface Column {
  readonly name: string;
  readonly type: string;
  readonly options: Options;
}

/** The column's type in the engine's SQL. */
export function columnType(target: Target, { type, options }: Pick<Column, "type" | "options">): string {
  if (type === "virtual") return columnType(target, { type: options.text("type") ?? "string", options });
  return target.isPostgres ? postgresType(type, options) : mysqlType(type, options);
}

function nullClause({ isPostgres }: Target, type: string, options: Options): string {
  const value = options.value("null");
  const nullable = value === undefined || value.type === "nil" ? null : truthOf(value);
  if (nullable === false) return " NOT NULL";
  // MySQL gives a TIMESTAMP column NOT NULL unless told otherwise.
  return !isPostgres && (nullable === true || type.startsWith("timestamp")) ? " NULL" : "";
}

function defaultClause(target: Target, type: string, options: Options, lambda: LambdaSql): string {
  const value = options.value("default");
  if (value === undefined || (value.type === "nil" && truthOf(options.value("null") ?? value) === false))
    return "";
  return value.type === "nil" ? "" : ` DEFAULT ${defaultSql(target, value, type, lambda)}`;
}

function generatedClause(target: Target, options: Options): string {
  const expression = options.text("as");
  if (expression === null) return "";
  const stored = options.truth("stored");
  if (target.isPostgres) return ` GENERATED ALWAYS AS (${expression})${stored ? " STORED" : ""}`;
  return ` AS (${expression})${stored ? " STORED" : " VIRTUAL"}`;
}

/** Where MySQL puts the column: `first: true`, `after: :name`. */
function positionClause(target: Target, options: Options): string {
  if (target.isPostgres) return "";
  const after = options.text("after");
  if (after !== null) return ` AFTER ${quoteName(target, after)}`;
  return options.truth("first") ? " FIRST" : "";
}

/** A column's definition as it stands in CREATE TABLE and ADD COLUMN. */
export function columnSql(target: Target, column: Column, lambda: LambdaSql): string {
  const { options } = column;
  if (column.type === "") throw new Unreadable(`the type of column ${column.name} is not known`);
  const type = columnType(target, column);
  const charset = options.text("charset");
  const collation = options.text("collation");
  const comment = target.isPostgres ? null : options.text("comment");
  return [
    `${quoteName(target, column.name)} ${type}`,
    charset === null || target.isPostgres ? "" : ` CHARACTER SET ${charset}`,
    collation === null ? "" : ` COLLATE ${target.isPostgres ? quoteName(target, collation) : collation}`,
    generatedClause(target, options),
    defaultClause(target, type, options, lambda),
    nullClause(target, type, options),
    !target.isPostgres && options.truth("auto_increment") ? " AUTO_INCREMENT" : "",
    options.truth("primary_key") ? " PRIMARY KEY" : "",
    comment === null ? "" : ` COMMENT ${quoteText(target, comment)}`,
    positionClause(target, options),
  ].join("");
}
