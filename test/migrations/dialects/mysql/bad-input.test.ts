import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { classify } from "./classify.js";

const engines = ["mysql 5.7", "mysql 8.4", "mariadb 10.11", "mariadb 12.0"];

const good = [
  "alter table t add column z int not null default 5 after a, add unique key (z), algorithm=inplace, lock=none",
  "create table if not exists n (id bigint unsigned auto_increment primary key, e enum('a','b'), index (e)) engine=InnoDB default charset=utf8mb4",
  "alter table t modify v varchar(255) character set latin1 collate latin1_bin null comment 'it''s'",
  "insert into t (a, b) values (1, 'x;y'), (2, \"z\") on duplicate key update a = values(a)",
  "create trigger g before insert on t for each row begin if new.a > 1 then set new.b = 2; end if; end",
  "update t set a = case when b = 1 then 2 else 3 end where id in (select id from u) limit 10",
  "/*!50003 alter table t drop foreign key fk, drop primary key, add primary key (a, b desc) */",
  "alter table t partition by range (year(d)) (partition p0 values less than (2000), partition p1 values less than maxvalue)",
];

const pieces = [
  "(",
  ")",
  "'",
  '"',
  "`",
  ";",
  ",",
  "--",
  "/*",
  "*/",
  "/*!",
  "#",
  "\\",
  "\0",
  "delimiter //\n",
  "begin",
  "end",
].concat([
  "case",
  "if",
  "alter table",
  "add",
  "drop",
  "null",
  "0x",
  "1e",
  "@",
  "@@",
  "é",
  "😀",
  "\n",
  " ",
  "default",
  "=",
]);

/** A statement with parts cut out, doubled and put in. */
const mutated = fc
  .tuple(
    fc.constantFrom(...good),
    fc.array(
      fc.record({
        at: fc.double({ min: 0, max: 1, noNaN: true }),
        cut: fc.nat(12),
        put: fc.constantFrom("", ...pieces),
      }),
      {
        minLength: 1,
        maxLength: 4,
      },
    ),
  )
  .map(([sql, changes]) =>
    changes.reduce((text, { at, cut, put }) => {
      const start = Math.floor(at * text.length);
      return text.slice(0, start) + put + text.slice(start + cut);
    }, sql),
  );

describe("bad input", () => {
  test("mutations and truncations never throw, and what is not read is unknown and blocks", async () => {
    await fc.assert(
      fc.asyncProperty(mutated, fc.constantFrom(...engines), async (sql, engine) => {
        for (const operation of await classify(engine, sql)) {
          expect(operation.line).toBeGreaterThan(0);
          if (operation.cost !== "unknown") continue;
          expect(operation).toMatchObject({ blocksReads: true, blocksWrites: true, work: [] });
        }
      }),
      { numRuns: 300 },
    );
  });

  test("any text at all is read to its end", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary", maxLength: 200 }), async (sql) => {
        await classify("mysql 8.4", sql);
      }),
      { numRuns: 200 },
    );
  });

  test("a statement that is no SQL is exactly one unparsed operation", async () => {
    const word = fc.constantFrom("frobnicate", "x", "42", "'text'", "(", ")", ",", "table", "`t`");
    await fc.assert(
      fc.asyncProperty(
        fc.array(word, { maxLength: 8 }),
        fc.constantFrom(...engines),
        async (words, engine) => {
          const operations = await classify(engine, ["frobnicate", ...words].join(" "));
          expect(operations).toEqual([
            {
              table: null,
              kind: "unparsed",
              cost: "unknown",
              blocksReads: true,
              blocksWrites: true,
              alsoBlocks: [],
              lock: null,
              heldUntil: "statement",
              transaction: null,
              line: 1,
              statement: 0,
              note: expect.stringMatching(/^This statement could not be read: ./),
              advice: null,
              rule: "unparsed",
              work: [],
            },
          ]);
        },
      ),
      { numRuns: 100 },
    );
  });

  test.each<[string, string, string]>([
    ["parentheses without end", `select ${"(".repeat(100_000)}`, "unparsed"],
    ["balanced ones, too deep", `select ${"(".repeat(5_000)}1${")".repeat(5_000)}`, "unparsed"],
    ["operators without end", `update t set a = ${"1 + ".repeat(200_000)}1`, "unparsed"],
    ["blocks too deep", `create procedure p() ${"begin ".repeat(3_000)}`, "unparsed"],
    [
      "a million rows in one INSERT",
      `insert into t values ${"(1, 'some; text (with) it'),".repeat(300_000)}(2, 'b')`,
      "insert",
    ],
    [
      "a table of a thousand columns",
      `create table t (${Array.from({ length: 1_000 }, (_, at) => `c${at} int`).join()})`,
      "create_table",
    ],
    ["one comment of megabytes", `/* ${"x".repeat(5_000_000)} */ drop table t`, "drop_table"],
    ["one blob of megabytes", `insert into t values (0x${"ab".repeat(5_000_000)})`, "insert"],
    ["one name of megabytes", `drop table ${"x".repeat(10_000_000)}`, "unparsed"],
    ["one word of megabytes", "x".repeat(10_000_000), "unparsed"],
    ["blanks of megabytes", `${" \n".repeat(5_000_000)}drop table t`, "drop_table"],
    ["PREPARE within PREPARE", "prepare a from 'execute a'; execute a", "unparsed"],
  ])("%s", async (_, sql, kind) => {
    const startedAt = performance.now();
    expect([...new Set((await classify("mysql 8.4", sql)).map((operation) => operation.kind))]).toEqual([
      kind,
    ]);
    expect(performance.now() - startedAt).toBeLessThan(10_000);
  });

  test("good statements around a bad one are read", async () => {
    const operations = await classify("mysql 8.4", "drop table a; alter tabel b; drop table c");
    expect(operations.map(({ kind }) => kind)).toEqual(["drop_table", "unparsed", "drop_table"]);
  });
});
