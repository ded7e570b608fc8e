import { isCallable, isPlain, textOf } from "../javascript/language/known.js";
import type { Interpreter } from "../javascript/language/interpreter.js";
import { Unreadable } from "../javascript/language/unreadable.js";
import { Alias, Host, List, Native, Obj, Unknown, type Value } from "../javascript/language/value.js";
import { sendSql } from "../javascript/send-sql.js";
import { columnSql } from "../javascript/sql/column.js";
import { dropIndexSql, foreignKeySql, indexSql } from "../javascript/sql/keys.js";
import { literal } from "../javascript/sql/literal.js";
import type { Target } from "../javascript/sql/target.js";
import { nameOf, optionOf, textOption } from "../javascript/arguments.js";
import { Handle } from "../javascript/handle.js";
import { attributeOf } from "./attribute-sql.js";
import { Literal, SequelizeModule } from "./sequelize-module.js";

type Write = (target: Target, args: readonly Value[]) => readonly string[];

/** A table by its name, or `{ tableName, schema }`. */
function tableOf(value: Value): string {
  if (!(value instanceof Obj)) return nameOf(value, "table");
  const schema = textOption(value, "schema");
  const name = nameOf(optionOf(value, "tableName"), "table");
  return schema === null ? name : `${schema}.${name}`;
}

const names = (value: Value): readonly string[] => {
  const items = value instanceof List ? value.items : [value];
  return items.map((item) =>
    item instanceof Obj
      ? nameOf(optionOf(item, "name") ?? optionOf(item, "attribute"), "column")
      : nameOf(item, "column"),
  );
};

const part = (target: Target, value: Value): string =>
  value instanceof Literal ? `(${value.sql})` : target.name(names(value)[0] ?? "");

const alter = (target: Target, table: Value): string => `ALTER TABLE ${target.table(tableOf(table))}`;

const createTable: Write = (target, [table, attributes]) => {
  if (!(attributes instanceof Obj) || attributes.open) throw new Unreadable("the columns are not known");
  const name = tableOf(table);
  const all = [...attributes.entries].map(([column, value]) => attributeOf(name, column, value, target));
  const primary = all.filter((one) => one.primary).map(({ column }) => column.name);
  const parts = all.map(({ column, references }) => [columnSql(target, column), ...references].join(" "));
  if (primary.length > 0) parts.push(`PRIMARY KEY (${target.names(primary)})`);
  return [
    ...all.flatMap(({ createsType }) => createsType ?? []),
    `CREATE TABLE IF NOT EXISTS ${target.table(name)} (${parts.join(", ")})`,
  ];
};

const addColumn: Write = (target, [table, name, attribute]) => {
  const { column, references, createsType } = attributeOf(
    tableOf(table),
    nameOf(name, "column"),
    attribute,
    target,
  );
  const reference =
    references.length === 0
      ? ""
      : target.isPostgres
        ? ` ${references.join(" ")}`
        : `, ADD FOREIGN KEY (${target.name(column.name)}) ${references.join(" ")}`;
  return [
    ...(createsType === null ? [] : [createsType]),
    `${alter(target, table)} ADD COLUMN ${columnSql(target, column)}${reference}`,
  ];
};

/** PostgreSQL: nullability, default and type each; what was not said is taken off. */
const changeColumn: Write = (target, [table, name, attribute]) => {
  const made = attributeOf(tableOf(table), nameOf(name, "column"), attribute, target);
  const { column, references, createsType } = made;
  if (!target.isPostgres)
    return [`${alter(target, table)} CHANGE ${target.name(column.name)} ${columnSql(target, column)}`];
  const change = `${alter(target, table)} ALTER COLUMN ${target.name(column.name)}`;
  return [
    `${change} ${column.notNull ? "SET" : "DROP"} NOT NULL`,
    column.default === null ? `${change} DROP DEFAULT` : `${change} SET DEFAULT ${column.default}`,
    ...(createsType === null ? [] : [createsType]),
    `${change} TYPE ${column.type}${createsType === null ? "" : ` USING (${target.name(column.name)}::${column.type})`}`,
    ...(references.length === 0
      ? []
      : [`${alter(target, table)} ADD FOREIGN KEY (${target.name(column.name)}) ${references.join(" ")}`]),
  ];
};

