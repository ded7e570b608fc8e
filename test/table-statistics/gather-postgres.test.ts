import { afterAll, beforeAll, describe, expect, test } from "vitest";
import pg from "pg";
import type { DatabaseFacts } from "../../src/migrations/database-facts.js";
import { defaultLimits } from "../../src/table-statistics/limits.js";
import { gatherPostgres } from "../../src/table-statistics/postgres/gather-postgres.js";
import { createTestDatabase, type TestDatabase } from "../support/postgres/create-test-database.js";
import { documentedSql } from "./documented-sql.js";

const takenAt = new Date("2026-11-20T04:00:00Z");
const limits = defaultLimits;
let database: TestDatabase;
let admin: pg.Client;
/** The account that docs/row-counts.md describes. */
let reader = "";

const schema = `
create domain stars as int default 3 check (value between 1 and 5);
create type mood as enum ('sad', 'happy');
create table calls (
  id bigint primary key, status varchar(20) not null, amount numeric(10,2), "Odd name" text, mood mood, rating stars,
  dropped int, constraint amount_ck check (amount is not null), constraint status_ck check (status <> ''));
alter table calls drop column dropped;
alter table calls add constraint late_ck check (id > 0) not valid;
alter table calls add constraint late_nn not null amount not valid;
create index status_ix on calls (status, "Odd name") include (amount);
create index lower_ix on calls (lower(status), id) where amount > 5;
insert into calls select i, 'new', 1, repeat('x', 50) from generate_series(1, 5000) i;
analyze calls;
insert into calls select i, 'new', 1 from generate_series(5001, 5100) i;

create table papers (id bigint primary key, words tsvector, tags text[], at date, code text);
create index words_ix on papers using gin (words); create index tags_ix on papers using gin (tags);
create index at_ix on papers using brin (at); create index code_ix on papers using hash (code);
insert into papers select i, '', '{}', now(), 'same' from generate_series(1, 2) i;

create table fresh (id int);
insert into fresh select generate_series(1, 300);
create table empty_one (id int);

create table events (id int, at date) partition by range (at);
create table events_2025 partition of events for values from ('2025-01-01') to ('2026-01-01');
create table events_2026 partition of events for values from ('2026-01-01') to ('2027-01-01')
  partition by list (id);
create table events_2026_1 partition of events_2026 for values in (1);
create table events_2027 partition of events for values from ('2027-01-01') to ('2028-01-01');
insert into events select i, '2025-05-05' from generate_series(1, 2000) i;
insert into events select 1, '2026-05-05' from generate_series(1, 1000) i;
analyze events_2025; analyze events_2026_1;

create table animals (id int); create table dogs () inherits (animals);
insert into animals values (1), (2); insert into dogs values (3);
analyze animals; analyze dogs;

create view recent as select * from calls;
create materialized view totals as select count(*) from calls;

create schema tenant;
create table tenant.shared (id int); create table shared (id int);
insert into shared values (1); insert into tenant.shared values (1), (2);
analyze shared; analyze tenant.shared;

create table schema_migrations (version varchar primary key);
insert into schema_migrations values ('20261101'), ('20261102');
create table goose_db_version (id serial, version_id bigint, is_applied boolean);
insert into goose_db_version (version_id, is_applied) values (0, true), (7, true), (8, true), (8, false);
create table django_migrations (id int, app text, name text);
insert into django_migrations values (1, 'shop', '0001_initial');
`;

beforeAll(async () => {
  database = await createTestDatabase();
  admin = new pg.Client({ connectionString: database.url });
  await admin.connect();
  await admin.query(schema);
  await expect(admin.query("create unique index concurrently failed_ix on papers (code)")).rejects.toThrow();
  const { pathname } = new URL(database.url);
  const role = `row_counts_${pathname.slice(6, 20)}`;
  const grants = documentedSql("postgres")
    .replaceAll("row_counts", role)
    .replaceAll(/\bapp\b/g, pathname.slice(1));
  await admin.query(grants);
  const url = new URL(database.url);
  url.username = role;
  url.password = "a-long-random-password";
  reader = url.href;
});
afterAll(async () => {
  const role = new URL(reader).username;
  await admin.query(`drop owned by ${role}; drop role ${role}`);
  await admin.end();
  await database.drop();
});

