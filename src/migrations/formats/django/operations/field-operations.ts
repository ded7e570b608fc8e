import { hasColumn, type Field } from "../schema/field.js";
import type { Model } from "../schema/models.js";
import { alterField } from "./alter-field.js";
import type { Operation, Operations } from "./operation.js";

function addColumn(operation: Operation, field: Field, model: Model): void {
  const { writer } = operation;
  const { target } = writer;
  const type = writer.typeOf(field, model);
  const column = `ADD COLUMN ${writer.columnSql(field, model, { withDefault: true })}`;
  const key = writer.foreignKey(field, model);
  if (key === null) writer.alter(model, column);
  else if (target.isPostgres) {
    writer.alter(model, `${column} CONSTRAINT ${target.name(key.name)} ${key.references}`);
    writer.sql(`SET CONSTRAINTS ${target.name(key.name)} IMMEDIATE`);
  } else writer.alter(model, `${column}, ${writer.addForeignKeyClause(field, model) ?? ""}`);
  const isLong = target.engine.family === "mysql" && /^(long|json|geometry)/.test(type);
  if (field.dbDefault === undefined && writer.addedDefault(field, type) !== null && !isLong)
    writer.alter(model, `ALTER COLUMN ${target.name(field.column)} DROP DEFAULT`);
  writer.deferFieldIndexes(field, model);
}

function addField(operation: Operation): void {
  const model = operation.model();
  const field = operation.field();
  model.fields.set(field.name, field);
  if (field.type === "ManyToManyField") operation.writer.createManyToMany(field, model);
  else if (hasColumn(field)) addColumn(operation, field, model);
}

function removeField(operation: Operation): void {
  const { writer } = operation;
  const { target } = writer;
  const model = operation.model();
  const name = operation.text(1, "name");
  const field = model.fields.get(name);
  model.fields.delete(name);
  if (field?.type === "ManyToManyField") {
    if (!field.hasThrough)
      writer.sql(
        `DROP TABLE ${target.table(field.table ?? `${model.table}_${name}`)}${target.isPostgres ? " CASCADE" : ""}`,
      );
    return;
  }
  if (field !== undefined && !hasColumn(field)) return;
  const key = field === undefined ? null : writer.foreignKey(field, model);
  if (key !== null && !target.isPostgres) writer.alter(model, `DROP FOREIGN KEY ${target.name(key.name)}`);
  const column = target.name(writer.models.columnOf(model, field?.column ?? name));
  writer.alter(model, `DROP COLUMN ${column}${target.isPostgres ? " CASCADE" : ""}`);
}

function renameField(operation: Operation): void {
  const { writer } = operation;
  const model = operation.model();
  const [from, to] = [operation.text(1, "old_name"), operation.text(2, "new_name")];
  const field = model.fields.get(from);
  const before = field?.column ?? from;
  const after =
    field === undefined
      ? to
      : field.column === `${from}_id`
        ? `${to}_id`
        : field.column === from
          ? to
          : field.column;
  if (field !== undefined) {
    model.fields.delete(from);
    model.fields.set(to, { ...field, name: to, column: after });
    if (!hasColumn(field)) return;
  }
  if (before === after) return;
  const { target } = writer;
  writer.alter(model, `RENAME COLUMN ${target.name(before)} TO ${target.name(after)}`);
}

/** Operations of a model's fields. */
export const fieldOperations: Operations = {
  AddField: addField,
  RemoveField: removeField,
  AlterField: alterField,
  RenameField: renameField,
};