const addIndex: Write = (target, [table, given, more]) => {
  const options = given instanceof List ? more : given;
  const fields = given instanceof List ? given : optionOf(given, "fields");
  if (!(fields instanceof List)) throw new Unreadable("the columns are not known");
  const columns = fields.items.map((field) => part(target, field));
  const type = textOption(options, "type");
  const isUnique = optionOf(options, "unique") === true || type?.toUpperCase() === "UNIQUE";
  const name =
    textOption(options, "name") ??
    `${tableOf(table)}_${columns.map((column) => column.replaceAll(/\W+/g, "")).join("_")}`;
  const where = optionOf(options, "where");
  return [
    indexSql(target, {
      name: name.replaceAll(".", "_"),
      table: tableOf(table),
      columns,
      unique: isUnique,
      concurrently: optionOf(options, "concurrently") === true,
      using: textOption(options, "using") ?? type?.replace(/^unique$/i, "") ?? null,
      // What rows a partial index has costs the same whichever they are.
      where: where === undefined || where === null ? null : "true",
    }),
  ];
};

const removeIndex: Write = (target, [table, given, options]) => {
  const name = given instanceof List ? `${tableOf(table)}_${names(given).join("_")}` : nameOf(given, "name");
  return [
    dropIndexSql(
      target,
      tableOf(table),
      name,
      optionOf(options, "concurrently") === true ? "CONCURRENTLY " : "",
    ),
  ];
};

/** Sequelize's own way to write conditions is not followed: the table is read for any of them. */
function checked(target: Target, [field]: readonly string[]): string {
  return field === undefined ? "1 = 1" : `${target.name(field)} = ${target.name(field)}`;
}

const addConstraint: Write = (target, [table, given, more]) => {
  const options = given instanceof Obj ? given : more;
  const fields = names(given instanceof List ? given : (optionOf(options, "fields") ?? new List([])));
  const type = nameOf(optionOf(options, "type"), "type of the constraint").toLowerCase();
  const name = textOption(options, "name");
  const constraint = name === null ? "" : `CONSTRAINT ${target.name(name)} `;
  const start = `${alter(target, table)} ADD `;
  if (type === "unique") return [`${start}${constraint}UNIQUE (${target.names(fields)})`];
  if (type === "primary key") return [`${start}${constraint}PRIMARY KEY (${target.names(fields)})`];
  if (type === "check") return [`${start}${constraint}CHECK (${checked(target, fields)})`];
  if (type === "default" && target.isPostgres)
    return [
      `${alter(target, table)} ALTER COLUMN ${target.names(fields)} SET DEFAULT ${literal(target, optionOf(options, "defaultValue"))}`,
    ];
  if (type !== "foreign key") throw new Unreadable(`a constraint of type ${type} is not known`);
  const to = optionOf(options, "references");
  const key = textOption(to, "field");
  return [
    start +
      foreignKeySql(target, {
        name,
        columns: fields,
        table: tableOf(optionOf(to, "table")),
        references: key === null ? names(optionOf(to, "fields")) : [key],
        onDelete: textOption(options, "onDelete"),
        onUpdate: textOption(options, "onUpdate"),
      }),
  ];
};

function conditionOf(target: Target, where: Value): string {
  if (where === undefined || where === null) return "";
  if (!(where instanceof Obj) || where.open || ![...where.entries.values()].every(isPlain)) return "";
  const parts = [...where.entries].map(([name, value]) =>
    value === null ? `${target.name(name)} IS NULL` : `${target.name(name)} = ${literal(target, value)}`,
  );
  return parts.length === 0 ? "" : ` WHERE ${parts.join(" AND ")}`;
}

/** What is only read of the schema. */
const reads = new Set([
  "describeTable",
  "showAllTables",
  "tableExists",
  "showIndex",
  "showConstraint",
  "getForeignKeyReferencesForTable",
  "showAllSchemas",
  "rawSelect",
  "select",
]);

