import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { judge, kindsAndCosts } from "../judge.js";

const unparsed = {
  table: null,
  kind: "unparsed",
  cost: "unknown",
  blocksReads: true,
  blocksWrites: true,
  work: [],
};

describe("what cannot be read", () => {
  test("is one operation, and hides neither what stands before nor what stands after it", () => {
    const operations = judge("create table a (id int);\n\nalter tabel b add c int;\ndrop table d;");
    expect(operations.map(({ kind, line }) => [kind, line])).toEqual([
      ["create_table", 1],
      ["unparsed", 3],
      ["drop_table", 4],
    ]);
    expect(operations[1]).toMatchObject(unparsed);
    expect(operations[1]?.note).toContain('syntax error at or near "tabel"');
  });

  test.each([
    [
      "an open string",
      "drop table a; select 'abc;\ndrop table b;",
      ["drop_table instant", "unparsed unknown"],
    ],
    ["an open dollar quote", "do $$ begin; drop table a;", ["unparsed unknown"]],
    ["an open comment", "drop table a; /* drop table b;", ["drop_table instant", "unparsed unknown"]],
    [
      "an open parenthesis",
      "create table a (id int; drop table b;",
      ["unparsed unknown", "drop_table instant"],
    ],
    [
      "a closing parenthesis too many",
      "drop table a); drop table b;",
      ["unparsed unknown", "drop_table instant"],
    ],
    [
      "a NUL",
      "drop table a; select 1\0; drop table b;",
      ["drop_table instant", "unparsed unknown", "drop_table instant"],
    ],
    ["another engine's statement", "alter table t modify c bigint;", ["unparsed unknown"]],
    ["bytes that are no text", "\ufffd\ufffd\u0001\u0002 \ud800", ["unparsed unknown"]],
    [
      "a psql command that is none",
      "\\frobnicate\ndrop table a;",
      ["unparsed unknown", "drop_table instant"],
    ],
    ["a file that psql would run", "\\i other.sql\n", ["unparsed unknown"]],
    ["statements that the database makes up", "select 1 \\gexec\n", ["read instant", "unparsed unknown"]],
  ])("%s", (_name, sql, expected) => {
    expect(kindsAndCosts(judge(sql))).toEqual(expected);
  });

  test.each([
    ["parentheses", `select ${"(".repeat(50_000)}1${")".repeat(50_000)}`],
    ["operators", `select 1${"+1".repeat(50_000)}`],
    ["conditions", `alter table t add check (${"a and (".repeat(3000)}b${")".repeat(3000)})`],
    ["brackets of comments", `${"/*".repeat(50_000)} drop table a`],
  ])(
    "nesting as deep as of 50,000 %s is neither a crash nor nothing, and the next statement is read",
    (_of, sql) => {
      expect(judge(sql).length).toBeGreaterThan(0);
      expect(kindsAndCosts(judge("drop table a"))).toEqual(["drop_table instant"]);
    },
  );

  test.each([
    ["statements", "x;".repeat(5_000_000)],
    ["semicolons", ";".repeat(10_000_000)],
    ["open parentheses", "(a;".repeat(3_000_000)],
    ["quotes", "'".repeat(10_000_001)],
    ["one word", "a".repeat(10_000_000)],
    ["lines", "\n".repeat(10_000_000)],
  ])("10 MB of %s end soon", (_of, sql) => {
    const start = performance.now();
    judge(sql);
    expect(performance.now() - start).toBeLessThan(15_000);
  });

  test("a list of values as long as a dump's is one insertion, and what follows is read", () => {
    const rows = Array.from({ length: 100_000 }, (_, at) => `(${at}, 'a;b')`).join(",\n");
    const operations = judge(`insert into t (a, b) values ${rows};\ndrop table u;`);
    expect(operations.map(({ table, kind, line }) => [table, kind, line])).toEqual([
      ["t", "insert", 1],
      ["u", "drop_table", 100_001],
    ]);
  });

  const statements = [
    "alter table calls add column a int default 3, alter column b set not null",
    "create index concurrently i on calls (a, lower(b)) where c > 1",
    "do $$ begin update calls set a = 1; execute format('drop table %I', 'x'); end $$",
    "insert into a select * from b join c using (id) where d = 'x;y'",
    "create function f() returns int language sql begin atomic select 1; select 2; end",
    "copy t (a, b) from stdin;\n1\t2\n\\.\nselect 1",
  ];

  test("whatever is done to a statement, it is read or it is one unreadable operation", () => {
    const edit = fc.tuple(fc.nat(), fc.nat(30), fc.string({ maxLength: 6, unit: "binary" }));
    fc.assert(
      fc.property(
        fc.constantFrom(...statements),
        fc.array(edit, { minLength: 1, maxLength: 4 }),
        (statement, edits) => {
          const sql = edits.reduce((text, [at, cut, put]) => {
            const from = at % (text.length + 1);
            return text.slice(0, from) + put + text.slice(from + cut);
          }, statement);
          const operations = judge(`drop table first;${sql}`);
          expect(operations[0]).toMatchObject({ kind: "drop_table", table: "first" });
          for (const operation of operations) {
            expect(operation.line).toBeGreaterThan(0);
            if (operation.cost === "unknown")
              expect(operation).toMatchObject({ blocksReads: true, blocksWrites: true });
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  test("a statement cut off anywhere never becomes nothing", () => {
    for (const statement of statements) {
      for (let length = 1; length <= statement.length; length += 1) {
        expect(judge(statement.slice(0, length)).length).toBeGreaterThan(0);
      }
    }
  });
});
