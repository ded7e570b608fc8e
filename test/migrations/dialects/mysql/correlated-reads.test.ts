import { createConnection, type Connection, type RowDataPacket } from "mysql2/promise";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findMariadb } from "../../../support/mariadb/find-mariadb.js";
import { type RunningMariadb, startMariadb } from "../../../support/mariadb/start-mariadb.js";
import { classify, factsOf } from "./classify.js";

const rows = 300;
const indexes = {
  orders: { PRIMARY: ["id"] },
  items: { PRIMARY: ["id"], by_kind: ["kind", "order_id"] },
  notes: { PRIMARY: ["id"], by_order: ["order_id"] },
};
const facts = factsOf({
  orders: { rows, indexes: indexes.orders },
  items: { rows, indexes: indexes.items },
  notes: { rows, indexes: indexes.notes },
  plain: { rows },
  people: { rows, indexes: { PRIMARY: ["id"] }, columns: { id: "int", teamId: "int", n: "int" } },
  teams: { rows, indexes: { PRIMARY: ["id"] }, columns: { id: "int", owner_id: "int" } },
  texts: { rows, indexes: { PRIMARY: ["id"], words: ["body"] } },
});

const reads = async (sql: string, engine = "mysql 8.0.35"): Promise<readonly string[]> =>
  (await classify(engine, sql, facts)).flatMap(({ work }) =>
    work
      .filter(({ class: name }) => name === "scan")
      .map(({ table, lookedUpIn, forEachRowOf }) =>
        [table, lookedUpIn && `in ${lookedUpIn}`, forEachRowOf && `for each of ${forEachRowOf}`]
          .filter((word) => word !== undefined)
          .join(" "),
      ),
  );
const set = (query: string): string => `update orders o set n = (${query})`;
const anew = ["items", "items for each of orders"];
const found = ["notes", "orders in notes"];

