import { Alias, Host, Native, Obj, Unknown, type Value } from "../javascript/language/value.js";
import { Unreadable } from "../javascript/language/unreadable.js";
import { textOf } from "../javascript/language/known.js";
import type { Database } from "./database.js";
import { QueryBuilder } from "./query-builder.js";
import { Raw, withBindings } from "./raw.js";
import { SchemaBuilder } from "./schema-builder.js";

const starts = new Set([
  "select",
  "from",
  "into",
  "table",
  "insert",
  "update",
  "del",
  "delete",
  "where",
  "with",
  "queryBuilder",
  "first",
  "count",
  "max",
  "min",
  "sum",
  "avg",
  "pluck",
  "truncate",
  "whereIn",
  "distinct",
  "withSchema",
]);

/** `knex`, or a transaction of it: https://knexjs.org/guide/ */
export class KnexHandle extends Host {
  readonly name = "knex";
  readonly #database: Database;
  readonly #queries: QueryBuilder[] = [];
  readonly #schemas: SchemaBuilder[] = [];

  constructor(database: Database) {
    super();
    this.#database = database;
  }

  override call([table]: readonly Value[], line: number): Value {
    return this.#query(table, line);
  }

  /** Sends what was put together and never awaited: code that is not followed may have run it. */
  sendLeftOver(): void {
    for (const schema of this.#schemas) schema.settle();
    for (const query of this.#queries) query.sendLeftOver();
  }

  #query(table: Value, line: number): QueryBuilder {
    const query = new QueryBuilder(this.#database, table, line);
    this.#queries.push(query);
    return query;
  }

  override get(key: string, line: number): Value {
    if (key === "schema") {
      const schema = new SchemaBuilder(this.#database);
      this.#schemas.push(schema);
      return schema;
    }
    if (key === "fn") return this.#functions();
    if (key === "client" || key === "config" || key === "context") return this.#client();
    if (key === "transacting" || key === "connection") return this;
    if (key === "then" || key === "catch" || key === "finally") return undefined;
    if (starts.has(key))
      return new Native(`knex.${key}`, (args, at) => {
        const start = this.#query(undefined, at).get(key);
        return start instanceof Native ? start.run(args, at) : undefined;
      });
    return new Native(`knex.${key}`, (args, at) => this.#run(key, args, at === 0 ? line : at));
  }

  #run(key: string, args: readonly Value[], line: number): Value {
    const { interpreter, target } = this.#database;
    const [first, second] = args;
    switch (key) {
      case "raw":
        return new Raw(this.#database, withBindings(target, first, second));
      case "ref":
        return new Raw(this.#database, textOf(first) ?? "NULL");
      case "transaction":
        return first === undefined || first instanceof Obj
          ? this
          : interpreter.settle(interpreter.callBack(first, [this], line), line);
      case "batchInsert": {
        const query = this.#query(first, line);
        query.verb = "insert";
        query.values = second;
        return query;
      }
      case "commit":
      case "rollback":
      case "destroy":
      case "isCompleted":
      case "on":
      case "once":
      case "transactionProvider":
        return undefined;
      default:
        throw new Unreadable("what it does is not known");
    }
  }

  #functions(): Value {
    const raw = (sql: string): Native => new Native("knex.fn", () => new Raw(this.#database, sql));
    return new Obj([
      [
        "now",
        new Native(
          "now",
          ([digits]) =>
            new Raw(this.#database, `CURRENT_TIMESTAMP${typeof digits === "number" ? `(${digits})` : ""}`),
        ),
      ],
      ["uuid", raw(this.#database.target.isPostgres ? "gen_random_uuid()" : "(UUID())")],
      ["uuidToBin", new Native("uuidToBin", () => new Unknown("an id"))],
    ]);
  }

  /** What migrations ask which engine it is by. */
  #client(): Value {
    const { isPostgres, engine } = this.#database.target;
    const driver = isPostgres
      ? new Alias("pg", "postgres", "postgresql", "pg-native", "pgnative", "Client_PG")
      : engine.family === "mariadb"
        ? new Alias("mysql2", "mysql", "mariadb", "Client_MySQL2", "Client_MySQL")
        : new Alias("mysql2", "mysql", "Client_MySQL2", "Client_MySQL");
    const config = new Obj([["client", driver]]);
    config.open = true;
    const client = new Obj([
      ["config", config],
      ["client", driver],
      [
        "dialect",
        isPostgres ? new Alias("postgresql", "postgres", "pg") : new Alias("mysql", "mysql2", "mariadb"),
      ],
      ["driverName", driver],
      ["constructor", new Obj([["name", driver]])],
      ["raw", this.get("raw", 0)],
    ]);
    client.open = true;
    return client;
  }
}