const writes: Readonly<Record<string, Write>> = {
  createTable,
  dropTable: (target, [table]) => [`DROP TABLE IF EXISTS ${target.table(tableOf(table))}`],
  renameTable: (target, [from, to]) => [`${alter(target, from)} RENAME TO ${target.name(tableOf(to))}`],
  addColumn,
  removeColumn: (target, [table, name]) => [
    `${alter(target, table)} DROP COLUMN ${target.name(nameOf(name, "column"))}`,
  ],
  changeColumn,
  renameColumn: (target, [table, from, to]) => [
    `${alter(target, table)} RENAME COLUMN ${target.name(nameOf(from, "column"))} TO ${target.name(nameOf(to, "column"))}`,
  ],
  addIndex,
  removeIndex,
  addConstraint,
  removeConstraint: (target, [table, name]) => [
    `${alter(target, table)} DROP CONSTRAINT ${target.name(textOf(name) ?? "unnamed")}`,
  ],
  createSchema: (target, [name]) => [`CREATE SCHEMA ${target.name(nameOf(name, "schema"))}`],
  dropSchema: (target, [name]) => [`DROP SCHEMA IF EXISTS ${target.name(nameOf(name, "schema"))}`],
  bulkDelete: (target, [table, where]) => [
    `DELETE FROM ${target.table(tableOf(table))}${conditionOf(target, where)}`,
  ],
  bulkUpdate: (target, [table, values, where]) => {
    if (!(values instanceof Obj) || values.open) throw new Unreadable("the values are not known");
    const sets = [...values.entries].map(
      ([name, value]) => `${target.name(name)} = ${literal(target, value)}`,
    );
    return [`UPDATE ${target.table(tableOf(table))} SET ${sets.join(", ")}${conditionOf(target, where)}`];
  },
};

/** Sequelize's QueryInterface: https://sequelize.org/api/v6/class/src/dialects/abstract/query-interface.js~queryinterface */
export class QueryInterface extends Host {
  readonly name = "queryInterface";
  readonly #interpreter: Interpreter;
  readonly #target: Target;

  constructor(interpreter: Interpreter, target: Target) {
    super();
    this.#interpreter = interpreter;
    this.#target = target;
  }

  override get(key: string): Value {
    if (key === "then" || key === "catch" || key === "finally") return undefined;
    if (key === "sequelize" || key === "context") return key === "context" ? this : this.#sequelize();
    const write = Object.hasOwn(writes, key) ? writes[key] : undefined;
    return new Native(`queryInterface.${key}`, (args, line) => {
      if (key === "bulkInsert") return this.#insert(args, line);
      if (reads.has(key)) return new Unknown("what the schema is at present");
      if (write === undefined) throw new Unreadable("what it does is not known");
      for (const sql of write(this.#target, args)) sendSql(this.#interpreter, sql, line);
      return undefined;
    });
  }

  #insert([table, list]: readonly Value[], line: number): Value {
    const name = tableOf(table);
    const rows =
      list instanceof List &&
      !this.#interpreter.inUnknownLoop &&
      list.items.every((item) => item instanceof Obj)
        ? list.items.length
        : null;
    const note =
      rows === null
        ? `The code inserts rows of ${name}: how many cannot be told from it`
        : `The code inserts ${rows === 1 ? "one row" : `${rows} rows`} of ${name}`;
    this.#interpreter.steps.rows({
      line,
      verb: "insert",
      table: name,
      note,
      ...(rows === null ? {} : { rows }),
    });
    return undefined;
  }

  #sequelize(): Value {
    const { isPostgres } = this.#target;
    const dialect = isPostgres ? "postgres" : new Alias("mysql", "mariadb");
    const transaction = new Obj([
      ["commit", new Native("commit", () => undefined)],
      ["rollback", new Native("rollback", () => undefined)],
    ]);
    const made = new Handle("sequelize", [
      ["getDialect", new Native("getDialect", () => dialect)],
      ["options", new Obj([["dialect", dialect]])],
      ["dialect", new Obj([["name", dialect]])],
      ["getQueryInterface", new Native("getQueryInterface", () => this)],
      [
        "query",
        new Native("sequelize.query", ([sql], line) => {
          sendSql(this.#interpreter, sql instanceof Obj ? optionOf(sql, "query") : sql, line);
          return new Unknown("rows of a query", { rows: true });
        }),
      ],
      [
        "transaction",
        new Native("sequelize.transaction", (args, line) => {
          const callee = args.find(isCallable);
          return callee === undefined
            ? transaction
            : this.#interpreter.settle(this.#interpreter.callBack(callee, [transaction], line), line);
        }),
      ],
    ]);
    const module = new SequelizeModule();
    for (const name of ["literal", "fn", "col", "cast", "Sequelize"])
      made.entries.set(name, module.get(name));
    for (const name of ["config", "escape", "log"]) made.entries.set(name, new Unknown(`sequelize.${name}`));
    return made;
  }
}
