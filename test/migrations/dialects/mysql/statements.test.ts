import { describe, expect, test } from "vitest";
import { parseEngine } from "../../../../src/migrations/engine.js";
import { loadMysqlDialect, mysqlRules } from "../../../../src/migrations/dialects/mysql/index.js";
import { brief, classify, classifySteps, factsOf } from "./classify.js";

const engine = "mysql 8.0.35";
const facts = factsOf({
  t: {
    rows: 1000,
    columns: { id: "int", a: "int" },
    indexes: { PRIMARY: ["id"], a_ix: ["a"] },
    notNull: ["id"],
  },
  pair: { columns: { x: "int", y: "int" }, indexes: { PRIMARY: ["x", "y"] }, notNull: ["x", "y"] },
});

const told = async (sql: string): Promise<readonly string[]> =>
  (await classify(engine, sql, facts)).map(
    (operation) => `${operation.kind} ${String(operation.table)} ${brief(operation)}`,
  );

describe("statements", () => {
  test.each<[string, readonly string[]]>([
    ["create table n (id int)", ["create_table n instant"]],
    ["create table n like t", ["create_table n instant"]],
    ["create table n select * from t", ["create_table n dml"]],
    ["drop table a, `b`.c", ["drop_table a instant", "drop_table c instant"]],
    ["rename table a to b, c to d", ["rename_table a instant", "rename_table c instant"]],
    ["truncate t", ["truncate t instant"]],
    ["insert into t values (1, 2), (3, 4)", ["insert t dml"]],
    ["insert into t set a = 1", ["insert t dml"]],
    ["replace into t values (1, 2)", ["replace t dml"]],
    ["insert into t select * from pair", ["insert t dml"]],
    ["update t set a = 1", ["update t dml"]],
    ["delete from t where a = 1", ["delete t dml"]],
    ["delete t from t join pair on t.a = pair.x", ["delete t dml"]],
    ["load data infile 'x' into table t", ["load_data t unknown blocks rw"]],
    ["select * from t", ["select t scan"]],
    ["select 1", []],
    [
      "select now(), ifnull(max(a), 1), json_extract(b, '$.x'), st_x(p), concat('f(', a, ')') from t",
      ["select t scan"],
    ],
    ["select fix_totals()", ["select null unknown blocks rw"]],
    ["select coalesce(shop.fix_totals(a), 1) from t", ["select t unknown blocks rw"]],
    ["do fix_totals(1)", ["select null unknown blocks rw"]],
    ["set @a = fix_totals(1)", ["select null unknown blocks rw"]],
    ["do sleep(0.5)", []],
    ["select sleep(9)", []],
    ["select sleep(10)", ["select null unknown blocks rw"]],
    ["do sleep(@seconds)", ["select null unknown blocks rw"]],
    ["select benchmark(1000000000, md5('x'))", ["select null unknown blocks rw"]],
    ["update t set a = sleep(60)", ["update t unknown blocks rw"]],
    ["insert into t values (sleep(60))", ["insert t unknown blocks rw"]],
    ["insert into t select sleep(60) from pair", ["insert t unknown blocks rw"]],
    ["create table made as select sleep(60) from t", ["create_table made unknown blocks rw"]],
    ["select geometryn(a, 1), mlinefromtext('x') from t", ["select t scan"]],
    ["delete x from t x join pair y on y.x = x.a", ["delete t dml"]],
    ["delete x, y from t as x join pair as y on y.x = x.a", ["delete t dml", "delete pair dml"]],
    ["delete from x using t x join pair y on y.x = x.a", ["delete t dml"]],
    ["select * from t, pair", ["select t scan"]],
    ["use other; show tables; set names utf8mb4; commit", []],
    ["create view v as select 1", ["create_view v instant"]],
    ["create trigger g before insert on t for each row set new.a = 1", ["create_trigger t instant"]],
    ["create procedure p() begin update t set a = 1; end", ["create_procedure null instant"]],
    ["create function f() returns int deterministic return 1", ["create_function null instant"]],
    ["grant select on *.* to u", ["grant null instant"]],
    ["create database d", ["create_database null instant"]],
    ["call p(1)", ["call null unknown blocks rw"]],
    [
      "prepare s from 'alter table t add column z int'; execute s; deallocate prepare s",
      ["add_column t instant"],
    ],
    ["set @q = 'select 1'; prepare s from @q; execute s", ["execute null unknown blocks rw"]],
    ["analyze table t", ["analyze_table t instant"]],
    ["check table t", ["check_table t scan"]],
    ["optimize table t", ["optimize_table t rewrite"]],
    ["repair table t", ["repair_table t rewrite blocks rw"]],
    ["flush tables with read lock", ["flush null unknown blocks rw"]],
    ["alter tabel t add x int", ["unparsed null unknown blocks rw"]],
    ["alter table t add column;", ["unparsed null unknown blocks rw"]],
    ["select 'never ends", ["unparsed null unknown blocks rw"]],
  ])("%s", async (sql, expected) => {
    expect(await told(sql)).toEqual(expected);
  });

  test.each([
    ["update t set a = 1 where id = 5", "change-one-row"],
    ["update t set a = 1 where t.id = 5 and a = 'x'", "change-one-row"],
    ["update t set a = 1 where id = 5 or a = 1", "change-rows"],
    ["update t set a = 1 where id > 5", "change-rows"],
    ["update t set a = 1 where id = a", "change-rows"],
    ["update t set a = 1 where a = 5", "change-rows"],
    ["delete from pair where x = 1", "change-rows"],
    ["delete from pair where y = 2 and x = 1", "change-one-row"],
  ])("%s is %s", async (sql, rule) => {
    const [operation] = await classify(engine, sql, facts);
    expect(operation).toMatchObject({ rule, work: rule === "change-one-row" ? [] : [{ share: 1 }] });
  });

  test("thousands of conditions", async () => {
    const conditions = Array.from({ length: 5000 }, (_, at) => `a = ${at}`).join(" or ");
    const [operation] = await classify(engine, `delete from t where ${conditions}`, facts);
    expect(operation).toMatchObject({ kind: "delete", cost: "dml" });
  });

  test("a query takes as long as reading all its tables, and says what it does not know", async () => {
    expect(await classify(engine, "select * from t join pair on t.a = pair.x", facts)).toMatchObject([
      { work: [{ table: "t" }, { table: "pair" }] },
    ]);
    const notes = await classify(engine, "select fix_totals(); select sleep(60)", facts);
    expect(notes.map(({ note }) => note)).toEqual([
      "What the function fix_totals does cannot be told.",
      "It waits on purpose (SLEEP).",
    ]);
  });

  test("INSERT ... SELECT locks what it reads, and writes as many rows", async () => {
    const [operation] = await classify(engine, "insert into t select * from pair", facts);
    expect(operation).toMatchObject({
      alsoBlocks: [{ table: "pair", reads: false, writes: true }],
      work: [{ class: "insert", table: "pair", indexes: 1, share: 1 }],
    });
  });

  test("rows stay locked to the end of their transaction; DDL commits it", async () => {
    const operations = await classify(
      engine,
      "delete from t; begin; delete from t; update t set a = 1; alter table t add column z int; delete from t; begin; delete from t; rollback; delete from t",
    );
    const first = operations[1]?.transaction;
    expect(operations.map(({ kind, heldUntil }) => `${kind} ${heldUntil}`)).toEqual([
      "delete statement",
      "delete transaction",
      "update transaction",
      "add_column statement",
      "delete statement",
      "delete transaction",
      "delete statement",
    ]);
    expect(operations.map(({ transaction }) => transaction)).toEqual([
      null,
      first,
      first,
      null,
      null,
      expect.any(Number),
      null,
    ]);
    expect(operations[5]?.transaction).not.toBe(first);
  });

  test("LOCK TABLES makes everybody wait for what stands between", async () => {
    expect(
      await told(
        "lock tables t write, pair read; alter table t add column z int; unlock tables; alter table t add column y int",
      ),
    ).toEqual([
      "lock_tables t instant blocks rw",
      "lock_tables pair instant blocks w",
      "add_column t instant blocks rw",
      "add_column t instant",
    ]);
  });

  test("foreign_key_checks is a session's: it ends with the migration", async () => {
    const dialect = await loadMysqlDialect();
    const classification = dialect.begin(parseEngine(engine), facts);
    const run = (sql: string): readonly string[] =>
      classification
        .classify({ format: "sql", inTransaction: false, steps: [{ kind: "sql", line: 1, sql }] })
        .map(brief);
    const add = "alter table t add foreign key (a) references p (id)";
    expect(run(`set session foreign_key_checks = 0; ${add}`)).toEqual(["instant"]);
    expect(run(add)).toEqual(["rewrite blocks w"]);
    expect(run(`set foreign_key_checks = off; ${add}; set foreign_key_checks = 1; ${add}`)).toEqual([
      "instant",
      "rewrite blocks w",
    ]);
    expect(
      run(`set @old = @@foreign_key_checks, foreign_key_checks = 0; set foreign_key_checks = @old; ${add}`),
    ).toEqual(["rewrite blocks w"]);
    expect(run(`set old_alter_table = 1; alter table t add column z int`)).toEqual(["rewrite blocks w"]);
  });

  test("a foreign key's copy is not written in bulk", async () => {
    const classesOf = async (clause: string) =>
      (await classify(engine, `alter table t ${clause}, algorithm=copy`, facts)).flatMap(({ work }) =>
        work.map((piece) => piece.class),
      );
    expect(await classesOf("add foreign key (a) references p (id)")).toEqual(["insert", "scan"]);
    expect(await classesOf("add column z int")).toEqual(["copy"]);
  });

  test("lines are those of the file", async () => {
    const steps = [
      { kind: "sql", line: 10, sql: "-- why\nalter table t\n  add column z int;\n\nnonsense;" },
    ] as const;
    expect((await classifySteps(engine, steps)).map(({ kind, line }) => [kind, line])).toEqual([
      ["add_column", 11],
      ["unparsed", 14],
    ]);
  });
});

