import { argument, textOf } from "../../python/known.js";
import type { ConstructValue, Value } from "../../python/value.js";
import { Unreadable } from "../../python/unreadable.js";
import { isAtLeast } from "../../../engine.js";
import { conditionSql } from "./condition-sql.js";
import type { Model } from "./models.js";
import type { SchemaWriter } from "./schema-writer.js";

const methods: Readonly<Record<string, string>> = {
  GinIndex: "gin",
  GistIndex: "gist",
  SpGistIndex: "spgist",
  BrinIndex: "brin",
  BTreeIndex: "btree",
  HashIndex: "hash",
  BloomIndex: "bloom",
};

/** The last part of a path: "Index" of `django.db.models.Index`. */
export const className = ({ path }: { readonly path: string }): string =>
  path.slice(path.lastIndexOf(".") + 1);

/** The texts of a list or tuple; null: not known. */
export function textsOf(value: Value | undefined): readonly string[] | null {
  if (value?.type !== "list" || value.isOpen) return null;
  const texts = value.items.map(textOf);
  return texts.includes(null) ? null : texts.filter((text) => text !== null);
}

/** An expression's column, or NULL in its place, around which the functions stand that Django has put there. */
function expressionSql(value: Value, model: Model, writer: SchemaWriter): string {
  const column = (name: string): string =>
    writer.target.name(writer.models.columnOf(model, name.replace(/^-/, "")));
  if (value.type === "text") return column(value.text) + (value.text.startsWith("-") ? " DESC" : "");
  if (value.type !== "construct") return "(NULL)";
  const [inner, second] = value.args.positional;
  if (value.path.endsWith(".desc") || value.path.endsWith(".asc"))
    return `${value.owner === null ? "(NULL)" : expressionSql(value.owner, model, writer)}${value.path.endsWith(".desc") ? " DESC" : ""}`;
  const name = className(value);
  if (name === "F" && inner?.type === "text") return column(inner.text);
  if (name === "OpClass" && inner !== undefined) {
    const opclass = textOf(argument(value.args, 1, "name"));
    return `${expressionSql(inner, model, writer)}${opclass === null ? "" : ` ${opclass}`}`;
  }
  if (name === "OrderBy" && inner !== undefined)
    return expressionSql(inner, model, writer) + (value.args.named.has("descending") ? " DESC" : "");
  if (["Upper", "Lower"].includes(name) && inner !== undefined && second === undefined)
    return `(${name.toUpperCase()}(${expressionSql(inner, model, writer)}))`;
  return "(NULL)";
}

const isExpression = (construct: ConstructValue): boolean => construct.args.positional.length > 0;

/** Whether the engine may have indexes of expressions. */
export const hasExpressionIndexes = ({ target }: SchemaWriter): boolean =>
  target.isPostgres || (target.engine.family === "mysql" && isAtLeast(target.engine, 8));

/** The list of an index's columns and expressions. @throws Unreadable */
function parts(construct: ConstructValue, model: Model, writer: SchemaWriter): string {
  const { target } = writer;
  if (isExpression(construct))
    return construct.args.positional.map((one) => expressionSql(one, model, writer)).join(", ");
  const fields = textsOf(construct.args.named.get("fields"));
  if (fields === null || fields.length === 0) throw new Unreadable("the index's fields are not known");
  const opclasses = textsOf(construct.args.named.get("opclasses")) ?? [];
  return fields
    .map((field, index) => {
      const opclass = target.isPostgres && opclasses[index] !== undefined ? ` ${opclasses[index]}` : "";
      const column = target.name(writer.models.columnOf(model, field.replace(/^-/, "")));
      return `${column}${opclass}${field.startsWith("-") ? " DESC" : ""}`;
    })
    .join(", ");
}

/** The SQL of `models.Index(...)` and its like; null where Django sends this engine none. @throws Unreadable */
export function createIndexSql(
  construct: ConstructValue,
  model: Model,
  writer: SchemaWriter,
  { unique, concurrently }: { readonly unique: boolean; readonly concurrently: boolean },
): string | null {
  const { target, models } = writer;
  const { named } = construct.args;
  if (isExpression(construct) && !hasExpressionIndexes(writer)) return null;
  const columns = parts(construct, model, writer);
  const name = textOf(named.get("name")) ?? `${model.table}_idx`;
  const method = target.isPostgres ? methods[className(construct)] : undefined;
  const include = target.isPostgres ? (textsOf(named.get("include")) ?? []) : [];
  // An index of a part of the rows is cheaper; where the condition is not known, it counts as one of all.
  const condition = target.isPostgres ? conditionSql(named.get("condition"), target) : null;
  return [
    `CREATE ${unique ? "UNIQUE " : ""}INDEX `,
    concurrently ? "CONCURRENTLY " : "",
    `${target.name(name)} ON ${target.table(model.table)}`,
    method === undefined ? "" : ` USING ${method}`,
    ` (${columns})`,
    include.length === 0
      ? ""
      : ` INCLUDE (${target.names(include.map((field) => models.columnOf(model, field)))})`,
    condition === null ? "" : ` WHERE ${condition}`,
  ].join("");
}
