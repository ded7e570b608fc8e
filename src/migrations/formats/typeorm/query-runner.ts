import { isCallable, textOf } from "../javascript/language/known.js";
import type { Interpreter } from "../javascript/language/interpreter.js";
import { Unreadable } from "../javascript/language/unreadable.js";
import { Alias, Host, List, Native, Obj, Unknown, type Value } from "../javascript/language/value.js";
import { sendSql } from "../javascript/send-sql.js";
import { columnSql } from "../javascript/sql/column.js";
import { dropIndexSql } from "../javascript/sql/keys.js";
import type { Target } from "../javascript/sql/target.js";
import { nameOf, namesOf, optionOf } from "../javascript/arguments.js";
import { Handle } from "../javascript/handle.js";
import {
  checkOf,
  columnOf,
  createTableSql,
  foreignKeyOf,
  indexOf,
  tableName,
  uniqueOf,
} from "./table-sql.js";

type Method = (runner: QueryRunner, args: readonly Value[], line: number) => Value;

/** Statements of one call. */
const sends =
  (write: (target: Target, args: readonly Value[]) => readonly string[]): Method =>
  (runner, args, line) => {
    for (const sql of write(runner.target, args)) runner.interpreter.steps.sql(line, sql);
    return undefined;
  };

/** Calls that take one thing or, in the plural, a list of them. */
const each = (value: Value): readonly Value[] => (value instanceof List ? value.items : [value]);

const adds = (write: (options: Value, target: Target) => string): Method =>
  sends((target, [table, given]) =>
    each(given).map(
      (options) => `ALTER TABLE ${target.table(tableName(table))} ADD ${write(options, target)}`,
    ),
  );

const drops = (what: (target: Target) => string): Method =>
  sends((target, [table, given]) =>
    each(given).map(
      (one) =>
        `ALTER TABLE ${target.table(tableName(table))} DROP ${what(target)} ${target.name(nameOrAny(one))}`,
    ),
  );

/** A name that the code does not tell costs what any name costs. */
function nameOrAny(value: Value): string {
  if (value instanceof Obj) return textOf(value.entries.get("name") ?? "unnamed") ?? "unnamed";
  return textOf(value) ?? "unnamed";
}

const columns = (given: Value): readonly string[] =>
  each(given).map((one) =>
    one instanceof Obj ? nameOf(optionOf(one, "name"), "column") : nameOf(one, "column"),
  );

/** What only reads the schema, or handles the transaction around everything. */
const harmless = new Set([
  "connect",
  "release",
  "startTransaction",
  "commitTransaction",
  "rollbackTransaction",
  "getTable",
  "getTables",
  "hasTable",
  "hasColumn",
  "hasDatabase",
  "hasSchema",
  "getView",
  "getViews",
  "getDatabases",
  "getSchemas",
  "getCurrentDatabase",
  "getCurrentSchema",
  "enableSqlMemory",
  "disableSqlMemory",
  "clearSqlMemory",
]);

const change: Method = (runner, [table, before, after], line) => {
  const { target, interpreter } = runner;
  const alter = `ALTER TABLE ${target.table(tableName(table))}`;
  if (!(after instanceof Obj)) throw new Unreadable("the column's new definition is not known");
  const old = before instanceof Obj ? nameOf(optionOf(before, "name"), "column") : nameOf(before, "column");
  const column = columnOf(after, target);
  // Where type or length differ, TypeORM drops the column and adds it anew; what it is at present is not known.
  const isSame =
    before instanceof Obj &&
    ["type", "length", "isArray"].every(
      (key) => textOf(before.entries.get(key)) === textOf(after.entries.get(key)),
    );
  const statements = !isSame
    ? [`${alter} DROP COLUMN ${target.name(old)}`, `${alter} ADD COLUMN ${columnSql(target, column)}`]
    : target.isPostgres
      ? [
          ...(old === column.name
            ? []
            : [`${alter} RENAME COLUMN ${target.name(old)} TO ${target.name(column.name)}`]),
          `${alter} ALTER COLUMN ${target.name(column.name)} ${column.notNull ? "SET" : "DROP"} NOT NULL`,
          ...(column.default === null
            ? []
            : [`${alter} ALTER COLUMN ${target.name(column.name)} SET DEFAULT ${column.default}`]),
        ]
      : [`${alter} CHANGE ${target.name(old)} ${columnSql(target, column)}`];
  for (const sql of statements) interpreter.steps.sql(line, sql);
  return undefined;
};