describe("what a deploy leaves behind", () => {
  test("its own tables block nobody and are empty, under their own names", async () => {
    const dialect = await loadMysqlDialect();
    const classification = dialect.begin(parseEngine(engine), facts);
    const operations = classification.classify({
      format: "sql",
      inTransaction: false,
      steps: [
        {
          kind: "sql",
          line: 1,
          sql: "create table n (id int primary key, v varchar(10)); alter table n modify v text; rename table t to old, n to t; alter table t add index (v(3)); alter table old modify a bigint; insert into t select * from old",
        },
      ],
    });
    expect(
      operations.map(
        (operation) => `${operation.kind} ${brief(operation)} ${String(operation.work[0]?.table)}`,
      ),
    ).toEqual([
      "create_table instant undefined",
      "change_column_type rewrite n",
      "rename_table instant undefined",
      "rename_table instant undefined",
      "add_index index n",
      "change_column_type rewrite blocks w t",
      "insert dml t",
    ]);
    expect([...classification.createdTables]).toEqual([]);
  });

  test("a new table with an old one's name is not taken for it", async () => {
    const dialect = await loadMysqlDialect();
    const classification = dialect.begin(parseEngine(engine), facts);
    const operations = classification.classify({
      format: "sql",
      inTransaction: false,
      steps: [
        {
          kind: "sql",
          line: 1,
          sql: "rename table t to old; create table t (a int); alter table old force; alter table t force",
        },
      ],
    });
    expect(operations.slice(2).map(({ work }) => work[0]?.table)).toEqual(["t", "t (new)"]);
    expect([...classification.createdTables]).toEqual(["t (new)"]);
  });

  test("types, nullability and indexes are those that earlier statements made", async () => {
    expect(
      (
        await classify(
          engine,
          `alter table t modify a bigint; alter table t modify a bigint not null; alter table t modify a bigint not null comment 'x';
           alter table t drop column a; alter table t add column a int after id; alter table t drop column a;
           alter table t rename column id to key_id; update t set a = 1 where key_id = 1; drop index a_ix on t;
           alter table t add column f text; alter table t add fulltext (f); alter table t add column g int`,
          facts,
        )
      ).map((operation) => `${operation.rule} ${brief(operation)}`),
    ).toEqual([
      "modify-type rewrite blocks w",
      "modify-null rewrite",
      "modify-metadata instant",
      "drop-column-rebuild rewrite",
      "add-column-instant instant",
      "drop-column-instant instant",
      "rename-column instant",
      "change-one-row dml",
      "drop-index instant",
      "add-column-instant instant",
      "add-fulltext-first rewrite blocks w",
      "add-column-fulltext rewrite blocks w",
    ]);
  });

  test("64 instant changes and the rebuild that makes room", async () => {
    const known = factsOf({ t: { totalRowVersions: 63 } });
    const add = (name: string): string => `alter table t add column ${name} int;`;
    expect((await classify(engine, add("a") + add("b") + add("c"), known)).map(brief)).toEqual([
      "instant",
      "rewrite",
      "instant",
    ]);
  });
});

