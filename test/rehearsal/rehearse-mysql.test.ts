import { afterAll, beforeAll, describe, expect, test } from "vitest";
import mysql from "mysql2/promise";
import type { DatabaseFacts } from "../../src/migrations/database-facts.js";
import { parseEngine } from "../../src/migrations/engine.js";
import { estimateMigrations } from "../../src/migrations/estimate-migrations.js";
import { createRehearsal } from "../../src/rehearsal/create-rehearsal.js";
import { treatmentOf } from "../../src/rehearsal/mysql/treatment.js";
import { tableFacts } from "../migrations/table-facts.js";
import { findMariadb } from "../support/mariadb/find-mariadb.js";
import { startMariadbServer, type RunningMariadbServer } from "../support/mariadb/start-mariadb-server.js";

const limitMs = 120_000;
const isHere = findMariadb() !== null;
const describeWithServer = isHere ? describe : describe.skip;
if (!isHere) console.warn("No MariaDB server is installed here: rehearsals on one are not tested.");

const facts: DatabaseFacts = {
  takenAt: null,
  engine: null,
  appliedMigrations: [],
  domains: {},
  memoryBytes: null,
  tables: {
    calls: tableFacts({
      rows: 1_000_000,
      bytes: 1e9,
      columns: { id: "bigint(20)", status: "varchar(50)", amount: "int(11)", kept: "int(11)" },
      indexes: { PRIMARY: ["id"], status_ix: ["status"] },
      notNull: ["id"],
      checks: {},
      charset: "utf8mb4",
      rowFormat: "Dynamic",
      engine: "InnoDB",
    }),
    parts: tableFacts({ rows: 5, columns: { id: "int" }, kind: "view" }),
  },
};

function rehearse(url: string, sql: string, engine = "mariadb 10.11") {
  return estimateMigrations({
    files: [{ path: "1.sql", text: sql }],
    engine: parseEngine(engine),
    facts,
    rehearse: createRehearsal({ url, limitMs }),
  });
}

test.each([
  ["alter table calls add column x int", "run"],
  ["create unique index a on calls (id)", "run"],
  ["alter table production.calls add column x int", "leave"],
  ["alter table `production`.`calls` add column x int", "leave"],
  ["alter table `production` . calls add column x int", "leave"],
  ["alter table production/**/.calls add column x int", "leave"],
  ["create table a select * from b", "leave"],
  ["create table a (id int) data directory = '/tmp'", "leave"],
  ["create table a (id int) engine = federated connection = 'mysql://x'", "leave"],
  ["alter table calls /*!50000 rename to other.calls */", "leave"],
  ["drop database production", "leave"],
  ["set global read_only = 1", "keep"],
  ["grant all on *.* to a", "leave"],
  ["update calls set a = 1", "keep"],
])("what may run on the operator's server: %s: %s", (sql, kind) => {
  expect(treatmentOf(sql).kind).toBe(kind);
});

describeWithServer("MariaDB", () => {
  let server: RunningMariadbServer;
  let root: mysql.Connection;
  beforeAll(async () => {
    server = (await startMariadbServer())!;
    root = await mysql.createConnection(server.url);
    await root.query("create database production");
    await root.query("create table production.calls (id int)");
  }, limitMs);
  afterAll(async () => {
    await root.end();
    await server.stop();
  });

  test(
    "what the scratch tables show stands beside each operation, and nothing is left behind",
    async () => {
      const [migration] = await rehearse(
        server.url,
        `alter table calls add column x int;
alter table calls modify amount bigint;
create index i on calls (amount);
alter table production.calls add column y int;
alter table parts add column y int;
update calls set x = 1;
`,
      );
      expect(
        migration!.operations.map(({ line, cost, note }) => [
          line,
          cost,
          /(?:Rehearsed|Not rehearsed).*/.exec(note)?.[0] ?? null,
        ]),
      ).toEqual([
        [1, "instant", "Rehearsed on MariaDB 10.11, as far as the table is known."],
        [2, "rewrite", "Rehearsed on MariaDB 10.11: confirmed."],
        [3, "index", "Rehearsed on MariaDB 10.11: confirmed."],
        [4, "instant", "Not rehearsed: it names a table with its database."],
        [5, expect.any(String), "Not rehearsed: what is known of parts is too little to copy it."],
        [6, "dml", null],
      ]);
      const [databases] = await root.query<mysql.RowDataPacket[]>("show databases like 'pre_deploy%'");
      expect(databases).toEqual([]);
      const [columns] = await root.query<mysql.RowDataPacket[]>("show columns from production.calls");
      expect(columns).toHaveLength(1);
    },
    limitMs,
  );

  test(
    "what fails is named; another engine or no server is said",
    async () => {
      const [fails] = await rehearse(server.url, "\nalter table calls drop column nope;");
      expect(fails!.operations).toMatchObject([
        { line: 2, cost: "unknown", note: expect.stringContaining("Can't DROP COLUMN `nope`") as string },
      ]);
      const [ghost] = await rehearse(server.url, "alter table calls add column id int;");
      expect(ghost!.operations[0]!.note).toContain("Duplicate column name 'id'");
      const [other] = await rehearse(server.url, "alter table calls add column x int;", "mysql 8.0");
      expect(other!.rehearsal).toBe(
        "Not rehearsed: REHEARSAL_URL is a server of mariadb, and production is mysql",
      );
      const [away] = await rehearse(
        "mysql://root:hunter3@127.0.0.1:9/",
        "alter table calls add column x int;",
      );
      expect(away!.rehearsal).toBe(
        "Not rehearsed: the server of REHEARSAL_URL cannot be used (ECONNREFUSED)",
      );
    },
    limitMs,
  );
});
