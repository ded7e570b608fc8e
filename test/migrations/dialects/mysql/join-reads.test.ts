import { createConnection, type Connection, type RowDataPacket } from "mysql2/promise";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findMariadb } from "../../../support/mariadb/find-mariadb.js";
import { type RunningMariadb, startMariadb } from "../../../support/mariadb/start-mariadb.js";
import { classify, factsOf } from "./classify.js";

const rows = 300;
const facts = factsOf({
  a: { rows, indexes: { PRIMARY: ["id"] }, columns: { id: "int", x: "int", n: "int", s: "varchar(9)" } },
  b: {
    rows,
    indexes: { PRIMARY: ["id"], by_x: ["x"] },
    columns: { id: "int", x: "int", y: "int", m: "int" },
  },
  c: { rows, indexes: { PRIMARY: ["id"] }, columns: { id: "int", x: "int", z: "int" } },
  bare: { rows },
});

/** The tables of which each row is compared with each of another. */
const compared = async (sql: string, engine: string): Promise<readonly string[]> =>
  (await classify(engine, sql, facts)).flatMap(({ work }) =>
    work.flatMap(({ table, forEachRowOf, byJoin }) =>
      byJoin === true ? [`${table} with ${String(forEachRowOf)}`] : [],
    ),
  );

/** What is compared where every join needs an index (MariaDB), and where it is hashed (MySQL since 8.0.18). */
const cases: readonly (readonly [
  name: string,
  sql: string,
  byIndex: readonly string[],
  hashed: readonly string[],
])[] = [
  ["an index finds them", "update a join b on a.n = b.x set a.n = 1", [], []],
  ["an index of the changed table finds it", "update a join c on a.id = c.z set a.n = 1", [], []],
  ["none does", "update a join c on a.n = c.z set a.n = 1", ["c with a"], []],
  ["in WHERE", "update a, c set a.n = 1 where a.n = c.z", ["c with a"], []],
  ["USING an index", "update a join b using (x) set a.n = 1", [], []],
  ["USING none", "update a join c using (x) set a.n = 1", ["c with a"], []],
  ["of expressions", "update a join c on lower(a.s) = lower(c.z) set a.n = 1", ["c with a"], []],
  ["a range", "update a join b on a.n between b.y and b.m set a.n = 1", ["b with a"], ["b with a"]],
  ["no condition", "delete a from a, c where a.n = 4", ["c with a"], ["c with a"]],
  ["what an index finds by a constant", "update a, c set a.n = c.z where c.id = 1", [], []],
  ["OR", "update a join b on a.n = b.x or a.n = b.y set a.n = 1", ["b with a"], ["b with a"]],
  ["one behind the other", "update a join b on b.x = a.n join c on c.id = b.y set a.n = 1", [], []],
  [
    "the third by nothing",
    "update a join b on b.x = a.n join c on c.z > b.y set a.n = 1",
    ["c with a", "c with b"],
    ["c with a", "c with b"],
  ],
  [
    "LEFT JOIN, of which the left side comes first",
    "delete a from a left join c on c.z = a.id where c.id is null",
    ["c with a"],
    [],
  ],
  ["RIGHT JOIN", "insert into bare select a.id from c right join a on c.z = a.id", ["c with a"], []],
  ["STRAIGHT_JOIN", "insert into bare select a.id from a straight_join c on c.z = a.id", ["c with a"], []],
  ["LEFT JOIN by an index", "update a left join b on b.x = a.n set a.n = 1 where b.id is null", [], []],
  ["NOT", "update a join c on not (a.n = c.z) set a.n = 1", ["c with a"], ["c with a"]],
  ["CASE", "update a join c on case when a.n = 1 then c.z end set a.n = 1", ["c with a"], ["c with a"]],
  ["in brackets", "update a join b on (a.n) = (b.x) set a.n = 1", [], []],
  [
    "beside EXISTS, and a day",
    "update a join b on a.n > b.m set a.n = 1 where exists (select 1 from c where c.id = a.id) and a.x = current_date",
    ["b with a"],
    ["b with a"],
  ],
  [
    "what an index that is not unique finds by a constant",
    "update a join b on a.n > b.m set a.n = 1 where b.x = 5",
    ["b with a"],
    ["b with a"],
  ],
  ["with itself", "update a join a as o on o.n = a.n set a.n = 1", ["a with a"], []],
  ["columns without their table", "update a join c on n = z set n = 1", ["c with a"], []],
  [
    "of a query in FROM, which has a key of its own",
    "update a join (select z, max(x) as x from c group by z) d on d.z = a.n set a.n = 1",
    [],
    [],
  ],
  [
    "of a query in FROM that is only filtered",
    "insert into bare select a.id from a join (select * from c where x > 1) d on d.z = a.n",
    ["c with a"],
    [],
  ],
  ["INSERT ... SELECT", "insert into bare select a.id from a join c on a.n = c.z", ["c with a"], []],
  ["CREATE TABLE ... SELECT", "create table t as select a.id from a join c on a.n = c.z", ["c with a"], []],
  ["SELECT", "select count(*) from a join c on a.n = c.z", ["c with a"], []],
  [
    "inside of a query in FROM",
    "insert into bare select * from (select a.id from a join c on a.n = c.z) q",
    ["c with a"],
    [],
  ],
];

