import { expect, test } from "vitest";
import { execFile, execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import mysql from "mysql2/promise";
import pg from "pg";
import { parseRowCountFile } from "../../src/migrations/row-count-file.js";
import { defaultLimits } from "../../src/table-statistics/limits.js";
import { gatherMysql } from "../../src/table-statistics/mysql/gather-mysql.js";
import { gatherPostgres } from "../../src/table-statistics/postgres/gather-postgres.js";
import { createTestDatabase } from "../support/postgres/create-test-database.js";
import { hasMariadb, startLocalMariadb } from "./local-mariadb.js";

const hasPsql = ((): boolean => {
  try {
    execFileSync("psql", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
})();
if (!hasPsql) console.warn("skipped: there is no psql to run examples/row-counts/postgres.sh with");
if (!hasMariadb) console.warn("skipped: there is no MariaDB to run examples/row-counts/mysql.sh against");

async function run(script: string, args: readonly string[], environment: Readonly<Record<string, string>>) {
  const { stdout } = await promisify(execFile)("sh", [`examples/row-counts/${script}`, ...args], {
    env: { PATH: process.env["PATH"] ?? "", ...environment },
    maxBuffer: 10_000_000,
  });
  return parseRowCountFile(stdout);
}

(hasPsql ? test : test.skip)("postgres.sh writes what the adapter reads", async () => {
  const database = await createTestDatabase();
  const admin = new pg.Client({ connectionString: database.url });
  await admin.connect();
  try {
    await admin.query(`
      create domain stars as int check (value between 1 and 5);
      create table "Odd.name" (id bigint primary key, "a b" text not null, rating stars, check (id > 0));
      create index on "Odd.name" (lower("a b"), id);
      create index on "Odd.name" (id) where rating > 3; create index on "Odd.name" using brin (id);
      insert into "Odd.name" select i, 'x', 1 from generate_series(1, 500) i; analyze "Odd.name";
      create table fresh as select 1 as id;
      create table events (id int) partition by range (id);
      create table events_1 partition of events for values from (0) to (10);
      create table events_2 partition of events for values from (10) to (20);
      insert into events select i from generate_series(0, 9) i; analyze events_1;
      create view v as select 1 as one; create schema other; create table other.fresh as select 1 as id;
      create table schema_migrations (version text); insert into schema_migrations values ('1'), ('2');
      analyze schema_migrations`);
    const written = await run("postgres.sh", [], {
      DATABASE_URL: database.url,
      APPLIED_MIGRATIONS_SQL: "select version from schema_migrations",
    });
    const read = await gatherPostgres(database.url, new Date(), defaultLimits);
    expect(written.takenAt).toMatch(/^20\d\d-.*Z$/);
    expect({ ...written, takenAt: null }).toEqual({ ...read, takenAt: null });
    expect(written.tables["Odd.name"]?.rows).toBe(500);
    const plain = await run("postgres.sh", [], { DATABASE_URL: database.url });
    expect(plain.appliedMigrations).toEqual([]);
  } finally {
    await admin.end();
    await database.drop();
  }
});

/** Stands in for the client, which Debian has in another package than the server: runs what it is sent. */
const client = `#!/usr/bin/env node
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
const mysql = createRequire(${JSON.stringify(resolve("package.json"))})("mysql2/promise");
const connection = await mysql.createConnection({ uri: process.argv[2], multipleStatements: true, rowsAsArray: true, jsonStrings: true });
const [results] = await connection.query(readFileSync(0, "utf8"));
for (const rows of results) if (Array.isArray(rows)) for (const row of rows) console.log(row.join("\\t"));
await connection.end();
`;

(hasMariadb ? test : test.skip)("mysql.sh writes what the adapter reads", async () => {
  const server = await startLocalMariadb();
  const folder = mkdtempSync(join(tmpdir(), "row-counts-client-"));
  const admin = await mysql.createConnection({ uri: server.url, multipleStatements: true });
  try {
    const path = join(folder, "client.mjs");
    writeFileSync(path, client);
    chmodSync(path, 0o755);
    await admin.query(`create database app; use app;
      create table \`Odd "name"\` (id bigint primary key, \`a b\` varchar(20) not null, t text, key (\`a b\`, id), fulltext (t), key old_ix (id) ignored);
      insert into \`Odd "name"\` select seq, 'x', 'y' from seq_1_to_500; analyze table \`Odd "name"\`;
      create table \`a.b\` (id int); create table events (id int) partition by hash (id) partitions 3;
      create view v as select 1 as one;
      create table schema_migrations (version varchar(20)); insert into schema_migrations values ('1'), ('2')`);
    const url = `${server.url}/app`;
    const environment = { MYSQL: `${process.execPath} ${path}` };
    const written = await run("mysql.sh", [url], {
      ...environment,
      APPLIED_MIGRATIONS_SQL: "select version as name from schema_migrations",
    });
    const read = await gatherMysql(url, new Date(), defaultLimits);
    // The script leaves check constraints out: where they are found differs from server to server.
    for (const table of Object.values(written.tables)) expect(table.checks).toBeNull();
    const tables = Object.fromEntries(
      Object.entries(read.tables).map(([name, table]) => [name, { ...table, checks: null }]),
    );
    expect({ ...written, takenAt: null }).toEqual({ ...read, takenAt: null, tables });
    expect((await run("mysql.sh", [url], environment)).appliedMigrations).toEqual([]);
  } finally {
    await admin.end();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