const createIndex = sends((target, [table, given]) =>
  each(given).map((options) => indexOf(tableName(table), options, target)),
);
const dropIndex = sends((target, [table, given]) =>
  each(given).map((one) => dropIndexSql(target, tableName(table), nameOrAny(one))),
);
const addColumn = sends((target, [table, given]) =>
  each(given).map(
    (one) => `ALTER TABLE ${target.table(tableName(table))} ADD ${columnSql(target, columnOf(one, target))}`,
  ),
);
const dropColumn = sends((target, [table, given]) =>
  columns(given).map(
    (name) => `ALTER TABLE ${target.table(tableName(table))} DROP COLUMN ${target.name(name)}`,
  ),
);
const constraint = drops(() => "CONSTRAINT");
const key = drops(({ isPostgres }) => (isPostgres ? "CONSTRAINT" : "FOREIGN KEY"));
const unique = drops(({ isPostgres }) => (isPostgres ? "CONSTRAINT" : "INDEX"));

const methods: Readonly<Record<string, Method>> = {
  query: (runner, [sql], line) => {
    sendSql(runner.interpreter, sql, line);
    return new Unknown("rows of a query", { rows: true });
  },
  createTable: sends((target, [table, ifNotExists]) => createTableSql(table, target, ifNotExists === true)),
  dropTable: sends((target, [table, ifExists]) => [
    `DROP TABLE ${ifExists === true ? "IF EXISTS " : ""}${target.table(tableName(table))}`,
  ]),
  clearTable: sends((target, [table]) => [
    `TRUNCATE ${target.isPostgres ? "" : "TABLE "}${target.table(tableName(table))}`,
  ]),
  renameTable: sends((target, [from, to]) => [
    `ALTER TABLE ${target.table(tableName(from))} RENAME TO ${target.name(nameOf(to, "table"))}`,
  ]),
  createSchema: sends((target, [name]) => [
    `CREATE SCHEMA IF NOT EXISTS ${target.name(nameOf(name, "schema"))}`,
  ]),
  dropSchema: sends((target, [name]) => [`DROP SCHEMA IF EXISTS ${target.name(nameOf(name, "schema"))}`]),
  addColumn,
  addColumns: addColumn,
  dropColumn,
  dropColumns: dropColumn,
  changeColumn: change,
  changeColumns: (runner, [table, changed], line) => {
    for (const one of each(changed))
      change(runner, [table, optionOf(one, "oldColumn"), optionOf(one, "newColumn")], line);
    return undefined;
  },
  renameColumn: (runner, [table, from, to], line) => {
    const { target } = runner;
    if (to instanceof Obj) return change(runner, [table, from, to], line);
    const names = `${target.name(columns(from)[0] ?? "")} TO ${target.name(nameOf(to, "column"))}`;
    runner.interpreter.steps.sql(
      line,
      `ALTER TABLE ${target.table(tableName(table))} RENAME COLUMN ${names}`,
    );
    return undefined;
  },
  createIndex,
  createIndices: createIndex,
  dropIndex,
  dropIndices: dropIndex,
  createForeignKey: adds(foreignKeyOf),
  createForeignKeys: adds(foreignKeyOf),
  dropForeignKey: key,
  dropForeignKeys: key,
  createUniqueConstraint: adds(uniqueOf),
  createUniqueConstraints: adds(uniqueOf),
  dropUniqueConstraint: unique,
  dropUniqueConstraints: unique,
  createCheckConstraint: adds(checkOf),
  createCheckConstraints: adds(checkOf),
  dropCheckConstraint: constraint,
  dropCheckConstraints: constraint,
  createPrimaryKey: sends((target, [table, names]) => [
    `ALTER TABLE ${target.table(tableName(table))} ADD PRIMARY KEY (${target.names(namesOf(names, "column"))})`,
  ]),
  dropPrimaryKey: sends((target, [table]) => {
    const name = tableName(table);
    return [
      `ALTER TABLE ${target.table(name)} DROP ${target.isPostgres ? `CONSTRAINT ${target.name(`PK_${name}`)}` : "PRIMARY KEY"}`,
    ];
  }),
};

