import { columnSql, commentSql } from "../javascript/sql/column.js";
import { dropIndexSql, foreignKeySql, indexSql } from "../javascript/sql/keys.js";
import type { Target } from "../javascript/sql/target.js";
import type { ColumnBuilder } from "./column-builder.js";
import type { TableBuilder, TableCommand } from "./table-builder.js";

/** The name that Knex gives a key: table, columns and kind. */
export function keyName(table: string, columns: readonly string[], kind: string): string {
  const plain = columns.map((column) => column.replace("\0", "").replaceAll(/\W+/g, "_"));
  return `${table.replaceAll(/[.-]/g, "_")}_${[...plain, kind].join("_")}`.toLowerCase();
}

const part = (target: Target, column: string): string =>
  column.startsWith("\0") ? `(${column.slice(1)})` : target.name(column);

/** Statements of CREATE TABLE, as Knex sends them. */
export function createTableSql(
  target: Target,
  table: string,
  builder: TableBuilder,
  exists: string,
): readonly string[] {
  const primary = builder.columns.filter((column) => column.primary).map(({ name }) => name);
  const keys = builder.commands.filter((command) => command.kind === "primary");
  const definitions = [
    ...builder.columns.map(({ column }) => columnSql(target, column)),
    ...(primary.length === 0 ? [] : [`PRIMARY KEY (${target.names(primary)})`]),
    ...keys.map(({ columns }) => `PRIMARY KEY (${target.names(columns)})`),
  ];
  const rest = builder.commands.filter((command) => command.kind !== "primary");
  return [
    `CREATE TABLE ${exists}${target.table(table)} (${definitions.join(", ")})`,
    ...builder.columns.flatMap((column) => columnKeys(target, table, column)),
    ...rest.flatMap((command) => commandSql(target, table, command)),
  ];
}

/** Statements of ALTER TABLE, as Knex sends them: new columns, changed ones, then all else. */
export function alterTableSql(target: Target, table: string, builder: TableBuilder): readonly string[] {
  const added = builder.columns.filter(({ alters }) => alters === null);
  const changed = builder.columns.filter(({ alters }) => alters !== null);
  const add = added.map(({ column }) => `ADD COLUMN ${columnSql(target, column)}`);
  const primary = added.filter((column) => column.primary).map(({ name }) => name);
  return [
    ...(add.length === 0
      ? []
      : [`ALTER TABLE ${target.table(table)} ${add.join(", ")}${inline(target, primary)}`]),
    ...changed.flatMap((column) => changeSql(target, table, column)),
    ...builder.columns.flatMap((column) => columnKeys(target, table, column)),
    ...builder.commands.flatMap((command) => commandSql(target, table, command)),
  ];
}

const inline = (target: Target, primary: readonly string[]): string =>
  primary.length === 0 ? "" : `, ADD PRIMARY KEY (${target.names(primary)})`;

/** Keys that a column's own builder asked for. */
function columnKeys(target: Target, table: string, builder: ColumnBuilder): readonly string[] {
  const { name, unique, index, foreignKey, column } = builder;
  const comment = commentSql(target, table, column);
  const key = (
    given: string | null,
  ): { columns: string[]; name: string | null; using: null; where: null } => ({
    columns: [name],
    name: given,
    using: null,
    where: null,
  });
  return [
    ...(comment === null ? [] : [comment]),
    ...(unique === null ? [] : commandSql(target, table, { kind: "unique", ...key(unique.name) })),
    ...(index === null ? [] : commandSql(target, table, { kind: "index", ...key(index.name) })),
    ...(foreignKey === null
      ? []
      : [
          `ALTER TABLE ${target.table(table)} ADD ${foreignKeySql(target, { ...foreignKey, name: foreignKey.name ?? keyName(table, [name], "foreign") })}`,
        ]),
  ];
}