describe("steps that are no SQL", () => {
  test("each is an operation of its own", async () => {
    const operations = await classifySteps(
      engine,
      [
        { kind: "rows", line: 1, verb: "update", table: "t", note: "update_all" },
        { kind: "rows", line: 2, verb: "insert", table: "t", note: "create!", rows: 1 },
        { kind: "rows", line: 3, verb: "read", table: null, note: "find_each" },
        { kind: "online-copy", line: 4, table: "t", sql: "alter table t modify a bigint", tool: "Lhm" },
        { kind: "unreadable", line: 5, reason: "An interpolated table name." },
        { kind: "column-nullability", line: 6, table: "t", column: "a", notNull: true },
        { kind: "column-nullability", line: 7, table: "t", column: "a", notNull: true },
        { kind: "column-comment", line: 8, table: "t", column: "b" },
        { kind: "sql", line: 9, sql: "alter table t change a b bigint", keepsNullability: true },
      ],
      facts,
    );
    expect(
      operations.map(
        (operation) => `${operation.kind} ${brief(operation)} ${String(operation.work[0]?.class)}`,
      ),
    ).toEqual([
      "update dml update",
      "insert dml undefined",
      "select scan undefined",
      "change_column_type rewrite online-copy",
      "unparsed unknown blocks rw undefined",
      "set_not_null rewrite rewrite",
      "set_not_null instant undefined",
      "comment_column instant undefined",
      "rename_column instant undefined",
    ]);
    expect(operations[3]?.note).toContain("Lhm copies the table in the background");
    expect(operations[4]?.note).toBe("This statement could not be read: An interpolated table name.");
  });
});

describe("mysqlRules", () => {
  test("each has a source and a note that is a sentence", () => {
    expect(new Set(mysqlRules.map(({ id }) => id)).size).toBe(mysqlRules.length);
    for (const { id, source, note, title } of mysqlRules) {
      expect([id, source]).toEqual([id, expect.stringMatching(/^(?:https:\/\/|mysql-parser\.md$)/)]);
      expect([id, note]).toEqual([id, expect.stringMatching(/^[A-Z].*\.$/)]);
      expect([id, title]).toEqual([id, expect.stringMatching(/\S/)]);
    }
  });
});