/** TypeORM's QueryRunner: https://typeorm.io/docs/query-runner/ */
export class QueryRunner extends Host {
  readonly name = "queryRunner";
  readonly interpreter: Interpreter;
  readonly target: Target;

  constructor(interpreter: Interpreter, target: Target) {
    super();
    this.interpreter = interpreter;
    this.target = target;
  }

  override get(name: string): Value {
    if (name === "then" || name === "catch" || name === "finally") return undefined;
    if (name === "connection" || name === "dataSource") return this.#connection();
    if (name === "manager") return this.#manager();
    const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
    return new Native(`queryRunner.${name}`, (args, line) => {
      if (method !== undefined) return method(this, args, line);
      if (harmless.has(name)) return new Unknown("what the schema is at present");
      throw new Unreadable("what it does is not known");
    });
  }

  #connection(): Value {
    const { isPostgres } = this.target;
    const escape = new Native("escape", ([name]) => this.target.name(nameOf(name, "name")));
    const type = isPostgres ? "postgres" : new Alias("mysql", "mariadb", "aurora-mysql");
    const options = new Obj([["type", type]]);
    options.open = true;
    const driver = new Obj([
      ["escape", escape],
      ["options", options],
    ]);
    driver.open = true;
    const asks = (name: string): readonly [string, Native] => [
      name,
      new Native(`connection.${name}`, () => new Unknown("what is known of the entities")),
    ];
    return new Handle("connection", [
      ["driver", driver],
      ["options", options],
      ["name", "default"],
      ["isConnected", true],
      ["isInitialized", true],
      ["query", this.get("query")],
      ["createQueryRunner", new Native("createQueryRunner", () => this)],
      ["transaction", this.#transaction(() => this.#manager())],
      ...["entityMetadatas", "logger", "namingStrategy"].map(
        (name) => [name, new Unknown(`connection.${name}`)] as const,
      ),
      ...["getMetadata", "hasMetadata"].map(asks),
    ]);
  }

  #transaction(given: () => Value): Native {
    return new Native("transaction", (args, line) => {
      const callee = args.find(isCallable);
      if (callee === undefined) throw new Unreadable("what it does is not known");
      return this.interpreter.settle(this.interpreter.callBack(callee, [given()], line), line);
    });
  }

  /** The manager of entities: what their tables are called is not in this file. */
  #manager(): Value {
    const rows = (verb: "insert" | "update" | "delete"): Native =>
      new Native(`manager.${verb}`, ([entity], line) => {
        const table = textOf(entity);
        const whose = table === null ? "rows of a table that the code does not name" : `rows of ${table}`;
        this.interpreter.steps.rows({
          line,
          verb,
          table,
          note: `The code ${verb}s ${whose}: how many cannot be told from it`,
        });
        return new Unknown("what a change of rows gives");
      });
    const read = (name: string): readonly [string, Native] => [
      name,
      new Native(`manager.${name}`, () => new Unknown("rows of a query", { rows: true })),
    ];
    const manager: Handle = new Handle("manager", [
      ["query", this.get("query")],
      ["connection", this.#connection()],
      ["queryRunner", this],
      ["transaction", this.#transaction(() => manager)],
      ...["find", "findOne", "findBy", "findOneBy", "count", "countBy", "exists", "findOneOrFail"].map(read),
      ...["insert", "save", "upsert"].map((name) => [name, rows("insert")] as const),
      ["update", rows("update")],
      ...["delete", "remove"].map((name) => [name, rows("delete")] as const),
    ]);
    return manager;
  }
}