describe("with the documented rights", () => {
  let facts: DatabaseFacts;
  beforeAll(async () => void (facts = await gatherPostgres(reader, takenAt, limits)));

  test("the server", () => {
    expect(facts.engine).toMatch(/^postgres 18\.\d+$/);
    expect(facts.takenAt).toBe("2026-11-20T04:00:00.000Z");
    expect(facts.memoryBytes).toBe(128 * 1024 * 1024);
    expect(facts.domains).toEqual({ stars: "integer default 3 CHECK (VALUE >= 1 AND VALUE <= 5)" });
  });

  test("a table's structure", () => {
    const calls = facts.tables["calls"];
    expect(calls?.columns).toEqual({
      id: "bigint",
      status: "character varying(20)",
      amount: "numeric(10,2)",
      "Odd name": "text",
      mood: "mood",
      rating: "stars",
    });
    expect(calls?.notNull).toEqual(["id", "status"]);
    expect(calls?.indexes).toEqual({
      calls_pkey: ["id"],
      lower_ix: ["lower(status::text)", "id"],
      status_ix: ["status", "Odd name"],
    });
    expect(calls).toMatchObject({
      partialIndexes: { lower_ix: "amount > 5::numeric" },
      unusedIndexes: [],
    });
    expect(calls?.checks).toEqual({
      amount_ck: { expr: "amount IS NOT NULL", validated: true },
      late_ck: { expr: "id > 0", validated: false },
      status_ck: { expr: "status::text <> ''::text", validated: true },
    });
    expect(calls).toMatchObject({ engine: null, charset: null, kind: null });
  });

  test("indexes by which no row is found by a value", () => {
    expect(facts.tables["papers"]).toMatchObject({
      partialIndexes: {},
      unusedIndexes: ["at_ix", "failed_ix", "words_ix"],
    });
  });

  test("a table's sizes: rows since the last ANALYZE too, bytes as on disk", async () => {
    const { rows } = await admin.query<{ heap: number; total: number }>(
      "select pg_table_size('calls')::float8 heap, pg_total_relation_size('calls')::float8 total",
    );
    const calls = facts.tables["calls"];
    expect([5000, 5100]).toContain(calls?.rows);
    expect(calls).toMatchObject({ heapBytes: rows[0]?.heap, bytes: rows[0]?.total });
    expect([0, 100]).toContain(calls?.changedSinceAnalysed);
  });

  test("never analysed is unknown, unless nothing is stored", () => {
    expect(facts.tables["fresh"]?.rows).toBeNull();
    expect(facts.tables["fresh"]?.bytes).toBeGreaterThan(0);
    expect(facts.tables["empty_one"]).toMatchObject({ rows: 0, bytes: 0 });
  });

  test("partitions add up, over all levels; those without rows do not hide the rest", () => {
    expect(facts.tables["events"]).toMatchObject({ rows: 3000, kind: "partitioned table" });
    expect(facts.tables["events_2026"]).toMatchObject({ rows: 1000, kind: "partitioned table" });
    expect(facts.tables["events_2025"]).toMatchObject({ rows: 2000, kind: null });
    const parts = ["events_2025", "events_2026_1", "events_2027"].map(
      (name) => facts.tables[name]?.bytes ?? 0,
    );
    expect(facts.tables["events"]?.bytes).toBe(parts.reduce((sum, bytes) => sum + bytes));
  });

  test("who is inherited from counts its heirs", () => {
    expect(facts.tables["animals"]?.rows).toBe(3);
    expect(facts.tables["dogs"]?.rows).toBe(1);
  });

  test("views", () => {
    expect(facts.tables["recent"]).toMatchObject({ kind: "view", rows: null, bytes: null });
    expect(facts.tables["totals"]?.kind).toBe("materialized view");
  });

  test("equal names in several schemas add up and are noted", () => {
    expect(facts.tables["shared"]?.rows).toBe(3);
    expect(facts.notes).toContain(
      "shared is in 2 schemas: their sizes are added up; what they differ in is not known",
    );
  });

  test("which migrations were run, and what may not be read is said and hides nothing else", () => {
    expect(facts.appliedMigrations).toEqual(["20261101", "20261102"]);
    expect(facts.notes).toEqual(
      expect.arrayContaining([
        "goose_db_version (which migrations were run): the account may not read it",
        "django_migrations (which migrations were run): the account may not read it",
      ]),
    );
  });
});

