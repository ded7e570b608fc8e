import { effectiveDefault } from "../schema/default-sql.js";
import { hasColumn, type Field } from "../schema/field.js";
import type { Model } from "../schema/models.js";
import type { Operation } from "./operation.js";

/** What of a field is not as it was; where the file does not have the field before, everything may be. */
interface Change {
  readonly type: boolean;
  /** The column no longer takes NULL. */
  readonly notNull: boolean;
  readonly nullable: boolean;
  readonly unique: boolean;
  readonly index: boolean;
  readonly key: boolean;
  readonly isCertain: boolean;
}

function changeOf(old: Field | undefined, field: Field, types: readonly [string | null, string]): Change {
  if (old === undefined)
    return {
      // A key keeps its type as long as it is one.
      type: field.relation === null,
      notNull: !field.nullable,
      nullable: field.nullable,
      unique: field.unique && !field.primaryKey,
      index: field.indexed && field.relation === null && !field.unique,
      key: field.relation?.hasConstraint === true,
      isCertain: false,
    };
  return {
    type: types[0] !== types[1],
    notNull: old.nullable && !field.nullable,
    nullable: !old.nullable && field.nullable,
    unique: field.unique && !old.unique,
    index: field.indexed && !old.indexed,
    key: field.relation?.hasConstraint === true && old.relation?.to !== field.relation.to,
    isCertain: true,
  };
}

/** Rows without a value get the default before the column stops taking NULL. */
function fillNulls(operation: Operation, field: Field, model: Model, type: string, change: Change): void {
  const { writer } = operation;
  const { target, line } = writer;
  const value = effectiveDefault(field, type, target);
  if (value === null || !change.notNull) return;
  const column = target.name(field.column);
  // The one-off default that `makemigrations` asks for where a column stops taking NULL.
  const isOneOff = operation.isFalse(3, "preserve_default");
  if (change.isCertain || isOneOff) {
    writer.alter(model, `ALTER COLUMN ${column} SET DEFAULT ${value}`);
    writer.sql(`UPDATE ${target.table(model.table)} SET ${column} = ${value} WHERE ${column} IS NULL`);
    return;
  }
  // Without a default of its own, a field that stops taking NULL would carry a one-off.
  if (field.defaultValue === undefined) return;
  writer.steps.rows({
    line,
    verb: "update",
    table: model.table,
    note:
      `AlterField of ${field.name}: rows without a value get the default if the field took NULL before, ` +
      "which this file does not tell",
  });
}

function alterPostgres(
  operation: Operation,
  old: Field | undefined,
  field: Field,
  model: Model,
  type: string,
  change: Change,
): void {
  const { writer } = operation;
  const column = writer.target.name(field.column);
  if (old !== undefined && old.column !== field.column)
    writer.alter(model, `RENAME COLUMN ${writer.target.name(old.column)} TO ${column}`);
  const using = change.isCertain && old?.type !== field.type ? ` USING ${column}::${type}` : "";
  const clauses: string[] = [];
  if (change.type) clauses.push(`ALTER COLUMN ${column} TYPE ${type}${using}`);
  if (change.nullable) clauses.push(`ALTER COLUMN ${column} DROP NOT NULL`);
  fillNulls(operation, field, model, type, change);
  if (change.notNull) clauses.push(`ALTER COLUMN ${column} SET NOT NULL`);
  if (clauses.length > 0) writer.alter(model, clauses.join(", "));
  const isFilled = operation.isFalse(3, "preserve_default") || change.isCertain;
  if (change.notNull && isFilled && effectiveDefault(field, type, writer.target) !== null)
    writer.alter(model, `ALTER COLUMN ${column} DROP DEFAULT`);
}

function alterMysql(
  operation: Operation,
  old: Field | undefined,
  field: Field,
  model: Model,
  type: string,
  change: Change,
): void {
  const { writer } = operation;
  const column = writer.target.name(field.column);
  if (old !== undefined && old.column !== field.column)
    writer.alter(model, `RENAME COLUMN ${writer.target.name(old.column)} TO ${column}`);
  fillNulls(operation, field, model, type, change);
  if (!change.type && !change.notNull && !change.nullable) return;
  if (!change.type && field.relation !== null && writer.models.keyOf(field, model) === null) {
    // The key's type is that of a table of another file.
    writer.steps.add({
      kind: "column-nullability",
      line: writer.line,
      table: model.table,
      column: field.column,
      notNull: !field.nullable,
    });
    return;
  }
  const isAuto = ["AutoField", "BigAutoField", "SmallAutoField"].includes(field.type);
  writer.alter(
    model,
    `MODIFY ${column} ${type} ${field.nullable ? "NULL" : "NOT NULL"}${isAuto ? " AUTO_INCREMENT" : ""}`,
  );
}

/**
 * Django sends what is not as it was (https://github.com/django/django/blob/stable/5.2.x/django/db/backends/base/schema.py,
 * `_alter_field`). Where the file does not say how it was, everything that the field asks for counts; the column's
 * present type, where production tells it, then shows what is no change.
 */
export function alterField(operation: Operation): void {
  const { writer } = operation;
  const model = operation.model();
  const field = operation.field();
  const old = model.fields.get(field.name);
  model.fields.set(field.name, field);
  if (!hasColumn(field)) return;
  const type = writer.typeOf(field, model);
  const change = changeOf(old, field, [old === undefined ? null : writer.typeOf(old, model), type]);
  if (writer.target.isPostgres) alterPostgres(operation, old, field, model, type, change);
  else alterMysql(operation, old, field, model, type, change);
  const { target } = writer;
  if (change.unique)
    writer.alter(
      model,
      `ADD CONSTRAINT ${target.name(`${model.table}_${field.column}_uniq`)} UNIQUE (${target.name(field.column)})`,
    );
  if (change.index || change.unique) for (const sql of writer.fieldIndexes(field, model)) writer.sql(sql);
  const key = change.key ? writer.addForeignKeyClause(field, model) : null;
  if (key !== null) writer.alter(model, key);
}
