import { Unreadable } from "../javascript/language/unreadable.js";
import { List, Native, Obj, PartialText, Unknown, type Value } from "../javascript/language/value.js";
import { sendSql } from "../javascript/send-sql.js";
import { columnSql } from "../javascript/sql/column.js";
import { dropIndexSql, foreignKeySql, indexSql } from "../javascript/sql/keys.js";
import { literal } from "../javascript/sql/literal.js";
import { nameOf, namesOf, textOption } from "../javascript/arguments.js";
import { N8nColumn } from "./n8n-column.js";
import { N8nTable } from "./n8n-table.js";
import type { QueryRunner } from "./query-runner.js";

type Method = (runner: QueryRunner, args: readonly Value[], line: number) => Value;

function columnsOf(value: Value): readonly N8nColumn[] {
  if (!(value instanceof List)) throw new Unreadable("the columns are not known");
  return value.items.map((item) => {
    if (item instanceof N8nColumn) return item;
    throw new Unreadable("a column is not known");
  });
}

function alter(runner: QueryRunner, table: Value, clauses: readonly string[], line: number): void {
  const start = `ALTER TABLE ${runner.target.table(nameOf(table, "table"))}`;
  for (const clause of clauses) runner.interpreter.steps.sql(line, `${start} ${clause}`);
}

/** TypeORM changes nullability through its changeColumn, of a column that it has read from the database. */
const nullability =
  (notNull: boolean): Method =>
  (runner, [table, column], line) => {
    const name = nameOf(column, "column");
    if (runner.target.isPostgres)
      alter(
        runner,
        table,
        [`ALTER COLUMN ${runner.target.name(name)} ${notNull ? "SET" : "DROP"} NOT NULL`],
        line,
      );
    else
      runner.interpreter.steps.add({
        kind: "column-nullability",
        line,
        table: nameOf(table, "table"),
        column: name,
        notNull,
      });
    return undefined;
  };

const methods: Readonly<Record<string, Method>> = {
  createTable: (runner, [table], line) => new N8nTable(runner, nameOf(table, "table"), line),
  column: (runner, [name]) => new N8nColumn(nameOf(name, "column"), runner.target),
  dropTable: (runner, [table], line) => {
    runner.interpreter.steps.sql(line, `DROP TABLE IF EXISTS ${runner.target.table(nameOf(table, "table"))}`);
    return undefined;
  },
  addColumns: (runner, [table, columns], line) => {
    const name = nameOf(table, "table");
    for (const one of columnsOf(columns)) {
      alter(runner, table, [`ADD ${columnSql(runner.target, one.column)}`], line);
      const check = one.check(name);
      if (check !== null) alter(runner, table, [`ADD ${check}`], line);
    }
    return undefined;
  },
  dropColumns: (runner, [table, names], line) => {
    alter(
      runner,
      table,
      namesOf(names, "column").map((name) => `DROP COLUMN ${runner.target.name(name)}`),
      line,
    );
    return undefined;
  },
  createIndex: (runner, [table, names, unique, name, where], line) => {
    const columns = namesOf(names, "column");
    const sql = indexSql(runner.target, {
      name: typeof name === "string" ? name : `IDX_${[nameOf(table, "table"), ...columns].join("_")}`,
      table: nameOf(table, "table"),
      columns: columns.map(runner.target.name),
      unique: unique === true,
      where: where === undefined || where === null ? null : nameOf(where, "condition"),
    });
    runner.interpreter.steps.sql(line, sql);
    return undefined;
  },
  dropIndex: (runner, [table, names, options], line) => {
    const name =
      textOption(options, "customIndexName") ??
      `IDX_${[nameOf(table, "table"), ...namesOf(names, "column")].join("_")}`;
    runner.interpreter.steps.sql(line, dropIndexSql(runner.target, nameOf(table, "table"), name));
    return undefined;
  },
  addForeignKey: (runner, [table, column, reference, name, onDelete], line) => {
    const [to, key] = namesOf(reference, "reference");
    const sql = foreignKeySql(runner.target, {
      name: typeof name === "string" ? name : null,
      columns: [nameOf(column, "column")],
      table: to ?? "",
      references: key === undefined ? [] : [key],
      onDelete: typeof onDelete === "string" ? onDelete : null,
      onUpdate: null,
    });
    alter(runner, table, [`ADD ${sql}`], line);
    return undefined;
  },
  dropForeignKey: (runner, [table, column, , name], line) => {
    const key = typeof name === "string" ? name : `FK_${nameOf(column, "column")}`;
    alter(
      runner,
      table,
      [`DROP ${runner.target.isPostgres ? "CONSTRAINT" : "FOREIGN KEY"} ${runner.target.name(key)}`],
      line,
    );
    return undefined;
  },
  addNotNull: nullability(true),
  dropNotNull: nullability(false),
  addEnumCheck: (runner, [table, column, values], line) => {
    const made = new N8nColumn(nameOf(column, "column"), runner.target);
    made.values = namesOf(values, "value");
    alter(runner, table, [`ADD ${made.check(nameOf(table, "table")) ?? ""}`], line);
    return undefined;
  },
  dropEnumCheck: (runner, [table, column], line) => {
    const name = `CHK_${nameOf(table, "table")}_${nameOf(column, "column")}`;
    alter(runner, table, [`DROP CONSTRAINT ${runner.target.name(name)}`], line);
    return undefined;
  },
};

