import { textOf } from "../../javascript/language/known.js";
import { Host, Native, Obj, Unknown, type Value } from "../../javascript/language/value.js";
import { nameOf, namesOf, optionOf } from "../../javascript/arguments.js";
import type { Database } from "../database.js";
import { SchemaBuilder } from "../schema-builder.js";
import { TableBuilder } from "../table-builder.js";
import { keyName } from "../table-sql.js";

/** Reads the schema, and changes nothing: https://github.com/directus/directus/tree/main/packages/schema */
class Inspector extends Host {
  readonly name = "the schema's inspector";

  override get isHandle(): boolean {
    return false;
  }

  override get(key: string): Value {
    if (key === "then" || key === "catch" || key === "finally") return undefined;
    return new Native(key, () => new Unknown("what the schema is at present", { rows: true }));
  }
}

/** `helpers.schema` for PostgreSQL and MySQL: `changeToType` alters the column in place. */
function schemaHelper(database: Database): Obj {
  const { interpreter, target } = database;
  const alter = (table: Value, line: number, build: (table: TableBuilder) => void): void => {
    const builder = new TableBuilder(database);
    build(builder);
    new SchemaBuilder(database).alter(nameOf(table, "table"), builder, line);
  };
  const run = (object: Value, method: string, args: readonly Value[], line: number): Value =>
    interpreter.call({
      callee: interpreter.get(object, method, line),
      self: object,
      args,
      line,
      name: method,
    });
  const changeToType = ([table, column, type, options]: readonly Value[], line: number): Value => {
    alter(table, line, (builder) => {
      const kind = nameOf(type, "type");
      const length = kind === "string" ? optionOf(options, "length") : undefined;
      const made = run(builder, kind, length === undefined ? [column] : [column, length], line);
      const nullable = optionOf(options, "nullable");
      if (nullable === true || nullable === false) run(made, "nullable", [nullable], line);
      const standard = optionOf(options, "default");
      if (standard !== undefined) run(made, "defaultTo", [standard], line);
      run(made, "alter", [], line);
    });
    return undefined;
  };
  const made = new Obj([
    ["changeToType", new Native("changeToType", changeToType)],
    [
      "changeNullable",
      new Native("changeNullable", ([table, column, nullable], line) => {
        const notNull = nullable === false;
        alter(table, line, (builder) => {
          builder.commands.push({ kind: "nullability", column: nameOf(column, "column"), notNull });
        });
        return undefined;
      }),
    ],
    [
      "isOneOfClients",
      new Native("isOneOfClients", ([clients], line) => {
        const includes = interpreter.get(clients, "includes", line);
        return interpreter.call({
          callee: includes,
          self: clients,
          args: [client(target.isPostgres)],
          line,
          name: "includes",
        });
      }),
    ],
    ["constraintName", new Native("constraintName", ([name]) => name)],
    ["preColumnChange", new Native("preColumnChange", () => false)],
    ["postColumnChange", new Native("postColumnChange", () => undefined)],
  ]);
  made.open = true;
  return made;
}

const client = (isPostgres: boolean): Value => (isPostgres ? "postgres" : "mysql");

/** `getDefaultIndexName(type, collection, fields)`; long names end in a hash there, which costs nothing else. */
const indexName = new Native("getDefaultIndexName", ([type, collection, fields]) => {
  const columns = fields === undefined || fields === null ? [] : namesOf(fields, "field");
  const table = textOf(collection ?? "");
  return table === null ? new Unknown("a name") : keyName(table, columns, nameOf(type, "kind")).slice(0, 60);
});

/** Functions of Directus that its migrations import, by their module's end; undefined: it is none of them. */
export function directusModule(source: string, database: Database): Value {
  const { isPostgres } = database.target;
  const inspector = new Native("createInspector", () => new Inspector());
  if (source === "@directus/schema") return new Obj([["createInspector", inspector]]);
  if (/\/get-default-index-name(\.js)?$/.test(source)) return new Obj([["getDefaultIndexName", indexName]]);
  if (/^\.[./]*\/helpers\/index(\.js)?$/.test(source)) {
    const helpers = new Obj([["schema", schemaHelper(database)]]);
    helpers.open = true;
    return new Obj([["getHelpers", new Native("getHelpers", () => helpers)]]);
  }
  if (!/^\.\.\/index(\.js)?$/.test(source)) return undefined;
  const made = new Obj([
    ["getDatabaseClient", new Native("getDatabaseClient", () => client(isPostgres))],
    ["getSchemaInspector", inspector],
  ]);
  made.open = true;
  return made;
}