describe("what a join compares", () => {
  test.each(cases)("%s", async (_, sql, byIndex, hashed) => {
    expect(await compared(sql, "mariadb 10.11.6")).toEqual(byIndex);
    expect(await compared(sql, "mysql 5.7.44")).toEqual(byIndex);
    expect(await compared(sql, "mysql 8.0.35")).toEqual(hashed);
  });

  test.each([
    ["NATURAL", "update a natural join c set a.n = 1"],
    ["columns of a table that is not known", "update a join bare on q = z set a.n = 1"],
    [
      "what WITH gives",
      "insert into bare with w as (select z from c) select a.id from a join w on w.z = a.n",
    ],
    [
      "two tables that are tied to what WITH gives",
      "insert into bare with w as (select 1 as p) select a.id from a join w on w.p = a.id join b on b.x = w.p",
    ],
  ])("cannot be told, and counts as one pass: %s", async (_, sql) => {
    expect(await compared(sql, "mariadb 10.11.6")).toEqual([]);
  });

  test("queries in FROM, one within the other, are read once each", async () => {
    const nested = Array.from({ length: 40 }).reduce<string>(
      (sql, _, at) => `select * from (${sql}) t${at}`,
      "select * from a",
    );
    expect(await compared(`insert into bare ${nested}`, "mariadb 10.11.6")).toEqual([]);
  });

  test("what to do is said", async () => {
    const [operation] = await classify("mariadb 10.11.6", "update a join c on a.n = c.z set a.n = 1", facts);
    expect(operation?.advice).toBe("Join c by an equality, of a column that has an index.");
  });
});

describe.skipIf(findMariadb() === null)(
  "a real MariaDB reads a whole table for each row of another one there",
  () => {
    let server: RunningMariadb;
    let connection: Connection;

    beforeAll(async () => {
      const started = await startMariadb();
      if (started === null) throw new Error("MariaDB did not start");
      server = started;
      connection = await createConnection({ socketPath: server.socketPath, user: "root" });
      for (const sql of [
        "create database probe",
        "use probe",
        "create table a (id int primary key, x int, n int, s varchar(9))",
        "create table b (id int primary key, x int, y int, m int, key by_x (x))",
        "create table c (id int primary key, x int, z int)",
        "create table bare (id int)",
        `insert into a select seq, seq, seq, seq from seq_1_to_${rows}`,
        `insert into b select seq, seq, seq, seq from seq_1_to_${rows}`,
        `insert into c select seq, seq, seq from seq_1_to_${rows}`,
        "analyze table a, b, c",
      ])
        await connection.query(sql);
    });
    afterAll(async () => {
      await connection.end();
      await server.stop();
    });

    test.each(cases.filter(([, sql]) => !sql.startsWith("create")))("%s", async (_, sql, byIndex) => {
      const [plan] = await connection.query<RowDataPacket[]>(`explain ${sql}`);
      // Of the tables of one query all but the first are read once for each row before, if no key finds theirs.
      const many = plan.filter(({ type }) => type !== "const" && type !== "system");
      const readAnew = many.filter(
        (row, at) =>
          ["ALL", "index"].includes(String(row["type"])) &&
          many.slice(0, at).some((before) => before["id"] === row["id"]),
      );
      expect({ plan, compares: readAnew.length > 0 }).toEqual({ plan, compares: byIndex.length > 0 });
    });
  },
);
