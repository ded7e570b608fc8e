import { truthOf } from "../../javascript/language/known.js";
import { Obj, type Value } from "../../javascript/language/value.js";
import { nameOf, namesOf, optionOf, textOption } from "../../javascript/arguments.js";
import type { Database } from "../database.js";
import { SchemaBuilder } from "../schema-builder.js";
import { ForeignKeyBuilder, TableBuilder, type TableCommand } from "../table-builder.js";
import { alterTableSql, createTableSql } from "../table-sql.js";
import { addGhostColumn, ghostTable } from "./ghost-columns.js";

export type GhostCommand = (database: Database, args: readonly Value[], line: number) => void;

function alter(database: Database, table: string, command: TableCommand, line: number): void {
  const builder = new TableBuilder(database);
  builder.commands.push(command);
  new SchemaBuilder(database).alter(table, builder, line);
}

/** Ghost adds and drops columns by copying the table, also where MySQL could do without. */
function copying(database: Database, table: string, builder: TableBuilder, line: number): void {
  for (const sql of alterTableSql(database.target, table, builder)) {
    const ending = database.target.isPostgres
      ? ""
      : sql.startsWith("ALTER")
        ? ", ALGORITHM=COPY"
        : " ALGORITHM=COPY";
    database.interpreter.steps.sql(line, sql + ending);
  }
}

const key =
  (kind: "index" | "unique"): GhostCommand =>
  (database, [table, columns], line) =>
    alter(
      database,
      nameOf(table, "table"),
      { kind, columns: namesOf(columns, "column"), name: null, using: null, where: null },
      line,
    );

const dropKey =
  (kind: "drop-index" | "drop-unique"): GhostCommand =>
  (database, [table, columns], line) =>
    alter(database, nameOf(table, "table"), { kind, columns: namesOf(columns, "column"), name: null }, line);

const nullability =
  (notNull: boolean): GhostCommand =>
  (database, [table, column], line) =>
    alter(
      database,
      nameOf(table, "table"),
      { kind: "nullability", column: nameOf(column, "column"), notNull },
      line,
    );

const addColumn: GhostCommand = (database, [table, column, , spec], line) => {
  const builder = new TableBuilder(database);
  addGhostColumn(builder, nameOf(column, "column"), spec, database, line);
  copying(database, nameOf(table, "table"), builder, line);
};

const dropColumn: GhostCommand = (database, [table, column, , spec], line) => {
  const name = nameOf(column, "column");
  if (spec instanceof Obj && spec.entries.has("references"))
    alter(
      database,
      nameOf(table, "table"),
      { kind: "drop-foreign", columns: [name], name: textOption(spec, "constraintName") },
      line,
    );
  const builder = new TableBuilder(database);
  builder.commands.push({ kind: "drop-columns", names: [name] });
  copying(database, nameOf(table, "table"), builder, line);
};

const addForeign: GhostCommand = (database, [options], line) => {
  const builder = new ForeignKeyBuilder(
    namesOf(optionOf(options, "fromColumn"), "column"),
    textOption(options, "constraintName"),
  );
  const set = (method: string, value: Value): void => {
    database.interpreter.call({
      callee: builder.get(method),
      self: builder,
      args: [value],
      line,
      name: method,
    });
  };
  set("references", nameOf(optionOf(options, "toColumn"), "column"));
  set("inTable", nameOf(optionOf(options, "toTable"), "table"));
  if (truthOf(optionOf(options, "cascadeDelete")) === true) set("onDelete", "CASCADE");
  else if (truthOf(optionOf(options, "setNullDelete")) === true) set("onDelete", "SET NULL");
  alter(database, nameOf(optionOf(options, "fromTable"), "table"), { kind: "foreign", key: builder }, line);
};

const dropForeign: GhostCommand = (database, [options], line) =>
  alter(
    database,
    nameOf(optionOf(options, "fromTable"), "table"),
    {
      kind: "drop-foreign",
      columns: namesOf(optionOf(options, "fromColumn"), "column"),
      name: textOption(options, "constraintName"),
    },
    line,
  );

/** `commands` of Ghost's schema: plain Knex, but for the copying of tables. */
export const ghostCommands: Readonly<Record<string, GhostCommand>> = {
  addColumn,
  dropColumn,
  addIndex: key("index"),
  dropIndex: dropKey("drop-index"),
  addUnique: key("unique"),
  dropUnique: dropKey("drop-unique"),
  addForeign,
  dropForeign,
  addPrimaryKey: (database, [table, columns], line) =>
    alter(
      database,
      nameOf(table, "table"),
      { kind: "primary", columns: namesOf(columns, "column"), name: null },
      line,
    ),
  renameColumn: (database, [table, from, to], line) =>
    alter(
      database,
      nameOf(table, "table"),
      { kind: "rename-column", from: nameOf(from, "column"), to: nameOf(to, "column") },
      line,
    ),
  setNullable: nullability(false),
  dropNullable: nullability(true),
  createTable: (database, [table, , spec], line) => {
    const name = nameOf(table, "table");
    const sql = createTableSql(database.target, name, ghostTable(spec, database, line), "");
    for (const one of sql) database.interpreter.steps.sql(line, one);
  },
  deleteTable: (database, [table], line) =>
    database.interpreter.steps.sql(
      line,
      `DROP TABLE IF EXISTS ${database.target.table(nameOf(table, "table"))}`,
    ),
};
