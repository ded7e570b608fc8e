import { Unreadable } from "../unreadable.js";
import { entryOf, textOf } from "../ruby/known.js";
import type { Options } from "../ruby/options.js";
import type { Value } from "../ruby/value.js";
import { indexName } from "./names.js";
import { quoteName, quoteTable, quoteText } from "./quote.js";
import type { Target } from "./target.js";

/** The columns of an index, from a name, a list, or an expression's text. */
export function indexColumns(value: Value | undefined): readonly string[] {
  const values = value?.type === "array" ? value.items : value === undefined ? [] : [value];
  const columns = values.map(textOf);
  if (columns.length === 0 || columns.includes(null))
    throw new Unreadable("the index's columns are not known");
  return columns.filter((column) => column !== null);
}

/** A part that is one for all columns, or a hash by column: `order: { id: :desc }`. */
function perColumn(options: Options, name: string, column: string): string | null {
  const value = options.value(name);
  if (value === undefined) return null;
  return value.type === "hash" ? textOf(entryOf(value.entries, column)) : textOf(value);
}

function columnPart(target: Target, options: Options, column: string): string {
  // ActiveRecord takes a text with anything but word characters for an expression.
  const isExpression = /\W/.test(column);
  const length = target.isPostgres ? null : perColumn(options, "length", column);
  const opclass = target.isPostgres ? perColumn(options, "opclass", column) : null;
  const order = perColumn(options, "order", column);
  return [
    isExpression ? column : quoteName(target, column),
    length === null ? "" : `(${length})`,
    opclass === null ? "" : ` ${opclass}`,
    order === null ? "" : ` ${order.toUpperCase()}`,
  ].join("");
}

/** The name that the options give, or else the one that ActiveRecord makes up. */
export function nameOfIndex(table: string, columns: readonly string[], options: Options): string {
  return options.text("name") ?? indexName(table, columns);
}

function kindOf(options: Options): string {
  if (options.truth("unique")) return "UNIQUE ";
  const type = options.text("type")?.toUpperCase();
  return type === "FULLTEXT" || type === "SPATIAL" ? `${type} ` : "";
}

/** `INDEX name (columns)`, as MySQL has it inside CREATE TABLE and ALTER TABLE ... ADD. */
export function mysqlIndexClause(
  target: Target,
  table: string,
  columns: readonly string[],
  options: Options,
): string {
  const using = options.text("using");
  const parts = columns.map((column) => columnPart(target, options, column)).join(", ");
  const name = quoteName(target, nameOfIndex(table, columns, options));
  return `${kindOf(options)}INDEX ${name}${using === null ? "" : ` USING ${using}`} (${parts})`;
}

/** MySQL's `algorithm: :inplace`, or "". */
function algorithmClause(options: Options): string {
  const algorithm = options.text("algorithm");
  if (algorithm === "concurrently") throw new Unreadable("this engine has no algorithm: :concurrently");
  return algorithm === null || algorithm === "default" ? "" : ` ALGORITHM = ${algorithm.toUpperCase()}`;
}

/** CREATE INDEX as ActiveRecord sends it. */
export function createIndexSql(
  target: Target,
  table: string,
  columns: readonly string[],
  options: Options,
): string {
  const name = quoteName(target, nameOfIndex(table, columns, options));
  const using = options.text("using");
  const parts = columns.map((column) => columnPart(target, options, column)).join(", ");
  if (!target.isPostgres) {
    const comment = options.text("comment");
    return (
      `CREATE ${kindOf(options)}INDEX ${name}${using === null ? "" : ` USING ${using}`} ` +
      `ON ${quoteTable(target, table)} (${parts})` +
      (comment === null ? "" : ` COMMENT ${quoteText(target, comment)}`) +
      algorithmClause(options)
    );
  }
  const include = options.has("include") ? indexColumns(options.value("include")) : [];
  const where = options.text("where");
  return [
    `CREATE ${options.truth("unique") ? "UNIQUE " : ""}INDEX `,
    options.text("algorithm") === "concurrently" ? "CONCURRENTLY " : "",
    options.truth("if_not_exists") ? "IF NOT EXISTS " : "",
    `${name} ON ${quoteTable(target, table)}`,
    using === null ? "" : ` USING ${using}`,
    ` (${parts})`,
    include.length === 0 ? "" : ` INCLUDE (${include.map((one) => quoteName(target, one)).join(", ")})`,
    options.truth("nulls_not_distinct") ? " NULLS NOT DISTINCT" : "",
    where === null ? "" : ` WHERE ${where}`,
  ].join("");
}

/** DROP INDEX as ActiveRecord sends it. */
export function dropIndexSql(target: Target, table: string, name: string, options: Options): string {
  if (!target.isPostgres)
    return `DROP INDEX ${quoteName(target, name)} ON ${quoteTable(target, table)}${algorithmClause(options)}`;
  const schema = table.includes(".") ? `${table.slice(0, table.lastIndexOf("."))}.` : "";
  const concurrently = options.text("algorithm") === "concurrently" ? "CONCURRENTLY " : "";
  const ifExists = options.truth("if_exists") ? "IF EXISTS " : "";
  return `DROP INDEX ${concurrently}${ifExists}${quoteTable(target, schema + name)}`;
}
