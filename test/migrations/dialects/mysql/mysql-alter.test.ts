import { describe, expect, test } from "vitest";
import { brief, classify, factsOf } from "./classify.js";

/** What the row counts tell of a table `t`: everything that rules look at. */
const facts = factsOf({
  t: {
    rows: 1_000_000,
    engine: "InnoDB",
    charset: "utf8mb4",
    rowFormat: "Dynamic",
    totalRowVersions: 3,
    fulltextIndexes: [],
    notNull: ["id", "n"],
    columns: {
      id: "bigint unsigned",
      n: "int",
      a: "int",
      i: "int",
      v: "varchar(50)",
      w: "varchar(100)",
      x: "varchar(50)",
      c: "char(10)",
      tx: "text",
      d: "decimal(10,2)",
      dt: "datetime",
      e: "enum('x','y')",
      st: "set('a','b','c','d','e','f','g','h')",
      b: "varbinary(100)",
    },
    indexes: { PRIMARY: ["id"], i_ix: ["i"], x_ix: ["x"] },
  },
  latin: { charset: "latin1", columns: { v: "varchar(100)" }, notNull: [], indexes: {} },
  narrow: {
    charset: "utf8mb3",
    columns: { v: "varchar(50)", long: "varchar(70)" },
    notNull: [],
    indexes: {},
  },
  full: { rowFormat: "Dynamic", totalRowVersions: 64, indexes: { PRIMARY: ["id"] } },
  ft: {
    fulltextIndexes: ["body_ft"],
    indexes: { PRIMARY: ["id"], body_ft: ["body"] },
    columns: { a: "int" },
  },
  packed: { rowFormat: "Compressed", columns: { a: "int" } },
  isam: { engine: "MyISAM", columns: { a: "int" } },
});

const instant = "instant";
const online = "rewrite";
const copies = "rewrite blocks w";
const index = "index";

type Case = readonly [clause: string, v57: string, v8011: string, v8020: string, v8035: string];

const everyVersion = (clause: string, cost: string): Case => [clause, cost, cost, cost, cost];