test("the order of rows is read of the columns that the account may read, and unknown of the others", async () => {
  expect((await gatherPostgres(reader, takenAt, limits)).tables["calls"]?.correlations).toBeNull();
  await admin.query(`grant select (id) on calls to ${new URL(reader).username}`);
  const granted = await gatherPostgres(reader, takenAt, limits);
  expect(granted.tables["calls"]?.correlations).toEqual({ id: 1 });
  expect(granted.notes?.join()).not.toContain("order of rows");
});

test("schemas can be chosen; rows elsewhere still count for their parent", async () => {
  await admin.query(`
    create schema parts; create table parts.events_2028 partition of events
      for values from ('2028-01-01') to ('2029-01-01');
    insert into events select 1, '2028-05-05' from generate_series(1, 50);
    analyze parts.events_2028`);
  const facts = await gatherPostgres(`${database.url}?schema=public`, takenAt, limits);
  expect(facts.tables["shared"]?.rows).toBe(1);
  expect(facts.tables["events_2028"]).toBeUndefined();
  expect(facts.tables["events"]?.rows).toBe(3050);
  expect(facts.appliedMigrations).toEqual(["20261101", "20261102", "shop.0001_initial", "7"]);
});

test("partitions that were never analysed are estimated by their bytes, and said", async () => {
  await admin.query("insert into events select i, '2027-05-05' from generate_series(1, 1000) i");
  const { tables, notes } = await gatherPostgres(reader, takenAt, limits);
  expect(tables["events_2027"]?.rows).toBeNull();
  expect(tables["events"]?.rows).toBeGreaterThan(3500);
  expect(tables["events"]?.rows).toBeLessThan(4800);
  expect(notes?.join("\n")).toMatch(
    /events: 1 of \d parts were never analysed, their rows are taken from their bytes/,
  );
});

test("a migration that holds a lock is not waited for, nor does it hide the other tables", async () => {
  const migration = new pg.Client({ connectionString: database.url });
  await migration.connect();
  await migration.query("begin; lock table calls in access exclusive mode");
  try {
    const { tables, notes } = await gatherPostgres(reader, takenAt, limits);
    expect(tables["calls"]).toMatchObject({
      checks: null,
      indexes: { lower_ix: ["(expression)", "id"] },
      partialIndexes: {},
      unusedIndexes: ["lower_ix"],
    });
    expect(tables["calls"]?.rows).toBeGreaterThanOrEqual(5000);
    expect(tables["calls"]?.bytes).toBeGreaterThan(0);
    expect(tables["dogs"]?.checks).toEqual({});
    expect(notes).toContain("calls is locked: its check constraints were not read");
  } finally {
    await migration.end();
  }
});

test("nothing is written, nothing takes long: a hostile view in a history table's place is only noted", async () => {
  await admin.query(`
    create table written (id int);
    create function write() returns text language sql as 'insert into written values (1) returning id::text';
    create view alembic_version as select write() as version_num;
    create view knex_migrations as select pg_sleep(30)::text as name;
    grant select on alembic_version, knex_migrations to public; grant insert on written to public`);
  const { appliedMigrations, notes } = await gatherPostgres(reader, takenAt, { ...limits, statementMs: 500 });
  expect(appliedMigrations).toEqual(["20261101", "20261102"]);
  expect(notes).toEqual(
    expect.arrayContaining([
      "alembic_version (which migrations were run): cannot execute INSERT in a read-only transaction",
      "knex_migrations (which migrations were run): took longer than 0.5 s",
    ]),
  );
});
