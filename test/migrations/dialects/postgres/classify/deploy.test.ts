import { describe, expect, test } from "vitest";
import { factsOf, judge, judgeDeploy, kindsAndCosts } from "../judge.js";

describe("one deploy's statements know of each other", () => {
  test("a table that it creates is empty, under the name that it is created with", () => {
    const { operations, createdTables } = judgeDeploy([
      "create table a (id int); create table if not exists b (id int); drop table c",
      "create index on a (id)",
    ]);
    expect([...createdTables]).toEqual(["a", "b"]);
    expect(operations[1]).toMatchObject([{ cost: "index", work: [{ class: "index", table: "a" }] }]);
  });

  test("a table that is there already is not created again", () => {
    const facts = factsOf({ a: {} });
    expect([...judgeDeploy(["create table if not exists a (id int)"], { facts }).createdTables]).toEqual([]);
  });

  test("a new table that is given another's rows is as large as that", () => {
    const { operations, createdTables } = judgeDeploy([
      "create table b (like a); insert into b select * from a; create index on b (id); create table c as select * from a; create index on c (id)",
    ]);
    expect([...createdTables]).toEqual([]);
    const indexes = operations[0]?.filter(({ kind }) => kind === "add_index");
    expect(indexes?.map(({ work }) => work[0]?.table)).toEqual(["a", "a"]);
  });

  test("one that is filled twice is as large as the larger of both", () => {
    const facts = factsOf({ big: { rows: 9_000_000 }, small: { rows: 5 } });
    const { operations } = judgeDeploy(
      [
        "create table c (id int); insert into c select id from big; insert into c select id from small; create index on c (id)",
        "create table d (id int); insert into d select id from small; insert into d select id from nobody; create index on d (id)",
      ],
      { facts },
    );
    expect(operations.map((each) => each.at(-1)?.work[0]?.table)).toEqual(["big", "nobody"]);
  });

  test("LIKE ... INCLUDING INDEXES and a partition have the other table's indexes", () => {
    const facts = factsOf({
      a: { columns: { id: "int", s: "text" }, indexes: { a_pkey: ["id"], s_ix: ["s"], s_again: ["s"] } },
    });
    const indexesOf = (create: string): number | null | undefined =>
      judge(`${create}; insert into b select * from a`, { facts }).at(-1)?.work[0]?.indexes;
    expect(indexesOf("create table b (like a including all)")).toBe(3);
    expect(indexesOf("create table b (like a including indexes, x int unique)")).toBe(4);
    expect(indexesOf("create table b (like a including all excluding indexes)")).toBe(0);
    expect(indexesOf("create table b (like a)")).toBe(0);
    expect(indexesOf("create table b partition of a for values in (1)")).toBe(3);
    expect(indexesOf("create table b (like unknown including all)")).toBeNull();
  });

  test("a renamed table keeps its size, its columns and its indexes", () => {
    const facts = factsOf({ a: { columns: { s: "varchar(50)" }, indexes: { i: ["s"] } } });
    const operations = judge(
      "alter table a rename to b; alter table b alter s type text; create index on b (s); drop index i",
      { facts },
    );
    expect(operations.map(({ table, kind, cost, work }) => [table, kind, cost, work[0]?.table])).toEqual([
      ["a", "rename_table", "instant", undefined],
      ["b", "change_column_type", "instant", undefined],
      ["b", "add_index", "index", "a"],
      ["b", "drop_index", "instant", undefined],
    ]);
  });

  test("a check that it validates proves NOT NULL afterwards, also in a later migration", () => {
    const { operations } = judgeDeploy([
      "alter table t add constraint c check (a is not null) not valid",
      "alter table t alter a set not null",
      "alter table t validate constraint c",
      "alter table t alter a set not null",
      "alter table t alter a drop not null; alter table t drop constraint c; alter table t alter a set not null",
    ]);
    expect(operations.map(kindsAndCosts)).toEqual([
      ["add_check_constraint instant"],
      ["set_not_null scan"],
      ["validate_constraint scan"],
      ["set_not_null instant"],
      ["drop_not_null instant", "drop_constraint instant", "set_not_null scan"],
    ]);
  });

  test("a column whose type it changed has the new one", () => {
    const facts = factsOf({ t: { columns: { a: "int" } } });
    const sql =
      "alter table t alter a type bigint; alter table t alter a type bigint; alter table t rename a to b; alter table t alter b type int";
    expect(judge(sql, { facts }).map(({ cost }) => cost)).toEqual([
      "rewrite",
      "instant",
      "instant",
      "rewrite",
    ]);
  });

  test("what is rolled back was not done, but was waited for", () => {
    const sql = `begin; create table a (id int); rollback;
      begin; alter table t add constraint c check (x is not null); rollback; alter table t alter x set not null;
      begin; savepoint s; create table b (id int); rollback to s; create table c (id int); commit`;
    const { operations, createdTables } = judgeDeploy([sql]);
    expect([...createdTables]).toEqual(["c"]);
    expect(kindsAndCosts(operations[0] ?? [])).toContain("set_not_null scan");
    expect(operations[0]).toContainEqual(
      expect.objectContaining({ kind: "add_check_constraint", transaction: 2 }),
    );
  });
});