describe("ALTER TABLE in MySQL 5.7, 8.0.11, 8.0.20 and 8.0.35", () => {
  const cases: readonly Case[] = [
    ["add column z int", online, online, instant, instant],
    ["add column z int not null default 5", online, online, instant, instant],
    ["add column z int first", online, online, online, instant],
    ["add column z int after a", online, online, online, instant],
    [
      "add column z timestamp default current_timestamp on update current_timestamp",
      online,
      online,
      instant,
      instant,
    ],
    everyVersion("add column z int as (a + 1) stored", copies),
    everyVersion("add column z int as (a + 1) virtual", instant),
    everyVersion("add column z bigint not null auto_increment unique", copies),
    ["add column z char(36) default (uuid())", "unknown blocks rw", copies, copies, copies],
    everyVersion("add column z int unique", online),
    everyVersion("add column z int, add index (a)", online),
    ["drop column a", online, online, online, instant],
    everyVersion("drop column i", online),
    everyVersion("change a aa int", instant),
    everyVersion("alter column a set default 3", instant),
    everyVersion("modify a int default 7", instant),
    everyVersion("modify a int comment 'x'", instant),
    everyVersion("modify a int(5)", instant),
    everyVersion("modify a int not null", online),
    everyVersion("modify n int null", online),
    everyVersion("modify a int first", online),
    everyVersion("modify a bigint", copies),
    everyVersion("modify a int unsigned", copies),
    everyVersion("modify v varchar(60)", instant),
    everyVersion("modify v varchar(63)", instant),
    everyVersion("modify v varchar(64)", copies),
    everyVersion("modify v varchar(40)", copies),
    everyVersion("modify w varchar(1000)", instant),
    everyVersion("modify b varbinary(255)", instant),
    everyVersion("modify b varbinary(256)", copies),
    everyVersion("modify x varchar(60)", instant),
    everyVersion("modify v text", copies),
    everyVersion("modify tx mediumtext", copies),
    everyVersion("modify c char(20)", copies),
    everyVersion("modify d decimal(12,2)", copies),
    everyVersion("modify d decimal(10,2)", instant),
    everyVersion("modify dt datetime(6)", copies),
    everyVersion("modify e enum('x','y','z')", instant),
    everyVersion("modify e enum('x','z','y')", copies),
    everyVersion("modify st set('a','b','c','d','e','f','g','h','i')", copies),
    everyVersion("modify v varchar(50) character set latin1", copies),
    ["modify v varchar(50) collate utf8mb4_bin", copies, instant, instant, instant],
    everyVersion("modify x varchar(50) collate utf8mb4_bin", copies),
    everyVersion("modify a int unique", index),
    everyVersion("add index (a)", index),
    everyVersion("add unique (a), add index (n)", index),
    everyVersion("add fulltext (tx)", copies),
    everyVersion("add spatial index (dt)", "index blocks w"),
    everyVersion("drop index i_ix", instant),
    everyVersion("rename index i_ix to j", instant),
    everyVersion("drop primary key", copies),
    everyVersion("drop primary key, add primary key (n)", online),
    everyVersion("add primary key (n)", online),
    everyVersion("add foreign key (i) references p (id)", copies),
    everyVersion("drop foreign key f", instant),
    everyVersion("convert to character set utf8mb4", copies),
    everyVersion("default character set latin1", instant),
    everyVersion("comment = 'x'", instant),
    everyVersion("comment = 'x', add index (a)", online),
    everyVersion("auto_increment = 1000", instant),
    everyVersion("force", online),
    everyVersion("engine = InnoDB", online),
    everyVersion("engine = MyISAM", copies),
    everyVersion("row_format = compressed", online),
    everyVersion("key_block_size = 4", online),
    everyVersion("encryption = 'Y'", copies),
    everyVersion("order by a", copies),
    everyVersion("rename to u", instant),
    everyVersion("disable keys", instant),
    everyVersion("partition by hash (id) partitions 4", copies),
    everyVersion("remove partitioning", copies),
    everyVersion("add partition (partition p9 values less than (9))", instant),
    everyVersion("add partition partitions 2", copies),
    everyVersion("drop partition p1", instant),
    everyVersion("truncate partition p1", instant),
    everyVersion("coalesce partition 2", copies),
    everyVersion("reorganize partition p1 into (partition p2 values less than (5))", copies),
    everyVersion("rebuild partition p1", copies),
    everyVersion("exchange partition p1 with table q", "scan blocks w"),
    everyVersion("exchange partition p1 with table q without validation", instant),
    everyVersion("discard tablespace", "unknown blocks rw"),
  ];

  test.each(cases)("%s", async (clause, ...expected) => {
    for (const [at, engine] of ["mysql 5.7.44", "mysql 8.0.11", "mysql 8.0.20", "mysql 8.0.35"].entries()) {
      const operations = await classify(engine, `alter table t ${clause}`, facts);
      expect([engine, ...new Set(operations.map(brief))]).toEqual([engine, expected[at]]);
    }
  });

  test.each([
    ["mysql 8.0", "alter table t add column z int", online],
    ["mysql 8.4", "alter table t add column z int first", instant],
    ["mysql 9.1", "alter table full add column z int", instant],
    ["mysql 8.4", "alter table full add column z int", online],
    ["mysql 8.0.35", "alter table ft add column z int", copies],
    ["mysql 8.0.35", "alter table ft force", copies],
    ["mysql 8.0.35", "alter table ft add fulltext (title)", "index blocks w"],
    ["mysql 8.0.35", "alter table packed add column z int", online],
    ["mysql 8.0.35", "alter table isam add index (a)", copies],
    ["mysql 8.0.35", "alter table isam add column z int", copies],
    ["mysql 8.0.35", "alter table isam alter column a set default 1", instant],
    ["mysql 8.0.35", "alter table latin modify v varchar(255)", instant],
    ["mysql 8.0.35", "alter table latin modify v varchar(256)", copies],
    ["mysql 8.0.35", "alter table narrow modify v varchar(50) character set utf8mb4", instant],
    ["mysql 8.0.35", "alter table narrow modify `long` varchar(70) character set utf8mb4", copies],
    ["mysql 8.0.35", "alter table narrow convert to character set utf8mb4", copies],
    ["mysql 8.0.35", "alter table t rename column a to aa", instant],
    ["mysql 8.0.35", "alter table t alter index i_ix invisible", instant],
    ["mysql 8.0.35", "alter table t add check (a > 0)", copies],
    ["mysql 8.0.35", "alter table t add check (a > 0) not enforced", instant],
    ["mysql 8.0.11", "alter table t add check (a > 0)", instant],
    ["mysql 8.0.35", "alter table t drop check c", instant],
    ["mysql 8.0.35", "alter table t drop constraint c", instant],
    ["mysql 8.0.35", "alter table t add column z int references p (id)", instant],
    ["mysql 9.0", "alter table t add column z int references p (id)", copies],
    ["mysql 8.0.35", "create index z on t (a)", index],
    ["mysql 8.0.35", "drop index i_ix on t", instant],
    ["mysql 8.0.35", "drop index `PRIMARY` on t", copies],
    ["mysql 8.0.35", "optimize table t", online],
    ["mysql 8.0.35", "optimize table ft", copies],
    ["mysql 8.0.35", "alter table t", instant],
  ])("%s: %s", async (engine, sql, expected) => {
    expect([...new Set((await classify(engine, sql, facts)).map(brief))]).toEqual([expected]);
  });

  test("the 255 members of one byte, and the 256th", async () => {
    const members = (count: number): string => Array.from({ length: count }, (_, at) => `'m${at}'`).join();
    const known = factsOf({ t: { columns: { e: `enum(${members(254)})` }, notNull: [], indexes: {} } });
    const to = (count: number): string => `alter table t modify e enum(${members(count)})`;
    expect((await classify("mysql 8.4", to(255), known)).map(brief)).toEqual([instant]);
    expect((await classify("mysql 8.4", to(256), known)).map(brief)).toEqual([copies]);
  });

  test("a character set that is not known is taken for any: crossing 255 bytes in one of them is crossing", async () => {
    const unknown = factsOf({ t: { columns: { v: "varchar(50)" }, notNull: [], indexes: {} } });
    expect((await classify("mysql 5.7", "alter table t modify v varchar(63)", unknown)).map(brief)).toEqual([
      instant,
    ]);
    expect((await classify("mysql 5.7", "alter table t modify v varchar(64)", unknown)).map(brief)).toEqual([
      copies,
    ]);
  });
});

