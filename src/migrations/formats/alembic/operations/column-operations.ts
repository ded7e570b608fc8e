import { textOf, truthOf } from "../../python/known.js";
import { Unreadable } from "../../python/unreadable.js";
import type { Value } from "../../python/value.js";
import { columnSql, readColumn, references, serverDefault } from "../schema/column-sql.js";
import { columnType, lastName } from "../schema/column-type.js";
import { createColumnIndex } from "./table-operations.js";
import type { Operation, Operations } from "./operation.js";

function addColumn(operation: Operation): void {
  const { target } = operation;
  const table = operation.tableName(0, "table_name");
  const column = readColumn(operation.value(1, "column"));
  if (column === null) throw new Unreadable("its column is not known");
  const ifNotExists = operation.truth("if_not_exists") ? "IF NOT EXISTS " : "";
  operation.alter(
    table,
    `ADD COLUMN ${ifNotExists}${columnSql(column, false, target)}${column.primaryKey ? " PRIMARY KEY" : ""}`,
  );
  const key = column.parts.find(({ path }) => lastName(path) === "ForeignKey");
  if (column.unique && !column.indexed) operation.alter(table, `ADD UNIQUE (${target.name(column.name)})`);
  if (key !== undefined) {
    const name = textOf(key.args.named.get("name"));
    const prefix = name === null ? "" : `CONSTRAINT ${target.name(name)} `;
    operation.alter(
      table,
      `ADD ${prefix}FOREIGN KEY (${target.name(column.name)}) ${references(key, target)}`,
    );
  }
  if (column.indexed) createColumnIndex(operation, table, column);
}

/** `server_default=None` drops it; `False`, or nothing said, leaves it. */
const isSaid = (value: Value | undefined): value is Value =>
  value !== undefined && !(value.type === "boolean" && !value.truth);

function setDefault(operation: Operation, value: Value): string {
  const sql = serverDefault(value, operation.target);
  return sql === null ? "DROP DEFAULT" : `SET DEFAULT ${sql}`;
}

/** PostgreSQL is sent a statement for each part: https://github.com/sqlalchemy/alembic/blob/main/alembic/ddl/postgresql.py */
function alterPostgres(operation: Operation, table: string, column: string): void {
  const { target } = operation;
  const name = target.name(column);
  const nullable = operation.named("nullable");
  const type = operation.named("type_");
  const value = operation.named("server_default");
  const using = operation.optionalText("postgresql_using");
  if (nullable !== undefined && nullable.type !== "none") {
    const truth = truthOf(nullable);
    if (truth === null) throw new Unreadable("whether the column may be null is not known");
    operation.alter(table, `ALTER COLUMN ${name} ${truth ? "DROP" : "SET"} NOT NULL`);
  }
  if (type !== undefined && type.type !== "none")
    operation.alter(
      table,
      `ALTER COLUMN ${name} TYPE ${columnType(type, target)}${using === null ? "" : ` USING ${using}`}`,
    );
  if (isSaid(value)) operation.alter(table, `ALTER COLUMN ${name} ${setDefault(operation, value)}`);
  const comment = operation.named("comment");
  if (isSaid(comment)) {
    const text = textOf(comment);
    operation.sql(
      `COMMENT ON COLUMN ${target.table(table)}.${name} IS ${text === null ? "NULL" : target.text(text)}`,
    );
  }
  const renamed = operation.optionalText("new_column_name") ?? operation.optionalText("name");
  if (renamed !== null) operation.alter(table, `RENAME ${name} TO ${target.name(renamed)}`);
}

/** MySQL is sent the whole column anew: https://github.com/sqlalchemy/alembic/blob/main/alembic/ddl/mysql.py */
function alterMysql(operation: Operation, table: string, column: string): void {
  const { target, interpreter, line } = operation;
  const name = target.name(column);
  const said = operation.named("nullable");
  const type = operation.named("type_") ?? operation.named("existing_type");
  const renamed = operation.optionalText("new_column_name") ?? operation.optionalText("name");
  const value = operation.named("server_default");
  const comment = operation.named("comment");
  const changes =
    said !== undefined ||
    operation.named("type_") !== undefined ||
    isSaid(comment) ||
    operation.named("autoincrement") !== undefined;
  if (!changes && renamed === null) {
    if (isSaid(value)) operation.alter(table, `ALTER COLUMN ${name} ${setDefault(operation, value)}`);
    return;
  }
  const nullable = truthOf(said ?? operation.named("existing_nullable"));
  if (type === undefined || type.type === "none") {
    if (renamed !== null) {
      operation.alter(table, `RENAME COLUMN ${name} TO ${target.name(renamed)}`);
      return;
    }
    if (nullable === null || said === undefined) throw new Unreadable("the column's type is not known");
    interpreter.steps.add({ kind: "column-nullability", line, table, column, notNull: !nullable });
    return;
  }
  const given = isSaid(value) ? value : operation.named("existing_server_default");
  const defaultSql = isSaid(given) ? serverDefault(given, target) : null;
  const text = isSaid(comment) ? textOf(comment) : textOf(operation.named("existing_comment"));
  const clause = [
    renamed === null ? `MODIFY ${name}` : `CHANGE ${name} ${target.name(renamed)}`,
    ` ${columnType(type, target)}`,
    nullable === false ? " NOT NULL" : " NULL",
    truthOf(operation.named("autoincrement") ?? operation.named("existing_autoincrement")) === true
      ? " AUTO_INCREMENT"
      : "",
    defaultSql === null ? "" : ` DEFAULT ${defaultSql}`,
    text === null ? "" : ` COMMENT ${target.text(text)}`,
  ].join("");
  // Alembic takes a column whose nullability nobody tells for one that takes NULL.
  operation.alter(table, clause);
}

/** Operations of columns. */
export const columnOperations: Operations = {
  add_column: addColumn,
  drop_column: (operation) => {
    const { target } = operation;
    const ifExists = operation.truth("if_exists") ? "IF EXISTS " : "";
    const value = operation.value(1, "column_name");
    const column = readColumn(value)?.name ?? operation.text(1, "column_name");
    operation.alter(operation.tableName(0, "table_name"), `DROP COLUMN ${ifExists}${target.name(column)}`);
  },
  alter_column: (operation) => {
    const table = operation.tableName(0, "table_name");
    const column = operation.text(1, "column_name");
    if (operation.args.isOpen) throw new Unreadable("its arguments are not all known");
    if (operation.target.isPostgres) alterPostgres(operation, table, column);
    else alterMysql(operation, table, column);
  },
};
