import { afterAll, beforeAll, describe, expect, test } from "vitest";
import mysql from "mysql2/promise";
import pg from "pg";
import { createTableStatistics } from "../../src/table-statistics/create-table-statistics.js";
import { createTestDatabase, type TestDatabase } from "../support/postgres/create-test-database.js";
import { hasMariadb, startLocalMariadb, type LocalMariadb } from "./local-mariadb.js";

const web = { owner: "acme", name: "web" };

function statistics(url: string, now = { at: 0 }) {
  return createTableStatistics({
    sources: [{ name: "primary", url, repositories: ["acme/*"] }],
    clock: { now: () => new Date(now.at) },
  });
}

describe("PostgreSQL", () => {
  let database: TestDatabase;
  let admin: pg.Client;
  let role = "";
  let reader = "";

  beforeAll(async () => {
    database = await createTestDatabase();
    const url = new URL(database.url);
    role = `counter_${url.pathname.slice(6, 20)}`;
    admin = new pg.Client({ connectionString: database.url });
    await admin.connect();
    await admin.query(`
      create table calls (id int); insert into calls select generate_series(1, 70);
      create schema tenant; create table tenant.calls (id int); insert into tenant.calls values (1), (2);
      create table "odd ""; drop table calls" (id int); insert into "odd ""; drop table calls" values (1);
      create table events (id int) partition by range (id);
      create table events_1 partition of events for values from (0) to (10);
      insert into events values (1), (2), (3);
      create table secret (id int);
      create view slow as select 1 as id;
      create role ${role} login password 'a-long-random-password';
      grant usage on schema tenant to ${role};
      grant select on calls, tenant.calls, events, "odd ""; drop table calls" to ${role}`);
    url.username = role;
    url.password = "a-long-random-password";
    reader = url.href;
  });
  afterAll(async () => {
    await admin.query(`drop owned by ${role}; drop role ${role}`);
    await admin.end();
    await database.drop();
  });

  test("counts tables of any name, over schemas and partitions; what it may not read is told", async () => {
    const odd = 'odd "; drop table calls';
    const counted = await statistics(reader).count(
      "primary",
      web,
      ["calls", odd, "events", "secret", "slow", "gone"],
      20,
    );
    expect(Object.fromEntries(counted.rows)).toEqual({ calls: 72, [odd]: 1, events: 3 });
    expect(counted.notes).toEqual(["counting secret: the account may not read it"]);
  });

  test("of the schemas that the URL names", async () => {
    const url = `${reader}?schema=tenant`;
    expect((await statistics(url).count("primary", web, ["calls"], 20)).rows.get("calls")).toBe(2);
  });

  test("counts again after five minutes, not before", async () => {
    const now = { at: 0 };
    const counting = statistics(reader, now);
    const rows = async () => (await counting.count("primary", web, ["calls"], 20)).rows.get("calls");
    expect(await rows()).toBe(72);
    await admin.query("insert into calls values (0)");
    now.at += 4 * 60_000;
    expect(await rows()).toBe(72);
    now.at += 2 * 60_000;
    expect(await rows()).toBe(73);
    await admin.query("delete from calls where id = 0");
  });

  test("is not waited for longer than the policy says, and nothing else is lost by it", async () => {
    await admin.query("begin; lock table events in access exclusive mode");
    const { rows, notes } = await statistics(reader).count("primary", web, ["events", "calls"], 5);
    await admin.query("rollback");
    expect(Object.fromEntries(rows)).toEqual({ calls: 72 });
    expect(notes).toEqual(["counting events: a lock was in the way"]);
    const none = await statistics(reader).count("primary", web, ["calls", "events"], 0.0001);
    expect([...none.rows]).toEqual([]);
    expect(none.notes).toHaveLength(2);
  });
});

test("a source that is away, and a file, count nothing; others' sources are refused", async () => {
  const away = await statistics("postgres://nobody:x@127.0.0.1:1/app").count("primary", web, ["calls"], 5);
  expect([...away.rows]).toEqual([]);
  expect(away.notes).toEqual([expect.stringMatching(/^rows could not be counted: /)]);
  expect(await statistics("file:/tmp/x.json").count("primary", web, ["calls"], 5)).toEqual({
    rows: new Map(),
    notes: [],
  });
  await expect(
    statistics("file:/tmp/x.json").count("primary", { owner: "evil", name: "web" }, ["calls"], 5),
  ).rejects.toMatchObject({ kind: "row-counts-not-allowed" });
});

if (!hasMariadb) console.warn("skipped: there is no MariaDB server (Debian's mariadb-server-core)");
(hasMariadb ? describe : describe.skip)("MariaDB", () => {
  let server: LocalMariadb;
  let url: URL;

  beforeAll(async () => {
    server = await startLocalMariadb();
    const admin = await mysql.createConnection({ uri: server.url, multipleStatements: true });
    await admin.query(`
      create database app; use app;
      create table calls (id int); insert into calls select seq from seq_1_to_500;
      create table \`odd.\`\`name\` (id int); insert into \`odd.\`\`name\` values (1);
      create table secret (id int);
      create user counter@'%' identified by 'a-long-random-password';
      grant select on app.calls to counter@'%'; grant select on app.\`odd.\`\`name\` to counter@'%'`);
    await admin.end();
    url = new URL(server.url);
    [url.username, url.password, url.pathname] = ["counter", "a-long-random-password", "app"];
  });
  afterAll(() => server.stop());

  test("counts tables of any name; what it may not read is told", async () => {
    const { rows, notes } = await statistics(url.href).count(
      "primary",
      web,
      ["calls", "odd.`name", "secret"],
      20,
    );
    expect(Object.fromEntries(rows)).toEqual({ calls: 500, "odd.`name": 1 });
    expect(notes).toEqual(["counting secret: the account may not read it"]);
  });
});