describe("ALGORITHM and LOCK", () => {
  test.each([
    ["mysql 8.0.35", "add column z int, algorithm=instant", instant],
    ["mysql 8.0.35", "add column z int, algorithm=inplace", online],
    ["mysql 8.0.35", "add column z int, algorithm=copy", copies],
    ["mysql 8.0.35", "add column z int, algorithm=inplace, lock=shared", copies],
    ["mysql 8.0.35", "add index (a), lock=exclusive", "index blocks rw"],
    ["mysql 8.0.35", "add index (a), algorithm=inplace, lock=none", index],
    ["mysql 8.0.35", "add column z int, lock=none", instant],
    ["mysql 8.0.35", "add column z int, algorithm=instant, lock=none", "unknown blocks rw"],
    ["mysql 8.0.35", "add index (a), algorithm=instant", "unknown blocks rw"],
    ["mysql 8.0.35", "modify a bigint, algorithm=inplace", "unknown blocks rw"],
    ["mysql 8.0.35", "modify a bigint, lock=none", "unknown blocks rw"],
    ["mysql 8.0.35", "add fulltext (tx), lock=none", "unknown blocks rw"],
    ["mysql 8.0.35", "add index (a), algorithm=nocopy", "unknown blocks rw"],
    ["mysql 5.7", "add column z int, algorithm=instant", "unknown blocks rw"],
    ["mariadb 10.11", "add column z int, algorithm=instant, lock=none", instant],
    ["mariadb 10.11", "add column z int, algorithm=inplace", instant],
    ["mariadb 10.11", "add index (a), algorithm=nocopy", index],
    ["mariadb 10.11", "force, algorithm=nocopy", "unknown blocks rw"],
    ["mariadb 10.11", "modify a bigint, algorithm=copy, lock=none", "unknown blocks rw"],
    ["mariadb 11.4", "modify a bigint, algorithm=copy, lock=none", online],
  ])("%s: %s", async (engine, clauses, expected) => {
    expect([...new Set((await classify(engine, `alter table t ${clauses}`, facts)).map(brief))]).toEqual([
      expected,
    ]);
  });

  test("what the server refuses is said", async () => {
    const [operation] = await classify("mysql 8.0.35", "alter table t modify a bigint, lock=none", facts);
    expect(operation).toMatchObject({
      rule: "refused",
      kind: "change_column_type",
      note: "The server refuses this statement, and the deploy stops here. LOCK=NONE is not possible: copying stops writes here.",
      work: [],
    });
  });
});

