import { describe, expect, test } from "vitest";
import { factsOf, judge, judgeSteps } from "../judge.js";

const facts = factsOf({
  t: { rows: 1000, indexes: { t_pkey: ["id"], t_a_b_key: ["a", "b"], i: ["c"] } },
  large: { rows: 1_000_000 },
  u: {},
});
const work = (sql: string): string[] =>
  judge(sql, { facts }).flatMap((each) =>
    each.work.map((piece) => `${piece.class} ${piece.table} ${piece.indexes} ${piece.share}`),
  );

describe("rows", () => {
  test.each([
    ["a few rows", "insert into t values (1), (2)", undefined],
    ["a list of 5,000", `insert into t values ${"(1),".repeat(4999)}(1)`, 5000],
    ["one that is not parsed", `insert into t values ${"(1, 'a text'),".repeat(9_999)}(1, 'x')`, 10_000],
    ["a short COPY", "copy t from stdin;\n1\n2\n\\.\n", undefined],
    ["a long COPY", `copy t from stdin;\n${"1\n".repeat(2000)}\\.\n`, 2000],
  ])("rows that the text holds take their time: %s", (_, sql, rows) => {
    expect(judge(sql, { facts }).map((each) => [each.kind, each.work[0]?.rows])).toEqual([["insert", rows]]);
  });

  test.each([
    ["update t set a = 1", ["update t null 1"]],
    ["update t set a = 1 where c = 5", ["update t null 1"]],
    ["update t set a = 1 where id = 5", []],
    ["update t set a = 1 where id = $1 and c > 5", []],
    ["update t set a = 1 where id = any (array[1, 2])", []],
    ["update t set a = 1 where a = 1 and b = 'x'::text", []],
    ["update t set a = 1 where a = 1", ["update t null 1"]],
    ["update t set a = 1 where id = other.id", ["update t null 1"]],
    ["update unknown set a = 1 where id = 3", []],
    ["delete from t where id in (1, 2, 3)", []],
    ["delete from t where id in (select t_id from u)", ["delete t 0 1", "scan u 0 1"]],
    ["delete from t", ["delete t 0 1"]],
    ["insert into t values (1), (2)", []],
    ["insert into t (a) select 1 where not exists (select 1 from pg_class)", []],
    ["insert into t select * from large", ["insert large 3 1"]],
    ["insert into u select * from t join large using (id)", ["insert large null 1", "scan t 0 1"]],
    ["insert into u select * from t where id = 3", []],
    ["select count(*) from t, large", ["scan t 0 1", "scan large 0 1"]],
    ["select * from t where id = 3", []],
    ["select setval('s', (select max(id) from t))", []],
    ["select setval('s', (select max(d) from t))", ["scan t 0 1"]],
    ["select setval('s', coalesce((select max(id) + 1 from t), 1), false)", []],
    ["copy t to stdout", ["scan t 0 1"]],
    ["analyze large", ["scan large 0 0.03"]],
    ["refresh materialized view u", ["rewrite u null 1"]],
    ["create materialized view v as select * from t", ["rewrite t 0 1"]],
  ])("%s: %j", (sql, expected) => {
    expect(work(sql)).toEqual(expected);
  });

  test("that a function makes up are unknown, unless they are few", () => {
    expect(judge("insert into t select g from generate_series(1, 1000000) g")).toMatchObject([
      { cost: "unknown" },
    ]);
    expect(judge("insert into t select g from generate_series(1, 10) g")).toMatchObject([
      { cost: "dml", work: [] },
    ]);
    expect(judge("insert into t select * from make_rows() g")).toMatchObject([{ cost: "unknown" }]);
    expect(judge("copy t from '/tmp/rows.csv'")).toMatchObject([{ kind: "insert", cost: "unknown" }]);
  });

  test("that the migration's own code changes are as many as it says, else as many as there are", () => {
    const step = { kind: "rows", line: 3, table: "t", note: "so says the code" } as const;
    const operations = judgeSteps(
      [
        { ...step, verb: "update" },
        { ...step, verb: "update", rows: 1 },
        { ...step, verb: "delete", table: "large", rows: 500_000 },
        { ...step, verb: "insert" },
        { ...step, verb: "read" },
        { ...step, verb: "update", table: null },
      ],
      facts,
    );
    expect(
      operations.map(({ kind, cost, line, work: done }) => [
        kind,
        cost,
        line,
        done[0]?.class,
        done[0]?.share,
      ]),
    ).toEqual([
      ["update", "dml", 3, "update", 1],
      ["update", "dml", 3, undefined, undefined],
      ["delete", "dml", 3, "delete", 0.5],
      ["insert", "dml", 3, "insert", 1],
      ["read", "scan", 3, "scan", 1],
      ["update", "dml", 3, undefined, undefined],
    ]);
    expect(operations[0]).toMatchObject({ note: "So says the code.", transaction: 1, blocksWrites: false });
  });

  test("that a tool copies, and steps that a format could not read, are unknown", () => {
    const operations = judgeSteps([
      { kind: "online-copy", line: 1, table: "t", sql: "add column a int", tool: "Lhm" },
      { kind: "unreadable", line: 2, reason: "the block is computed" },
    ]);
    expect(operations).toMatchObject([
      { table: "t", cost: "unknown", blocksReads: true },
      {
        table: null,
        kind: "unparsed",
        cost: "unknown",
        blocksReads: true,
        blocksWrites: true,
        line: 2,
        note: "The block is computed.",
      },
    ]);
  });
});

describe("indexes", () => {
  const typed = factsOf({
    t: { columns: { n: "bigint", s: "text", at: "timestamp with time zone" }, indexes: { i: ["n"] } },
  });
  test.each([
    ["create index on t (n)", "index"],
    ["create index on t (n, at)", "index"],
    ["create index on t (s)", "index-text"],
    ["create index on t (lower(s))", "index-text"],
    ["create index on t (user_id)", "index"],
    ["create index on t (name)", "index-text"],
    ["create index on t using gin (s)", "index-fulltext"],
    ["create index on t using brin (n)", "scan"],
    ["create index concurrently on t (s)", "index-concurrently"],
    ["reindex index concurrently i", "index-concurrently"],
    ["alter table t add unique (s)", "index-text"],
  ])("%s: %s", (sql, kind) => {
    expect(judge(sql, { facts: typed }).flatMap((each) => each.work.map((piece) => piece.class))).toEqual([
      kind,
    ]);
  });

  test("belong to the table that the facts or the deploy tell; unknown where a build depends on it", () => {
    expect(
      judge("drop index i; create index j on u (a); drop index concurrently j; drop index k", {
        facts: typed,
      }).map(({ table }) => table),
    ).toEqual(["t", "u", "u", null]);
    expect(judge("reindex index k")).toMatchObject([{ table: null, cost: "unknown" }]);
  });

  test("on partitioned tables cannot be built CONCURRENTLY, which is said", () => {
    const partitioned = factsOf({ p: { kind: "partitioned table" } });
    expect(judge("create index concurrently on p (a)", { facts: partitioned })[0]?.note).toContain(
      "partitioned",
    );
    expect(judge("create index on only p (a)", { facts: partitioned })).toMatchObject([{ cost: "instant" }]);
    expect(judge("create index on only t (a)", { facts })).toMatchObject([{ cost: "index" }]);
    expect(judge("alter table p set tablespace fast", { facts: partitioned })).toMatchObject([
      { cost: "instant" },
    ]);
  });
});