describe("transactions", () => {
  const shape = (sql: string, given: Parameters<typeof judge>[1] = {}) =>
    judge(sql, given).map(({ kind, transaction, heldUntil }) => [kind, transaction, heldUntil]);

  test("are numbered through the deploy; a lock is held to the end of the one around", () => {
    const { operations } = judgeDeploy([
      "begin; drop table a; drop table b; commit; drop table c",
      "begin; drop table d; end; begin; commit",
    ]);
    expect(operations.flat().map(({ transaction, heldUntil }) => [transaction, heldUntil])).toEqual([
      [1, "transaction"],
      [1, "transaction"],
      [null, "statement"],
      [2, "transaction"],
    ]);
  });

  test("are the tool's where it runs the file in one, until the file ends it itself", () => {
    expect(shape("drop table a; begin; drop table b; commit; drop table c", { inTransaction: true })).toEqual(
      [
        ["drop_table", 1, "transaction"],
        ["drop_table", 1, "transaction"],
        ["drop_table", null, "statement"],
      ],
    );
  });

  test("of a DO block are the block", () => {
    expect(shape("do $$ begin drop table a; drop table b; end $$; drop table c")).toEqual([
      ["drop_table", 1, "transaction"],
      ["drop_table", 1, "transaction"],
      ["drop_table", null, "statement"],
    ]);
  });

  test("that create a table stop nobody with it; the next one does", () => {
    const sql =
      "begin; create table a (id int, b_id int); create index on a (id); alter table a add foreign key (b_id) references b; commit; create index on a (b_id)";
    expect(
      judge(sql).map(({ kind, blocksReads, blocksWrites, alsoBlocks }) => [
        kind,
        blocksReads,
        blocksWrites,
        alsoBlocks,
      ]),
    ).toEqual([
      ["create_table", false, false, []],
      ["add_index", false, false, []],
      ["add_foreign_key", false, false, [{ table: "b", reads: false, writes: true }]],
      ["add_index", false, true, []],
    ]);
  });

  test("have no room for CONCURRENTLY and VACUUM, which is said", () => {
    const sql = "create index concurrently i on t (a); vacuum t";
    for (const { note } of judge(sql, { inTransaction: true })) expect(note).toContain("refuses");
    for (const { note } of judge(sql)) expect(note).not.toContain("refuses");
  });

  test("may give up waiting for a lock, which is said of what others would wait behind", () => {
    const [added, read] = judge(
      "set lock_timeout = '5s'; alter table t add column a int; select count(*) from t",
    );
    expect(added?.note).toContain("waits at most 5s");
    expect(read?.note).not.toContain("5s");
  });
});