/** TypeORM's named parameters: `:name`, and `:...name` for a list. */
function withParameters(runner: QueryRunner, sql: Value, parameters: Value): Value {
  const text = typeof sql === "string" ? sql : sql instanceof PartialText ? sql.text : null;
  if (text === null || parameters === undefined) return sql;
  const filled = text.replace(/(?<![:\w]):(?:\.\.\.)?([A-Za-z]\w*)/g, (_, key: string) =>
    literal(runner.target, parameters instanceof Obj ? parameters.entries.get(key) : null),
  );
  return typeof sql === "string" ? filled : new PartialText(filled);
}

/** Reads rows in batches, and calls the function for each: once for all of them here. */
function inBatches(runner: QueryRunner, [query, operation]: readonly Value[], line: number): Value {
  const { interpreter } = runner;
  sendSql(interpreter, query, line);
  interpreter.inLoop(() => {
    interpreter.perhaps(() => {
      interpreter.callBack(operation, [new Unknown("rows of a batch", { rows: true })], line);
    });
  });
  return undefined;
}

function escapes(runner: QueryRunner): Obj {
  const quoted = (prefix: string): Native =>
    new Native("escape", ([name]) => {
      if (typeof name === "string") return runner.target.name(prefix + name);
      return name instanceof PartialText
        ? new PartialText(runner.target.name(name.text))
        : new Unknown("a name");
    });
  const plain = ["columnName", "tableName", "triggerName", "functionName"].map(
    (key) => [key, quoted("")] as const,
  );
  return new Obj([...plain, ["indexName", quoted("IDX_")]]);
}

/**
 * What n8n gives its migrations, besides TypeORM's own, with the default of no prefix:
 * https://github.com/n8n-io/n8n/tree/master/packages/@n8n/db/src/migrations
 */
export function n8nEntries(runner: QueryRunner): readonly (readonly [string, Value])[] {
  const { isPostgres } = runner.target;
  const { interpreter } = runner;
  const builder = new Obj(
    Object.entries(methods).map(([name, method]) => [
      name,
      new Native(`schemaBuilder.${name}`, (args, line) => method(runner, args, line)),
    ]),
  );
  const copy = new Native("copyTable", ([from, to], line) => {
    const { target } = runner;
    const tables = [to, from].map((table) => target.table(nameOf(table, "table")));
    interpreter.steps.sql(line, `INSERT INTO ${tables.join(" SELECT * FROM ")}`);
    return undefined;
  });
  return [
    ["queryRunner", runner],
    ["schemaBuilder", builder],
    ["escape", escapes(runner)],
    [
      "runQuery",
      new Native("runQuery", ([sql, parameters], line) => {
        sendSql(interpreter, withParameters(runner, sql, parameters), line);
        return new Unknown("rows of a query", { rows: true });
      }),
    ],
    ["runInBatches", new Native("runInBatches", (args, line) => inBatches(runner, args, line))],
    ["copyTable", copy],
    ["tablePrefix", ""],
    ["dbType", isPostgres ? "postgresdb" : runner.target.engine.family === "mariadb" ? "mariadb" : "mysqldb"],
    ["isSqlite", false],
    ["isPostgres", isPostgres],
    ["isMysql", !isPostgres],
    ["dbName", new Unknown("the database's name")],
    ["migrationName", "migration"],
    ["parseJson", new Native("parseJson", () => new Unknown("what JSON holds"))],
    ["loadSurveyFromDisk", new Native("loadSurveyFromDisk", () => new Unknown("a survey"))],
    ["logger", new Unknown("logger")],
  ];
}
