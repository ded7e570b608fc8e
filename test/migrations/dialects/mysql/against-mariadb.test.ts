import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createConnection, type Connection, type RowDataPacket } from "mysql2/promise";
import type { DatabaseFacts } from "../../../../src/migrations/database-facts.js";
import { findMariadb } from "../../../support/mariadb/find-mariadb.js";
import { type RunningMariadb, startMariadb } from "../../../support/mariadb/start-mariadb.js";
import { brief, classify, factsOf } from "./classify.js";
import { type MariadbCase, mariadbCases, usualColumns } from "./mariadb-cases.js";

const found = findMariadb() !== null;
const title = "the rules and a real MariaDB agree";

/** From the cheapest on: the first that the server accepts is what it would choose by itself. */
const attempts = ["INSTANT", "NOCOPY", "INPLACE", "COPY"].flatMap((algorithm) =>
  ["NONE", "SHARED", "EXCLUSIVE"].map((lock) => ({ algorithm, lock })),
);

/** Asks the server. */
class Probe {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  async rows(sql: string): Promise<readonly RowDataPacket[]> {
    const [rows] = await this.#connection.query<RowDataPacket[]>(sql);
    return rows;
  }

  async value(sql: string): Promise<string | null> {
    const [row] = await this.rows(sql);
    const [value] = Object.values(row ?? {}) as unknown[];
    return typeof value === "string" || typeof value === "number" ? String(value) : null;
  }

  async run(sql: string): Promise<void> {
    await this.#connection.query(sql);
  }

  async prepare({ columns = usualColumns, options = "", before = [] }: MariadbCase): Promise<void> {
    await this.run("set foreign_key_checks = 0");
    await this.run("drop database if exists probe");
    await this.run("create database probe character set utf8mb4");
    await this.run("use probe");
    await this.run("set foreign_key_checks = 1");
    await this.run("create table parent (id int primary key)");
    await this.run(`create table t (${columns}) ${options}`);
    for (const statement of before) await this.run(statement);
  }

  tableId(): Promise<string | null> {
    return this.value(
      "select table_id from information_schema.innodb_sys_tables where name in ('probe/t', 'probe/t2')",
    );
  }

  async indexIds(): Promise<ReadonlySet<string>> {
    const rows = await this.rows(
      "select index_id as id from information_schema.innodb_sys_indexes join information_schema.innodb_sys_tables " +
        "using (table_id) where innodb_sys_tables.name in ('probe/t', 'probe/t2')",
    );
    return new Set(rows.map(({ id }) => String(id)));
  }

  /** What the statistics' source would tell of the table. */
  async facts(): Promise<DatabaseFacts> {
    const columns = await this.rows(
      "select column_name as name, column_type as type, character_set_name as charset, is_nullable as nullable, " +
        "extra from information_schema.columns " +
        "where table_schema = 'probe' and table_name = 't'",
    );
    const indexes = await this.rows(
      "select index_name as name, column_name as col, index_type as type from information_schema.statistics " +
        "where table_schema = 'probe' and table_name = 't' order by index_name, seq_in_index",
    );
    const [table] = await this.rows(
      "select engine, row_format as format, table_collation as collation from information_schema.tables " +
        "where table_schema = 'probe' and table_name = 't'",
    );
    const columnsOf = (index: string): string[] =>
      indexes.filter(({ name }) => name === index).map(({ col }) => String(col));
    return factsOf({
      t: {
        engine: String(table?.["engine"]),
        rowFormat: String(table?.["format"]),
        charset: String(table?.["collation"]).split("_")[0] ?? null,
        columns: Object.fromEntries(
          columns.map(({ name, type, charset, extra }) => [
            String(name),
            `${String(type)}${charset === null ? "" : ` character set ${String(charset)}`} ${String(extra)}`,
          ]),
        ),
        notNull: columns.filter(({ nullable }) => nullable === "NO").map(({ name }) => String(name)),
        indexes: Object.fromEntries(indexes.map(({ name }) => [String(name), columnsOf(String(name))])),
        fulltextIndexes: indexes.filter(({ type }) => type === "FULLTEXT").map(({ name }) => String(name)),
      },
    });
  }

  /** What the server chooses: "rewrite blocks w" and the like. */
  async observe({ clause, options = "" }: MariadbCase): Promise<string> {
    const table = await this.tableId();
    const indexes = await this.indexIds();
    for (const { algorithm, lock } of attempts) {
      // ENGINE and RENAME accept any algorithm, and do what they do anyway.
      if (/^engine = Aria/.test(clause) && algorithm !== "COPY") continue;
      try {
        const separator = /^rename to/.test(clause) ? ", algorithm=" : `, lock=${lock}, algorithm=`;
        await this.run(`alter table t ${clause}${separator}${algorithm}`);
      } catch {
        continue;
      }
      const built = [...(await this.indexIds())].some((id) => !indexes.has(id));
      const isCopy = algorithm === "COPY" || (table !== (await this.tableId()) && !/^rename to/.test(clause));
      const cost = isCopy ? "rewrite" : built && !/MyISAM/.test(options) ? "index" : "instant";
      return cost === "instant" || lock === "NONE"
        ? cost
        : `${cost} blocks ${lock === "SHARED" ? "w" : "rw"}`;
    }
    return "refused";
  }
}

(found ? describe : describe.skip)(found ? title : `${title} (skipped: no mariadbd here)`, () => {
  let server: RunningMariadb | null;
  let connection: Connection;
  let probe: Probe;
  let engine: string;

  beforeAll(async () => {
    server = await startMariadb();
    if (server === null) throw new Error("MariaDB was found, but not started");
    connection = await createConnection({ socketPath: server.socketPath, user: "root" });
    probe = new Probe(connection);
    engine = `mariadb ${(await probe.value("select version()")) ?? ""}`;
  }, 60_000);

  afterAll(async () => {
    await connection.end();
    await server?.stop();
  });

  test.each(mariadbCases)("$clause $options", async (example) => {
    await probe.prepare(example);
    const facts = await probe.facts();
    const observed = await probe.observe(example);
    const before = (example.before ?? []).filter((statement) => statement.startsWith("set"));
    const sql = [...before, `alter table t ${example.clause}`].join(";");
    const predicted = (await classify(engine, sql, facts)).map(brief);
    expect(new Set(predicted)).toEqual(new Set([example.predicted ?? observed]));
  });
});
