import { changeRows } from "../../python/change-rows.js";
import { textOf, truthOf } from "../../python/known.js";
import { Unreadable } from "../../python/unreadable.js";
import type { ConstructValue, Value } from "../../python/value.js";
import { execute } from "../rows/execute.js";
import { tableOf } from "../rows/statement.js";
import { columnSql, options, readColumn, references, type Column } from "../schema/column-sql.js";
import { columnType, enumValues, lastName } from "../schema/column-type.js";
import { sqlText } from "../schema/sql-text.js";
import type { Operation, Operations } from "./operation.js";

const textsIn = (values: readonly Value[]): readonly string[] => {
  const texts = values.map(
    (value) => textOf(value) ?? (value.type === "construct" ? textOf(value.args.positional[0]) : null),
  );
  if (texts.length === 0 || texts.includes(null))
    throw new Unreadable("the constraint's columns are not known");
  return texts.filter((text) => text !== null);
};

const listItems = (value: Value | undefined): readonly Value[] => (value?.type === "list" ? value.items : []);

function foreignKey(construct: ConstructValue, prefix: string, { target }: Operation): string {
  const [own, others] = construct.args.positional;
  const columns = textsIn(listItems(own));
  const to = textsIn(listItems(others ?? construct.args.named.get("refcolumns")));
  const table = (to[0] ?? "").slice(0, Math.max(0, (to[0] ?? "").lastIndexOf(".")));
  if (table === "") throw new Unreadable("what the foreign key refers to is not known");
  const keys = to.map((one) => one.slice(one.lastIndexOf(".") + 1));
  return `${prefix}FOREIGN KEY (${target.names(columns)}) REFERENCES ${target.table(table)} (${target.names(keys)})${options(construct, target)}`;
}

/** A constraint or index of create_table's arguments; "" where it is none that PostgreSQL or MySQL is sent there. */
function constraint(construct: ConstructValue, operation: Operation): string {
  const { target } = operation;
  const { positional, named } = construct.args;
  const name = textOf(named.get("name"));
  const prefix = name === null ? "" : `CONSTRAINT ${target.name(name)} `;
  switch (lastName(construct.path)) {
    case "PrimaryKeyConstraint":
      return positional.length === 0 ? "" : `${prefix}PRIMARY KEY (${target.names(textsIn(positional))})`;
    case "UniqueConstraint":
      return `${prefix}UNIQUE (${target.names(textsIn(positional))})`;
    case "ForeignKeyConstraint":
      return foreignKey(construct, prefix, operation);
    case "CheckConstraint":
      return `${prefix}CHECK (${sqlText(positional[0]) ?? "NULL"})`;
    case "ExcludeConstraint":
      return "";
    case "Index":
    case "MetaData":
      return "";
    default:
      throw new Unreadable(`${construct.path} in create_table is not known`);
  }
}

/** Whether the database numbers the column: the only one of the primary key, and a whole number. */
function isSerial(column: Column, keys: readonly string[], { target }: Operation): boolean {
  const { named } = column.construct.args;
  const automatic = named.get("autoincrement");
  if (!keys.includes(column.name) || (automatic?.type === "boolean" && !automatic.truth)) return false;
  if (column.parts.length > 0 || named.has("server_default")) return false;
  const type = column.type === undefined ? "" : columnType(column.type, target);
  return (keys.length === 1 || truthOf(automatic) === true) && /^(INTEGER|BIGINT|SMALLINT)/.test(type);
}

/** Enums that the columns name are made with their table. */
function createEnums(columns: readonly Column[], { target, interpreter, line }: Operation): void {
  if (!target.isPostgres) return;
  for (const { type } of columns) {
    if (type?.type !== "construct" || lastName(type.path).toUpperCase() !== "ENUM") continue;
    const { named } = type.args;
    if (["create_type", "native_enum"].some((name) => truthOf(named.get(name)) === false)) continue;
    const values = (enumValues(type) ?? ["?"]).map((value) => target.text(value)).join(", ");
    interpreter.steps.sql(line, `CREATE TYPE ${columnType(type, target)} AS ENUM (${values})`);
  }
}

function definition(column: Column, keys: readonly string[], operation: Operation): string {
  const { target } = operation;
  try {
    return columnSql(column, isSerial(column, keys, operation), target);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    // The table is empty, so that a type of the application's own makes no difference.
    return `${target.name(column.name)} ${target.isPostgres ? "TEXT" : "LONGTEXT"}`;
  }
}

