import { describe, expect, test } from "vitest";
import { dialect, factsOf, judge, kindsAndCosts } from "../judge.js";

describe("ALTER TABLE", () => {
  test("is one operation for each clause, under the strongest lock of any", () => {
    const operations = judge("alter table t validate constraint c, alter a set statistics 5, drop column b");
    expect(operations.map(({ kind, cost, lock, blocksReads }) => [kind, cost, lock, blocksReads])).toEqual([
      ["validate_constraint", "scan", "ACCESS EXCLUSIVE", true],
      ["set_statistics", "instant", "ACCESS EXCLUSIVE", true],
      ["drop_column", "instant", "ACCESS EXCLUSIVE", true],
    ]);
  });

  test("with several clauses that write the rows anew does so once", () => {
    const operations = judge(
      "alter table t add check (a > 0), alter a type bigint, add column b uuid default gen_random_uuid(), alter c set not null",
    );
    expect(operations.map(({ cost, work }) => [cost, work.map((each) => each.class)])).toEqual([
      ["scan", []],
      ["rewrite", ["rewrite"]],
      ["rewrite", []],
      ["scan", []],
    ]);
    expect(operations[1]?.work).toEqual([{ class: "rewrite", table: "t", indexes: null, share: 1 }]);
  });

  test("with several clauses that read the rows does so once, but for foreign keys and indexes", () => {
    const operations = judge(
      "alter table t add check (a > 0), alter c set not null, add foreign key (u_id) references u, add unique (a)",
    );
    const done = operations.map(({ work }) =>
      work.map(({ class: name, table, lookedUpIn }) => [name, table, lookedUpIn ?? ""].join(" ").trim()),
    );
    expect(done).toEqual([["scan t"], [], ["scan t u"], [expect.stringMatching(/^index/)]]);
  });

  test("adding a foreign key stops writes to both tables, dropping one stops everything on both", () => {
    const [added, dropped] = judge(
      "alter table t add constraint k foreign key (u_id) references app.u not valid; alter table t drop constraint k",
    );
    expect(added).toMatchObject({
      cost: "instant",
      lock: "SHARE ROW EXCLUSIVE",
      blocksReads: false,
      blocksWrites: true,
    });
    expect(added?.alsoBlocks).toEqual([{ table: "u", reads: false, writes: true }]);
    expect(dropped?.alsoBlocks).toEqual([{ table: "u", reads: true, writes: true }]);
  });

  test.each([
    ["add column c int default 3", "postgres 10", "rewrite"],
    ["add column c int default 3", "postgres 11", "instant"],
    ["alter a set not null", "postgres 11", "scan"],
    ["alter a set not null", "postgres 12", "instant"],
    ["alter ts type timestamptz", "postgres 11", "rewrite"],
    ["alter ts type timestamptz", "postgres 12", "instant"],
  ])("%s on %s: %s", (clause, engine, cost) => {
    const facts = factsOf({
      t: {
        columns: { ts: "timestamp without time zone" },
        checks: { k: { expr: "CHECK ((a IS NOT NULL))", validated: true } },
        indexes: {},
      },
    });
    expect(judge(`set timezone to 'UTC'; alter table t ${clause}`, { engine, facts })).toMatchObject([
      { cost },
    ]);
  });

  test.each([
    ["", "sql", "rewrite"],
    ["set timezone = 'Europe/London';", "sql", "rewrite"],
    ["set time zone 'UTC';", "sql", "instant"],
    ["set time zone interval '+00:00' hour to minute;", "sql", "instant"],
    ["begin; set local timezone = 'utc'; commit;", "sql", "rewrite"],
    ["begin; set local timezone = 'utc';", "sql", "instant"],
    ["set timezone = 'UTC'; reset timezone;", "sql", "rewrite"],
    ["", "rails", "instant"],
    ["", "django", "instant"],
  ])("timestamp to timestamptz after %p in %s: %s", (before, format, cost) => {
    const facts = factsOf({ t: { columns: { ts: "timestamp(6)" }, indexes: {} } });
    expect(judge(`${before} alter table t alter ts type timestamptz`, { format, facts })).toMatchObject([
      { cost },
    ]);
  });

  test("changing a type is judged by what the column is, and by the worst where that is not known", () => {
    const sql = "alter table t alter s type varchar(100)";
    expect(judge(sql)).toMatchObject([{ cost: "rewrite", note: expect.stringContaining("not known") }]);
    expect(judge(sql, { facts: factsOf({ t: { columns: { s: "character varying(50)" } } }) })).toMatchObject([
      { cost: "instant" },
    ]);
    expect(judge(sql, { facts: factsOf({ t: { columns: { s: "some thing(" } } }) })).toMatchObject([
      { cost: "rewrite" },
    ]);
  });

  test("of a domain with a constraint that production has", () => {
    const facts = factsOf(
      { t: {} },
      { domains: { stars: "int check (value between 1 and 5)", slug: "text" } },
    );
    expect(kindsAndCosts(judge("alter table t add column a stars, add column b slug", { facts }))).toEqual([
      "add_column rewrite",
      "add_column instant",
    ]);
  });

  test("adding a column of a type that nobody knows says what would make it dear", () => {
    expect(judge("alter table t add column a mood")[0]).toMatchObject({
      cost: "instant",
      note: expect.stringContaining("domain"),
    });
    expect(judge("create type mood as enum ('a'); alter table t add column a mood")[1]?.note).not.toContain(
      "domain",
    );
    expect(judge("alter table t add column a citext")[0]?.note).not.toContain("domain");
  });

  test("on foreign tables touches no rows, on views the catalogue only", () => {
    const facts = factsOf({ f: { kind: "foreign table" } });
    expect(
      judge(
        "alter table f add column a int default random(); alter view v alter a set default 1; alter foreign table g alter a type bigint",
        { facts },
      ).map(({ cost }) => cost),
    ).toEqual(["instant", "instant", "instant"]);
  });

  test("ADD PRIMARY KEY reads the rows besides where columns may be null", () => {
    const classes = (sql: string, facts = factsOf({ t: { notNull: ["id"] } })) =>
      judge(sql, { facts }).flatMap(({ work }) => work.map((each) => each.class));
    expect(classes("alter table t add primary key (id)")).toEqual(["index"]);
    expect(classes("alter table t add primary key (other_id)")).toEqual(["scan", "index"]);
    expect(classes("alter table t add primary key using index i")).toEqual(["scan"]);
  });

  test("of names that objects have by nature is nothing special", () => {
    const sql =
      "alter table constructor add column toString hasOwnProperty; alter table t add column a __proto__; drop index constructor";
    expect(judge(sql, { facts: factsOf({ t: {} }) }).map(({ kind }) => kind)).toEqual([
      "add_column",
      "add_column",
      "drop_index",
    ]);
    expect(() =>
      dialect.begin({ family: "postgres", major: 16, minor: null, patch: null }, null),
    ).not.toThrow();
  });
});