describe("one statement, several clauses", () => {
  test("every clause has the statement's cost, the first its work", async () => {
    const operations = await classify(
      "mysql 8.0.35",
      "alter table t alter column a set default 1,\n add index (a), modify a bigint",
      facts,
    );
    expect(operations.map(({ kind }) => kind)).toEqual(["set_default", "add_index", "change_column_type"]);
    expect(operations.map(brief)).toEqual([copies, copies, copies]);
    expect(operations.map(({ work }) => work)).toEqual([
      [{ class: "copy", table: "t", indexes: 3, share: 1 }],
      [],
      [],
    ]);
    expect(operations[0]).toMatchObject({
      note: 'One statement is one pass over the table, and "Change a column\'s type" is part of it.',
      advice: "Give it a statement of its own.",
    });
  });

  test("a table option beside an index makes MySQL rebuild, and the option's clause says so", async () => {
    const operations = await classify("mysql 8.0.35", "alter table t comment = 'x', add index (a)", facts);
    expect(operations.map(({ rule }) => rule)).toEqual(["table-option-beside", "add-index"]);
    expect(operations.map(brief)).toEqual([online, online]);
    expect(operations[0]?.advice).toBe("Set the table option in a statement of its own.");
  });

  test("two indexes are two builds; text takes longer", async () => {
    const [first, second] = await classify(
      "mysql 8.0.35",
      "alter table t add index (a), add index (v)",
      facts,
    );
    expect(first?.work).toEqual([
      { class: "index", table: "t", indexes: 0, share: 1 },
      { class: "index-text", table: "t", indexes: 0, share: 1 },
    ]);
    expect(second?.work).toEqual([]);
  });
});

describe("what is not known of a table", () => {
  test("MODIFY of a column whose type is not known is a copy, and the note says what would help", async () => {
    const [operation] = await classify("mysql 8.0.35", "alter table t modify name varchar(60)");
    expect(operation).toMatchObject({ cost: "rewrite", blocksWrites: true, rule: "modify-unknown" });
    expect(operation?.note).toContain("with the column's type in the row counts");
  });

  test("NOT NULL may be new where nothing is told of it", async () => {
    const known = factsOf({ t: { columns: { a: "int" } } });
    expect((await classify("mysql 8.0.35", "alter table t modify a int not null", known)).map(brief)).toEqual(
      [online],
    );
    expect((await classify("mysql 8.0.35", "alter table t modify a int", known)).map(brief)).toEqual([
      instant,
    ]);
  });

  test("a foreign key without checks may need an index", async () => {
    const sql = "set foreign_key_checks = 0; alter table t add foreign key (i) references p (id)";
    expect((await classify("mysql 8.0.35", sql)).map(brief)).toEqual([index]);
    expect((await classify("mysql 8.0.35", sql, facts)).map(brief)).toEqual([instant]);
  });
});