describe("a subquery that runs for each row", () => {
  test.each<[string, string, readonly string[]]>([
    ["an index finds it", set("select count(*) from notes where order_id = o.id"), found],
    ["from the other side", set("select max(1) from notes n where o.id = n.order_id"), found],
    ["none does", set("select count(*) from items l where l.order_id = o.id"), anew],
    [
      "OR",
      set("select count(*) from notes n where n.order_id = o.id or n.id = 1"),
      ["notes", "notes for each of orders"],
    ],
    [
      "behind a constant",
      set("select max(1) from items l where l.kind = 'x' and l.order_id = o.id"),
      ["items", "orders in items"],
    ],
    ["the constant alone", set("select max(1) from items l where l.kind = 'x' and l.id > o.id"), anew],
    [
      "quoted names",
      "update `orders` as `o` set `n` = (select count(*) from `items` `l` where `l`.`order_id` = `o`.`id`)",
      anew,
    ],
    [
      "without an alias",
      "update orders set n = (select count(*) from items where items.order_id = orders.id)",
      anew,
    ],
    ["once for all rows", set("select max(id) from items"), ["items"]],
    [
      "in a condition",
      "delete from orders where 0 = (select count(*) from items l where l.order_id = orders.id)",
      anew,
    ],
    [
      "in a query",
      "select id, (select count(*) from items l where l.order_id = o.id) as n from orders o",
      ["orders", "items", "items for each of orders"],
    ],
    [
      "in rows that are copied",
      "insert into copies select id, (select max(l.id) from items l where l.order_id = o.id) from orders o",
      ["items", "items for each of orders"],
    ],
    [
      "in a new table",
      "create table n as select (select count(*) from notes where order_id = o.id) as n from orders o",
      ["orders in notes"],
    ],
    ["IN is joined", "delete from orders where id in (select order_id from items)", ["items"]],
    [
      "nobody knows the indexes",
      set("select max(1) from plain where order_id = o.id"),
      ["plain", "orders in plain"],
    ],
    [
      "of one row",
      "update orders o set n = (select count(*) from items l where l.order_id = o.id) where o.id = 5",
      ["items"],
    ],
    [
      "of one row, by an index",
      "update orders o set n = (select count(*) from notes where order_id = o.id) where o.id = 5",
      [],
    ],
    ["in values", "insert into notes values (1, (select count(*) from items))", ["items"]],
    ["in a variable", "set @n = (select count(*) from items)", ["items"]],
    ["DO", "do (select count(*) from items)", ["items"]],
    [
      "one name for two tables",
      "update orders o set n = (select 1 from items x where x.order_id = o.id), m = (select 1 from notes x where x.order_id = o.id)",
      ["items", "notes", "items for each of orders", "orders in notes"],
    ],
    [
      "unqualified, of the row outside",
      "update people set n = (select count(*) from teams where owner_id = teamId)",
      ["teams", "teams for each of people"],
    ],
    [
      "unqualified, its own",
      "update people set n = (select count(*) from teams where owner_id = id)",
      ["teams"],
    ],
    ["in brackets", set("select 1 from notes n where ((n.order_id = o.id) and (n.kind = 'x'))"), found],
    ["`<=>`", set("select 1 from notes n where n.order_id <=> o.id"), found],
    [
      "made of the row's value",
      set("select 1 from notes n where n.order_id = cast(o.ref as signed) + 1"),
      found,
    ],
    [
      "a function of its column",
      set("select 1 from notes n where lower(n.order_id) = o.id"),
      ["notes", "notes for each of orders"],
    ],
    [
      "behind TRUE",
      set("select 1 from items l where l.kind = true and l.order_id = o.id"),
      ["items", "orders in items"],
    ],
    [
      "in the condition of a join",
      set("select 1 from items l join notes n on n.line_id = l.id and n.order_id = o.id"),
      ["items", "notes", "orders in notes"],
    ],
    [
      "a join of which one table is not found",
      set("select 1 from notes n join items l on l.order_id = n.line_id where n.order_id = o.id"),
      ["notes", "items", "items for each of orders", "orders in notes"],
    ],
    [
      "both sides of a UNION",
      set(
        "select 1 from notes n where n.order_id = o.id union select 1 from items l where l.order_id = o.id",
      ),
      ["notes", "items", "orders in notes", "items for each of orders"],
    ],
    [
      "two deep",
      set("select max(id) from notes where id = (select max(id) from notes n where n.order_id = o.id)"),
      ["notes", "orders in notes", "orders in notes"],
    ],
    [
      "of one that is only filtered, whatever a text in it says",
      set("select 1 from (select order_id from items where total <> 'limit') s where s.order_id = o.id"),
      ["items", "items for each of orders"],
    ],
    [
      "of a table that is made once",
      set(
        "select s.c from (select order_id, count(*) c from items group by order_id) s where s.order_id = o.id",
      ),
      ["items"],
    ],
    [
      "EXISTS of a value",
      "update orders o set n = case when exists (select 1 from items l where l.order_id = o.id) then 1 else 0 end",
      anew,
    ],
    [
      "EXISTS in what a query gives",
      "select exists (select 1 from items l where l.order_id = o.id) from orders o",
      ["orders", "items", "items for each of orders"],
    ],
    ["of what WITH gives", "with w as (select 1 as id) select * from w", []],
  ])("%s", async (_, sql, expected) => {
    expect(await reads(sql)).toEqual(expected);
  });

  test.each([
    ["mysql 5.7.40", true],
    ["mysql 8.0.20", true],
    ["mysql 8.0.21", false],
    ["mariadb 10.11.6", true],
    ["mariadb 11.1.1", false],
  ])("%s runs IN and EXISTS of DELETE for each row: %s", async (engine, forEach) => {
    const expected = forEach ? anew : ["items"];
    expect(await reads("delete from orders where id in (select order_id from items)", engine)).toEqual(
      expected,
    );
    expect(
      await reads(
        "delete from orders where id in (select l.order_id from items l where l.kind = 'x')",
        engine,
      ),
    ).toEqual(forEach ? ["items", "orders in items"] : ["items"]);
    expect(
      await reads(
        "delete from orders where exists (select 1 from items l where l.order_id = orders.id)",
        engine,
      ),
    ).toEqual(expected);
    expect(await reads("select * from orders where id in (select order_id from items)", engine)).toEqual([
      "orders",
      "items",
    ]);
  });

  test.each([
    [
      "IN",
      "delete from orders where id in (select id from (select min(id) as id from orders group by n) t)",
      [],
    ],
    [
      "NOT IN",
      "delete from orders where id not in (select id from (select min(id) as id from orders group by n) t)",
      ["orders for each of orders"],
    ],
    ["of several tables", "delete o from orders o where o.id in (select order_id from items)", ["items"]],
  ])("MariaDB before 11.1: %s", async (_, sql, expected) => {
    expect(await reads(sql, "mariadb 10.11.6")).toEqual(expected);
  });

  test("an index that the server does not use finds nothing", async () => {
    const sql = set("select count(*) from notes where order_id = o.id");
    const hidden = factsOf({
      orders: { rows },
      notes: { rows, indexes: indexes.notes, unusedIndexes: ["by_order"] },
    });
    const [operation] = await classify("mysql 8.0.35", sql, hidden);
    expect(operation?.work.map(({ forEachRowOf }) => forEachRowOf)).toContain("orders");
  });

  test("without an index it is dear, and what to do is said", async () => {
    const [operation] = await classify(
      "mysql 8.0.35",
      set("select 1 from items l where l.order_id = o.id"),
      facts,
    );
    expect(operation?.advice).toBe(
      "Create an index that finds the subquery's rows of items first, or join the tables.",
    );
  });
});