function createTable(operation: Operation): void {
  const { target, args } = operation;
  const table = operation.tableName(0, "table_name");
  const rest = args.positional.slice(1);
  const constructs = rest.flatMap((value) => (value.type === "construct" ? [value] : []));
  const columns = constructs.flatMap((value) => readColumn(value) ?? []);
  const others = constructs.filter(
    (value) => readColumn(value) === null && lastName(value.path) !== "Column",
  );
  const keyed = others.find(({ path }) => lastName(path) === "PrimaryKeyConstraint");
  const ownKeys = columns.filter(({ primaryKey }) => primaryKey).map(({ name }) => name);
  const keys = ownKeys.length > 0 || keyed === undefined ? ownKeys : textsIn(keyed.args.positional);
  createEnums(columns, operation);
  const parts = columns.map((column) => definition(column, keys, operation));
  if (ownKeys.length > 0 && keyed === undefined) parts.push(`PRIMARY KEY (${target.names(ownKeys)})`);
  for (const column of columns) {
    const key = column.parts.find(({ path }) => lastName(path) === "ForeignKey");
    if (key !== undefined) parts.push(`FOREIGN KEY (${target.name(column.name)}) ${references(key, target)}`);
    if (column.unique && !column.indexed) parts.push(`UNIQUE (${target.name(column.name)})`);
  }
  parts.push(...others.map((one) => constraint(one, operation)).filter((sql) => sql !== ""));
  const ifNotExists = operation.truth("if_not_exists") ? "IF NOT EXISTS " : "";
  operation.sql(`CREATE TABLE ${ifNotExists}${target.table(table)} (${parts.join(", ")})`);
  for (const column of columns) if (column.indexed) createColumnIndex(operation, table, column);
}

/** `index=True` of a column. */
export function createColumnIndex(operation: Operation, table: string, { name, unique }: Column): void {
  const { target } = operation;
  const index = target.name(`ix_${table.replace(".", "_")}_${name}`);
  operation.sql(
    `CREATE ${unique ? "UNIQUE " : ""}INDEX ${index} ON ${target.table(table)} (${target.name(name)})`,
  );
}

/** Operations of tables and rows: https://alembic.sqlalchemy.org/en/latest/ops.html */
export const tableOperations: Operations = {
  create_table: createTable,
  drop_table: (operation) =>
    operation.sql(
      `DROP TABLE ${operation.truth("if_exists") ? "IF EXISTS " : ""}${operation.target.table(operation.tableName(0, "table_name"))}`,
    ),
  rename_table: (operation) => {
    const { target } = operation;
    const [from, to] = [operation.tableName(0, "old_table_name"), operation.text(1, "new_table_name")];
    if (target.isPostgres) operation.alter(from, `RENAME TO ${target.name(to)}`);
    else operation.alter(from, `RENAME ${target.table(to)}`);
  },
  create_table_comment: (operation) => {
    const { target } = operation;
    const table = operation.tableName(0, "table_name");
    const comment = textOf(operation.value(1, "comment"));
    if (target.isPostgres)
      operation.sql(
        `COMMENT ON TABLE ${target.table(table)} IS ${comment === null ? "NULL" : target.text(comment)}`,
      );
    else operation.alter(table, `COMMENT ${target.text(comment ?? "")}`);
  },
  drop_table_comment: (operation) => {
    const { target } = operation;
    const table = operation.tableName(0, "table_name");
    if (target.isPostgres) operation.sql(`COMMENT ON TABLE ${target.table(table)} IS NULL`);
    else operation.alter(table, "COMMENT ''");
  },
  execute: (operation) => {
    const { args, line, interpreter } = operation;
    execute(operation.value(0, "sqltext"), { args, line }, interpreter);
  },
  bulk_insert: (operation) => {
    const { line, interpreter } = operation;
    const rows = operation.value(1, "rows");
    const count = rows?.type === "list" && !rows.isOpen ? rows.items.length : null;
    const table = tableOf(operation.value(0, "table"));
    if (count === 0) return;
    changeRows({ line, call: "bulk_insert", verb: "insert", table, rows: count }, interpreter);
  },
};
