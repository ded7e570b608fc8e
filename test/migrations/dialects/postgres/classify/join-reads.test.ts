import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestDatabase } from "../../../../support/postgres/create-test-database.js";
import { factsOf, judge } from "../judge.js";

const rows = 3000;
const facts = factsOf({
  a: {
    rows,
    indexes: { a_pkey: ["id"] },
    columns: { id: "integer", x: "integer", n: "integer", s: "text" },
  },
  b: {
    rows,
    indexes: { b_pkey: ["id"], by_x: ["x"] },
    columns: { id: "integer", x: "integer", y: "integer", m: "integer" },
  },
  c: { rows, indexes: { c_pkey: ["id"] }, columns: { id: "integer", x: "integer", z: "integer" } },
  bare: { rows },
});

/** The tables of which each row is compared with each of another. */
const compared = (sql: string): readonly string[] =>
  judge(sql, { facts }).flatMap(({ work }) =>
    work.flatMap(({ table, forEachRowOf, byJoin }) =>
      byJoin === true ? [`${table} with ${String(forEachRowOf)}`] : [],
    ),
  );

const cases: readonly (readonly [name: string, sql: string, compared: readonly string[]])[] = [
  ["an equality", "update a set n = 1 from c where a.n = c.z", []],
  ["USING", "insert into bare select a.id from a join c using (x)", []],
  ["of expressions", "update a set n = 1 from c where lower(a.s) = c.z::text", []],
  ["of several columns at once", "update a set n = 1 from c where (a.n, a.x) = (c.z, c.x)", []],
  ["a range", "update a set n = 1 from b where a.n between b.y and b.m", ["b with a"]],
  ["no condition", "delete from a using c where a.n > 4", ["c with a"]],
  ["what an index finds by a constant", "update a set n = c.z from c where c.id = 1", []],
  ["IN a list, by an index", "update a set n = c.z from c where c.id in (1)", []],
  ["OR", "update a set n = 1 from c where a.n = c.x or a.n = c.z", ["c with a"]],
  [
    "the third by nothing",
    "update a set n = 1 from b join c on c.z > b.y where b.x = a.n",
    ["c with a", "c with b"],
  ],
  ["one behind the other", "update a set n = 1 from b join c on c.z = b.y where b.x = a.n", []],
  [
    "beside what a query gives",
    "update a set n = 1 from b where a.n > b.m and a.x = (select max(x) from c)",
    ["b with a"],
  ],
  [
    "beside what an index that is not unique finds",
    "update a set n = 1 from b where a.n > b.m and b.x > 5 and a.x = 7",
    ["b with a"],
  ],
  ["named together", "insert into bare select c.id from (a join b using (id)) as j join c on c.z = j.m", []],
  ["with itself", "delete from a using a o where o.n = a.n and o.id > a.id", []],
  ["with itself, by a range alone", "delete from a using a o where o.n > a.n", ["a with a"]],
  ["columns without their table", "update a set n = 1 from c where n = z", []],
  ["a query in FROM", "update a set n = 1 from (select z, max(x) m from c group by z) d where d.z = a.n", []],
  [
    "two tables that a query in FROM ties",
    "insert into bare select a.id from a join (select z, max(x) m from c group by z) d on d.z = a.n join b on b.m = d.m",
    [],
  ],
  ["INSERT", "insert into bare select a.id from a, c where a.n < c.z", ["c with a"]],
  [
    "WITH",
    "with w as (select a.id from a, c where a.n < c.z) insert into bare select id from w",
    ["c with a"],
  ],
  ["SELECT", "select count(*) from a join c on a.n < c.z", ["c with a"]],
  [
    "in a query in FROM",
    "insert into bare select id from (select a.id from a, c where a.n < c.z) d",
    ["c with a"],
  ],
  ["CREATE TABLE AS", "create table t as select a.id from a, c where a.n < c.z", ["c with a"]],
  ["MERGE", "merge into a using c on a.n = c.z when matched then update set n = 1", []],
  ["MERGE by a range", "merge into a using c on a.n < c.z when matched then do nothing", ["c with a"]],
  ["LEFT JOIN", "insert into bare select a.id from a left join c on a.n < c.z", ["c with a"]],
];

describe("what a join compares", () => {
  test.each(cases)("%s", (_, sql, expected) => {
    expect(compared(sql)).toEqual(expected);
  });

  test.each([
    ["NATURAL", "insert into bare select a.id from a natural join c"],
    ["columns of a table that is not known", "update a set n = 1 from bare where q = z"],
    ["what WITH gives", "with w as (select z from c) update a set n = 1 from w where w.z > a.n"],
    ["rows that a function gives", "insert into bare select a.id from a, generate_series(1, 5) g"],
  ])("counts as one pass: %s", (_, sql) => {
    expect(compared(sql)).toEqual([]);
  });

  test("names that stand twice, and a thousand tables, end", () => {
    expect(compared("select 1 from a, a, generate_series(1, 2), generate_series(1, 3)")).toEqual([]);
    const joins = Array.from({ length: 1000 }, (_, at) => `join b b${at + 1} on b${at + 1}.x = b${at}.y`);
    expect(compared(`select 1 from b b0 ${joins.join(" ")}`)).toEqual([]);
  });

  test("it takes as long as all pairs do, and what to do is said", () => {
    const [operation] = judge("update a set n = 1 from b where a.n > b.y", { facts });
    expect(operation?.advice).toBe("Join b by an equality, of a column that has an index.");
  });
});

describe("PostgreSQL plans it so", () => {
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let client: pg.Client;

  beforeAll(async () => {
    database = await createTestDatabase();
    client = new pg.Client({ connectionString: database.url });
    await client.connect();
    await client.query(`
      create table a (id int primary key, x int, n int, s text);
      create table b (id int primary key, x int, y int, m int); create index by_x on b (x);
      create table c (id int primary key, x int, z int);
      create table bare (id int);
      insert into a select i, i % 10, i, i from generate_series(1, ${rows}) i;
      insert into b select i, i, i, i from generate_series(1, ${rows}) i;
      insert into c select i, i, i from generate_series(1, ${rows}) i;
      analyze a; analyze b; analyze c;
      set enable_nestloop = off`);
  });
  afterAll(async () => {
    await client.end();
    await database.drop();
  });

  interface Plan {
    readonly "Node Type": string;
    readonly "Plan Rows": number;
    readonly Plans?: readonly Plan[];
  }

  /** Where nothing but a nested loop is left, and neither of its sides is one row. */
  function comparesAll(plan: Plan): boolean {
    const sides = plan.Plans ?? [];
    const isLoop = plan["Node Type"] === "Nested Loop" && sides.every((side) => side["Plan Rows"] > 1);
    return isLoop || sides.some(comparesAll);
  }

  test.each(cases)("%s", async (_, sql, expected) => {
    const { rows: found } = await client.query<{ "QUERY PLAN": readonly { readonly Plan: Plan }[] }>(
      `explain (format json) ${sql}`,
    );
    const plan = found[0]?.["QUERY PLAN"][0]?.Plan;
    if (plan === undefined) throw new Error("there is no plan");
    expect({ plan, compares: comparesAll(plan) }).toEqual({ plan, compares: expected.length > 0 });
  });
});