describe.skipIf(findMariadb() === null)("a real MariaDB reads as many rows as that", () => {
  let server: RunningMariadb;
  let connection: Connection;

  beforeAll(async () => {
    const started = await startMariadb();
    if (started === null) throw new Error("MariaDB did not start");
    server = started;
    connection = await createConnection({ socketPath: server.socketPath, user: "root" });
    const run = (sql: string) => connection.query(sql);
    await run("create database probe");
    await run("use probe");
    await run("create table orders (id int primary key, n int)");
    await run(
      "create table items (id int primary key, order_id int, kind varchar(9), key by_kind (kind, order_id))",
    );
    await run("create table notes (id int primary key, order_id int, key by_order (order_id))");
    await run(`insert into orders select seq, 0 from seq_1_to_${rows}`);
    await run(`insert into items select seq, seq, 'x' from seq_1_to_${rows}`);
    await run(`insert into notes select seq, seq from seq_1_to_${rows}`);
  });
  afterAll(async () => {
    await connection.end();
    await server.stop();
  });

  /** Rows that it reads of tables and indexes. */
  async function rowsRead(sql: string): Promise<number> {
    await connection.query("flush status");
    await connection.query(sql);
    const [status] = await connection.query<RowDataPacket[]>("show session status like 'Handler_read%'");
    return status.reduce((sum, { Value }) => sum + Number(Value), 0);
  }

  test.each([
    ["an index finds it", set("select count(*) from notes where order_id = o.id")],
    ["none does", set("select count(*) from items l where l.order_id = o.id")],
    ["behind a constant", set("select count(*) from items l where l.kind = 'x' and l.order_id = o.id")],
    ["once for all rows", set("select max(id) from items")],
    ["in a query", "select id, (select count(*) from items l where l.order_id = o.id) as n from orders o"],
    ["in brackets", set("select count(*) from notes n where (n.order_id = o.id)")],
    [
      "a join of which one table is not found",
      set("select count(*) from notes n join items l on l.order_id = n.id where n.order_id = o.id"),
    ],
    [
      "EXISTS of a value",
      "update orders o set n = case when exists (select 1 from items l where l.order_id = o.id) then 1 else 0 end",
    ],
    ["IN of several tables", "delete o from orders o where o.id in (select order_id + 1000 from items)"],
    ["IN of UPDATE", "update orders set n = 1 where id in (select order_id from items)"],
    ["IN of a query", "select * from orders where id in (select order_id from items)"],
    [
      "EXISTS of UPDATE",
      "update orders o set n = 2 where exists (select 1 from items l where l.order_id = o.id)",
    ],
    [
      "EXISTS of a query",
      "select * from orders o where exists (select 1 from items l where l.order_id = o.id)",
    ],
  ])("%s", async (_, sql) => {
    const [version] = (await connection.query<RowDataPacket[]>("select version() as v"))[0];
    const engine = `mariadb ${String(version?.["v"]).split("-")[0]}`;
    const predicted = (await reads(sql, engine)).some((read) => read.includes("for each of"));
    const read = await rowsRead(sql);
    // Half of the other table's rows for each, at least: reading ends where EXISTS finds one.
    expect({ forEachRow: read > (rows * rows) / 3, read }).toEqual({ forEachRow: predicted, read });
  });
});
