import { describe, expect, test } from "vitest";
import type { TableFacts } from "../../../../../src/migrations/database-facts.js";
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

describe("a subquery that runs for each row", () => {
  const tables = factsOf({
    orders: { rows: 1_000_000, indexes: { orders_pkey: ["id"] } },
    lines: { rows: 5_000_000, indexes: { lines_pkey: ["id"], by_kind: ["kind", "order_id"] } },
    notes: { rows: 10, indexes: { notes_pkey: ["id"], by_order: ["order_id"] } },
    plain: { rows: 10 },
    people: {
      rows: 10,
      indexes: { people_pkey: ["id"] },
      columns: { id: "bigint", team_id: "bigint", n: "integer" },
    },
    teams: { rows: 10, indexes: { teams_pkey: ["id"] }, columns: { id: "bigint", owner_id: "bigint" } },
  });
  const reads = (sql: string): string[] =>
    judge(sql, { facts: tables }).flatMap((each) =>
      each.work
        .slice(1)
        .map(({ table, lookedUpIn, forEachRowOf }) =>
          [table, lookedUpIn && `in ${lookedUpIn}`, forEachRowOf && `for each of ${forEachRowOf}`]
            .filter((word) => word !== undefined)
            .join(" "),
        ),
    );
  const set = (query: string, more = "") => `update orders o set n = (${query}) ${more}`;

  test.each([
    [
      "an index finds it",
      set("select count(*) from notes where order_id = o.id"),
      ["notes", "orders in notes"],
    ],
    [
      "from the other side",
      set("select 1 from notes n where o.id = n.order_id"),
      ["notes", "orders in notes"],
    ],
    [
      "none does",
      set("select count(*) from lines l where l.order_id = o.id"),
      ["lines", "lines for each of orders"],
    ],
    [
      "behind a constant",
      set("select 1 from lines l where l.kind = 'x' and l.order_id = o.id"),
      ["lines", "orders in lines"],
    ],
    [
      "the constant alone",
      set("select 1 from lines l where l.kind = 'x' and l.total > o.n"),
      ["lines", "lines for each of orders"],
    ],
    [
      "no equality",
      set("select max(id) from notes where order_id < o.id"),
      ["notes", "notes for each of orders"],
    ],
    [
      "of the table itself",
      set("select max(p.id) from orders p where p.parent_id = o.id"),
      ["orders for each of orders"],
    ],
    [
      "nobody knows the indexes",
      set("select 1 from plain where order_id = o.id"),
      ["plain", "orders in plain"],
    ],
    [
      "nobody knows, and no equality",
      set("select 1 from plain where total > o.n"),
      ["plain", "plain for each of orders"],
    ],
    [
      "two tables",
      set("select 1 from lines l join notes n on n.line_id = l.id where n.order_id = o.id"),
      ["lines", "notes", "orders in notes"],
    ],
    ["once for all rows", set("select max(id) from lines"), ["lines"]],
    [
      "EXISTS is joined",
      "delete from orders o where exists (select 1 from lines l where l.order_id = o.id)",
      ["lines"],
    ],
    [
      "in a condition",
      "delete from orders o where 0 = (select count(*) from lines l where l.order_id = o.id)",
      ["lines", "lines for each of orders"],
    ],
    [
      "in a query",
      "select id, (select count(*) from lines l where l.order_id = o.id) from orders o",
      ["orders", "lines for each of orders"],
    ],
    [
      "in rows that are copied",
      "insert into copies select id, array(select l.id from lines l where l.order_id = o.id) from orders o",
      ["orders", "lines for each of orders"],
    ],
    [
      "in a new table",
      "create table n as select (select count(*) from notes where order_id = o.id) from orders o",
      ["notes", "orders in notes"],
    ],
    [
      "of what WITH gives",
      `with w as (select 1 as id) ${set("select max(id) from w where w.id = o.id")}`,
      [],
    ],
    [
      "of what WITH makes of a table",
      `with w as (select order_id as id from lines) ${set("select max(id) from w where w.id = o.id")}`,
      ["lines", "lines for each of orders"],
    ],
    [
      "one name for two tables",
      `update orders o set n = (select 1 from lines x where x.order_id = o.id), m = (select 1 from notes x where x.order_id = o.id)`,
      ["lines", "notes", "lines for each of orders", "orders in notes"],
    ],
    [
      "unqualified, of the row outside",
      "update people set n = (select count(*) from teams where owner_id = team_id)",
      ["teams", "teams for each of people"],
    ],
    [
      "unqualified, its own",
      "update people set n = (select count(*) from teams where owner_id = id)",
      ["teams"],
    ],
    [
      "IS NOT DISTINCT FROM, which no index finds",
      set("select 1 from notes n where n.order_id is not distinct from o.id"),
      ["notes", "notes for each of orders"],
    ],
    [
      "IS DISTINCT FROM",
      set("select 1 from notes n where n.order_id is distinct from o.id"),
      ["notes", "notes for each of orders"],
    ],
    [
      "IN of the row's values",
      set("select 1 from notes n where n.order_id in (o.id, o.m)"),
      ["notes", "orders in notes"],
    ],
    [
      "ANY of its own array",
      set("select 1 from notes n where o.id = any(n.order_ids)"),
      ["notes", "notes for each of orders"],
    ],
    [
      "row values",
      set("select 1 from notes n where (n.order_id, n.kind) = (o.id, o.kind)"),
      ["notes", "orders in notes"],
    ],
    [
      "in the condition of a join",
      set("select 1 from lines l join notes n on n.line_id = l.id and n.order_id = o.id"),
      ["lines", "notes", "orders in notes"],
    ],
    [
      "a join of which one table is not found",
      set("select 1 from notes n join lines l on l.total = n.total where n.order_id = o.id"),
      ["notes", "lines", "lines for each of orders", "orders in notes"],
    ],
    [
      "both sides of a UNION",
      set(
        "select id from notes n where n.order_id = o.id union all select id from lines l where l.order_id = o.id",
      ),
      ["notes", "lines", "orders in notes", "lines for each of orders"],
    ],
    [
      "two deep",
      set("select max(id) from notes where id = (select max(id) from notes n where n.order_id = o.id)"),
      ["notes", "orders in notes", "orders in notes"],
    ],
    [
      "several columns at once",
      "update orders o set (a, b) = (select 1, 2 from lines l where l.order_id = o.id)",
      ["lines", "lines for each of orders"],
    ],
    [
      "LATERAL with a limit",
      "insert into copies select x.id from orders o, lateral (select id from notes n where n.order_id = o.id limit 1) x",
      ["notes", "orders in notes"],
    ],
    [
      "LATERAL with an aggregate",
      "update orders o set n = x.n from orders p, lateral (select count(*) n from lines l where l.order_id = p.id) x where p.id = o.id",
      ["lines", "lines for each of orders"],
    ],
    [
      "LATERAL that is joined",
      "insert into copies select x.id from orders o, lateral (select id from lines l where l.order_id = o.id) x",
      ["orders"],
    ],
    [
      "in ON CONFLICT",
      "insert into copies select id from orders on conflict (id) do update set n = (select count(*) from lines l where l.order_id = excluded.id)",
      ["lines for each of orders"],
    ],
    [
      "EXISTS that compares by no equality",
      "delete from orders o where exists (select 1 from lines l where l.total > o.id)",
      ["lines", "lines for each of orders"],
    ],
    [
      "EXISTS among conditions joined by OR, too large to be hashed",
      "delete from orders o where o.n = 1 or exists (select 1 from lines l where l.order_id = o.id)",
      ["lines", "lines for each of orders"],
    ],
    [
      "the same, found by an index or hashed",
      "delete from orders o where o.n = 1 or exists (select 1 from notes n where n.order_id = o.id)",
      ["notes"],
    ],
    [
      "NOT EXISTS",
      "delete from orders o where not exists (select 1 from lines l where l.order_id = o.id)",
      ["lines"],
    ],
    [
      "NOT IN, too large to be hashed",
      "delete from orders where id not in (select order_id from lines)",
      ["lines", "lines for each of orders"],
    ],
    ["NOT IN", "delete from orders where id not in (select order_id from notes)", ["notes"]],
    [
      "ALL",
      "delete from orders where id > all (select order_id from notes)",
      ["notes", "notes for each of orders"],
    ],
  ])("%s", (_, sql, expected) => {
    expect(reads(sql)).toEqual(expected);
  });

  test.each([
    ["none finds it", "select count(*) from lines l where l.order_id = o.id", ["lines"]],
    ["an index finds it", "select count(*) from notes where order_id = o.id", []],
    ["it is of no row", "select count(*) from lines", ["lines"]],
  ])("of one row it is read once: %s", (_, query, expected) => {
    const [update, remove] = judge(
      `${set(query, "where o.id = 5")}; delete from orders o where id = 5 and n = (${query})`,
      { facts: tables },
    );
    expect(update?.work.map(({ table }) => table)).toEqual(expected);
    expect(remove?.work.map(({ table }) => table)).toEqual(expected);
  });

  test.each([
    ["of all rows", "", "", ["orders in lines"]],
    ["of some of them", "where gone is null", "", ["lines for each of orders"]],
    ["of those that are meant", "where gone is null", "and l.gone is null", ["orders in lines"]],
    ["of those that an equality can mean", "where order_id is not null", "", ["orders in lines"]],
  ])("an index that the deploy made: %s", (_, of, and, expected) => {
    const query = set(`select 1 from lines l where l.order_id = o.id ${and}`);
    expect(reads(`create index on lines (order_id) ${of}; ${query}`)).toEqual(["lines", ...expected]);
  });

  test.each([
    ["postgres 16", ["lines", "lines for each of orders"]],
    ["postgres 17", ["lines"]],
  ])("%s joins IN that depends on the row outside", (engine, expected) => {
    const sql = "delete from orders o where o.id in (select l.order_id from lines l where l.n = o.n)";
    const [operation] = judge(sql, { engine, facts: tables });
    expect(
      operation?.work
        .slice(1)
        .map(({ table, forEachRowOf }) =>
          forEachRowOf === undefined ? table : `${table} for each of ${forEachRowOf}`,
        ),
    ).toEqual(expected);
  });

  test("what WITH gives a change in WITH is no table of its own", () => {
    const [operation] = judge(
      "with batch as (select id from orders limit 9), done as (update orders o set n = 1 from batch b where b.id = o.id returning 1) select count(*) from done",
      { facts: tables },
    );
    expect(operation?.work.map(({ table }) => table)).toEqual(["orders"]);
  });

  test("thousands of queries in one, and a hundred deep", () => {
    const union = Array.from({ length: 3000 }, (_, at) => `select ${at}`).join(" union all ");
    expect(judge(`insert into copies ${union}`)).toHaveLength(1);
    const open = "(select max(id) from notes where id = ".repeat(100);
    expect(judge(`update orders set n = ${open}1${")".repeat(100)}`, { facts: tables })).toHaveLength(1);
  });

  test.each<[string, Partial<TableFacts>, string, boolean]>([
    ["has all rows", {}, "", true],
    ["has only some", { partialIndexes: { by_order: "kind = 'x'::text" } }, "", false],
    [
      "has those that are looked for",
      { partialIndexes: { by_order: "kind = 'x'::text" } },
      "and kind = 'x'",
      true,
    ],
    ["is for other questions", { unusedIndexes: ["by_order"] }, "", false],
  ])("an index of production that %s", (_, over, and, isFound) => {
    const some = factsOf({
      orders: { rows: 1_000_000 },
      notes: { rows: 10, indexes: { by_order: ["order_id"] }, ...over },
    });
    const sql = set(`select count(*) from notes where order_id = o.id ${and}`);
    const work = judge(sql, { facts: some }).flatMap((each) => each.work);
    expect(work.some(({ forEachRowOf }) => forEachRowOf === "orders")).toBe(!isFound);
  });

  test.each<[string, boolean]>([
    ["using gin (order_id)", false],
    ["using brin (order_id)", false],
    ["using hash (order_id)", true],
  ])("an index of the deploy %s", (method, isFound) => {
    const sql = `create index on lines ${method}; ${set("select count(*) from lines where order_id = o.id")}`;
    const work = judge(sql, { facts: tables }).flatMap((each) => each.work);
    expect(work.some(({ forEachRowOf }) => forEachRowOf === "orders")).toBe(!isFound);
  });

  test("without an index it costs as many reads of the table as there are rows", () => {
    const [operation] = judge(set("select count(*) from lines l where l.order_id = o.id"), { facts: tables });
    expect(operation?.advice).toBe(
      "Create an index that finds the subquery's rows of lines first, or join the tables.",
    );
  });
});

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
    ["select count(*) from t, large where t.a = large.a", ["scan t 0 1", "scan large 0 1"]],
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