/** A column's new type, nullability and default: one statement each on PostgreSQL, one for all on MySQL. */
function changeSql(target: Target, table: string, builder: ColumnBuilder): readonly string[] {
  const { column, alters, quoted } = builder;
  const alter = `ALTER TABLE ${target.table(table)}`;
  if (!target.isPostgres) return [`${alter} MODIFY ${columnSql(target, column)}`];
  const type = column.type.replace(/ CHECK \(.*\)$/s, "");
  const change = `${alter} ALTER COLUMN ${quoted}`;
  return [
    `${change} DROP DEFAULT`,
    ...(alters?.nullability === true ? [`${change} DROP NOT NULL`] : []),
    ...(alters?.type === true ? [`${change} TYPE ${type} USING (${quoted}::${type})`] : []),
    ...(column.default === null ? [] : [`${change} SET DEFAULT ${column.default}`]),
    ...(alters?.nullability === true && column.notNull ? [`${change} SET NOT NULL`] : []),
  ];
}

/** What a command of the table's builder sends. MySQL restates the present column, which is another kind of step. */
export function commandSql(target: Target, table: string, command: TableCommand): readonly string[] {
  const alter = `ALTER TABLE ${target.table(table)}`;
  const { isPostgres } = target;
  switch (command.kind) {
    case "index": {
      const name = command.name ?? keyName(table, command.columns, "index");
      const columns = command.columns.map((column) => part(target, column));
      const { using, where } = command;
      return [indexSql(target, { name, table, columns, unique: false, using, where })];
    }
    case "unique": {
      const name = command.name ?? keyName(table, command.columns, "unique");
      const columns = command.columns.map((column) => part(target, column));
      if (!isPostgres || command.where !== null || columns.some((column) => column.startsWith("(")))
        return [indexSql(target, { name, table, columns, unique: true, where: command.where })];
      return [`${alter} ADD CONSTRAINT ${target.name(name)} UNIQUE (${columns.join(", ")})`];
    }
    case "primary": {
      const name = command.name ?? `${table.split(".").at(-1) ?? table}_pkey`;
      return [`${alter} ADD CONSTRAINT ${target.name(name)} PRIMARY KEY (${target.names(command.columns)})`];
    }
    case "foreign": {
      const { key } = command.key;
      const name = key.name ?? keyName(table, key.columns, "foreign");
      return [`${alter} ADD ${foreignKeySql(target, { ...key, name })}`];
    }
    case "check":
      return [
        `${alter} ADD ${command.name === null ? "" : `CONSTRAINT ${target.name(command.name)} `}CHECK (${command.condition})`,
      ];
    case "drop-columns":
      return [`${alter} ${command.names.map((name) => `DROP COLUMN ${target.name(name)}`).join(", ")}`];
    case "drop-checks":
      return [`${alter} ${command.names.map((name) => `DROP CONSTRAINT ${target.name(name)}`).join(", ")}`];
    case "rename-column":
      return [`${alter} RENAME COLUMN ${target.name(command.from)} TO ${target.name(command.to)}`];
    case "drop-index":
    case "drop-unique": {
      const kind = command.kind === "drop-index" ? "index" : "unique";
      const name = command.name ?? keyName(table, command.columns, kind);
      if (isPostgres && kind === "unique") return [`${alter} DROP CONSTRAINT ${target.name(name)}`];
      return [dropIndexSql(target, table, name)];
    }
    case "drop-foreign": {
      const name = target.name(command.name ?? keyName(table, command.columns, "foreign"));
      return [isPostgres ? `${alter} DROP CONSTRAINT ${name}` : `${alter} DROP FOREIGN KEY ${name}`];
    }
    case "drop-primary": {
      const name = command.name ?? `${table.split(".").at(-1) ?? table}_pkey`;
      return [isPostgres ? `${alter} DROP CONSTRAINT ${target.name(name)}` : `${alter} DROP PRIMARY KEY`];
    }
    case "nullability": {
      if (!isPostgres) return [];
      const verb = command.notNull ? "SET" : "DROP";
      return [`${alter} ALTER COLUMN ${target.name(command.column)} ${verb} NOT NULL`];
    }
    case "comment":
      return isPostgres
        ? [`COMMENT ON TABLE ${target.table(table)} IS ${target.text(command.text)}`]
        : [`${alter} COMMENT = ${target.text(command.text)}`];
  }
}
