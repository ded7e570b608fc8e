import { Unreadable } from "../javascript/language/unreadable.js";
import { Host, List, Native, Obj, Unknown, type Value } from "../javascript/language/value.js";
import { sendSql } from "../javascript/send-sql.js";
import { nameOf } from "../javascript/arguments.js";
import type { Database } from "./database.js";
import { withBindings } from "./raw.js";
import { TableBuilder } from "./table-builder.js";
import { alterTableSql, createTableSql } from "./table-sql.js";

type Method = (builder: SchemaBuilder, args: readonly Value[], line: number) => Value;

const create =
  (exists: string): Method =>
  (schema, [name, build], line) => {
    const table = schema.tableName(name);
    const columns = schema.build(build, line);
    schema.send(line, createTableSql(schema.database.target, table, columns, exists));
    return schema;
  };

const alter: Method = (schema, [name, build], line) => {
  schema.alter(schema.tableName(name), schema.build(build, line), line);
  return schema;
};

const drop =
  (what: string): Method =>
  (schema, [name], line) => {
    schema.send(line, [`DROP ${what} ${schema.database.target.table(schema.tableName(name))}`]);
    return schema;
  };

/** Statements around a name that only PostgreSQL has. */
const named =
  (before: string, after = ""): Method =>
  (schema, [name], line) => {
    schema.send(line, [`${before} ${schema.database.target.name(nameOf(name, "name"))}${after}`]);
    return schema;
  };

/** What is there already is not known: both ways are read, so that what makes more work is in. */
const exists: Method = (_schema, _args) => new Unknown("whether it is there already");

const view =
  (what: string): Method =>
  (schema, [name], line) => {
    const { target } = schema.database;
    schema.send(line, [`CREATE ${what} ${target.table(schema.tableName(name))} AS SELECT 1`]);
    return schema;
  };

const methods: Readonly<Record<string, Method>> = {
  createTable: create(""),
  createTableIfNotExists: create("IF NOT EXISTS "),
  alterTable: alter,
  table: alter,
  dropTable: drop("TABLE"),
  dropTableIfExists: drop("TABLE IF EXISTS"),
  dropView: drop("VIEW"),
  dropViewIfExists: drop("VIEW IF EXISTS"),
  dropMaterializedView: drop("MATERIALIZED VIEW"),
  dropMaterializedViewIfExists: drop("MATERIALIZED VIEW IF EXISTS"),
  createView: view("VIEW"),
  createViewOrReplace: view("OR REPLACE VIEW"),
  createSchema: named("CREATE SCHEMA"),
  createSchemaIfNotExists: named("CREATE SCHEMA IF NOT EXISTS"),
  dropSchema: named("DROP SCHEMA"),
  dropSchemaIfExists: named("DROP SCHEMA IF EXISTS"),
  createExtension: named("CREATE EXTENSION"),
  createExtensionIfNotExists: named("CREATE EXTENSION IF NOT EXISTS"),
  dropExtension: named("DROP EXTENSION"),
  dropExtensionIfExists: named("DROP EXTENSION IF EXISTS"),
  hasTable: exists,
  hasColumn: exists,
  hasView: exists,
  renameTable: (schema, [from, to], line) => {
    const { target } = schema.database;
    const name = target.isPostgres ? target.name(nameOf(to, "table")) : target.table(nameOf(to, "table"));
    schema.send(line, [`ALTER TABLE ${target.table(schema.tableName(from))} RENAME TO ${name}`]);
    return schema;
  },
  raw: (schema, [sql, bindings], line) => {
    const { interpreter, target } = schema.database;
    sendSql(interpreter, withBindings(target, sql, bindings), line);
    return schema;
  },
  withSchema: (schema, [name]) => {
    schema.schema = nameOf(name, "schema");
    return schema;
  },
};

/** `knex.schema`: https://knexjs.org/guide/schema-builder.html. What it is told is sent in that order, once it is awaited. */
export class SchemaBuilder extends Host {
  readonly name = "knex.schema";
  readonly database: Database;
  schema: string | null = null;
  readonly #waiting: { readonly line: number; readonly name: string; readonly run: () => void }[] = [];

  constructor(database: Database) {
    super();
    this.database = database;
  }

  override get(key: string): Value {
    if (key === "then" || key === "catch" || key === "finally") return undefined;
    if (key === "toSQL") return new Native(key, () => this.#written());
    const method = Object.hasOwn(methods, key) ? methods[key] : undefined;
    return new Native(`schema.${key}`, (args, line) => {
      if (method === undefined) throw new Unreadable("what it does is not known");
      if (key.startsWith("has") || key === "withSchema") return method(this, args, line);
      this.#waiting.push({ line, name: key, run: () => method(this, args, line) });
      return this;
    });
  }

  /** Nothing is sent before it is awaited. */
  override settle(): Value {
    const { steps } = this.database.interpreter;
    for (const { line, name, run } of this.#waiting.splice(0))
      try {
        run();
      } catch (error) {
        if (!(error instanceof Unreadable)) throw error;
        steps.unreadable(line, `schema.${name}: ${error.message}`);
      }
    return new Unknown("what a change of the schema gives");
  }

  #written(): Value {
    const steps = this.database.interpreter.steps.capture(() => this.settle());
    return new List(
      steps.map((step) => new Obj([["sql", step.kind === "sql" ? step.sql : new Unknown("SQL")]])),
    );
  }

  tableName(value: Value): string {
    const name = nameOf(value, "table");
    return this.schema === null ? name : `${this.schema}.${name}`;
  }

  /** Runs the function that puts a table together. */
  build(callee: Value, line: number): TableBuilder {
    const table = new TableBuilder(this.database);
    const { interpreter } = this.database;
    interpreter.call({ callee, self: table, args: [table], line, name: "a function" });
    return table;
  }

  alter(table: string, builder: TableBuilder, line: number): void {
    const { target, interpreter } = this.database;
    this.send(line, alterTableSql(target, table, builder));
    if (target.isPostgres) return;
    for (const command of builder.commands)
      if (command.kind === "nullability")
        interpreter.steps.add({
          kind: "column-nullability",
          line,
          table,
          column: command.column,
          notNull: command.notNull,
        });
  }

  send(line: number, statements: readonly string[]): void {
    for (const sql of statements) this.database.interpreter.steps.sql(line, sql);
  }
}
