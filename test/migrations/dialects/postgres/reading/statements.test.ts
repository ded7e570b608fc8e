import { describe, expect, test } from "vitest";
import { judge } from "../judge.js";

const lines = (sql: string): [string, string | null, number][] =>
  judge(sql).map(({ kind, table, line }) => [kind, table, line]);

describe("a text's statements", () => {
  test.each<[string, string, [string, string | null, number][]]>([
    ["start where their first word is", "-- note\n\n/* more\n */ drop table a;", [["drop_table", "a", 4]]],
    [
      "may hold semicolons in strings",
      "update t set a = 'x;y' || E'\\';' where b = $q$;$q$;drop table b",
      [
        ["update", "t", 1],
        ["drop_table", "b", 1],
      ],
    ],
    ["may have names with semicolons", 'drop table "a;b"', [["drop_table", "a;b", 1]]],
    ["may hold nested comments", "drop /* ; /* ; */ ; */ table a", [["drop_table", "a", 1]]],
    [
      "need no last semicolon",
      "drop table a;\ndrop table b",
      [
        ["drop_table", "a", 1],
        ["drop_table", "b", 2],
      ],
    ],
    [
      "are named without schema",
      "alter table app.t add column c int; drop index app.i",
      [
        ["add_column", "t", 1],
        ["drop_index", null, 1],
      ],
    ],
    ["may begin with a byte order mark", "\ufeffdrop table a", [["drop_table", "a", 1]]],
    [
      "may end lines in other ways",
      "drop table a;\r\ndrop table b;\r\n",
      [
        ["drop_table", "a", 1],
        ["drop_table", "b", 2],
      ],
    ],
    [
      "are all one for each clause",
      "alter table t\n  add column a int,\n  drop column b;",
      [
        ["add_column", "t", 1],
        ["drop_column", "t", 1],
      ],
    ],
    [
      "of a rule stand in parentheses",
      "create rule r as on insert to t do also (insert into a values (1); insert into b values (2));\ndrop table c",
      [
        ["create_rule", "t", 1],
        ["drop_table", "c", 2],
      ],
    ],
    [
      "of a function may stand without quotes",
      "create function f() returns int\nlanguage sql\nbegin atomic\n  select 1;\n  select case when true then 1 end;\nend;\ndrop table c",
      [
        ["create_function", null, 1],
        ["drop_table", "c", 7],
      ],
    ],
    [
      "are psql's too",
      "\\set ON_ERROR_STOP on\n\\connect app\n\\restrict abc\ndrop table a;\n\\unrestrict abc",
      [["drop_table", "a", 4]],
    ],
    [
      "may be followed by rows",
      "copy public.t (a, b) from stdin;\n1\tdrop table x;\n2\t'\n\\.\n\ndrop table a;",
      [
        ["insert", "t", 1],
        ["drop_table", "a", 6],
      ],
    ],
    ["may be none", "-- nothing\n;;\n/* ; */", []],
    [
      "may be of the session only",
      "begin; set lock_timeout = '2s'; savepoint a; show all; reset all; commit",
      [],
    ],
  ])("%s", (_name, sql, expected) => {
    expect(lines(sql)).toEqual(expected);
  });

  test("of a DO block are read by PostgreSQL's own PL/pgSQL parser, every branch of them", () => {
    const sql = `select 1;
do $body$
declare
  r record;
begin
  if not exists (select 1 from information_schema.columns where table_name = 'calls') then
    alter table calls add column a int default random();
  else
    create index on calls (a);
  end if;
  for r in select id from users loop
    delete from calls where user_id = r.id;
  end loop;
  execute 'drop index ' || 'old_index';
  execute format('alter table %I drop column %I', 'calls', 'b');
  execute 'drop table ' || r.name;
exception when others then
  truncate calls;
end
$body$;`;
    expect(judge(sql).map(({ kind, table, cost, line }) => [kind, table, cost, line])).toEqual([
      ["read", null, "instant", 1],
      ["add_column", "calls", "rewrite", 7],
      ["add_index", "calls", "index", 9],
      ["read", "users", "scan", 11],
      ["delete", "calls", "dml", 12],
      ["drop_index", null, "instant", 14],
      ["drop_column", "calls", "instant", 15],
      ["execute", null, "unknown", 16],
      ["truncate", "calls", "instant", 18],
    ]);
  });

  test("of a routine count where the deploy calls it", () => {
    const body = "begin\n  update calls set a = 1;\nend";
    const sql = `create function fill() returns void language plpgsql as $$\n${body}\n$$;\nselect fill();\ndrop function fill();`;
    expect(lines(sql)).toEqual([
      ["create_function", null, 1],
      ["update", "calls", 3],
      ["drop_function", null, 7],
    ]);
    expect(
      lines("create procedure p() language sql as 'delete from a; delete from b'; call p()").slice(1),
    ).toEqual([
      ["delete", "a", 1],
      ["delete", "b", 1],
    ]);
  });

  test("of a routine that calls itself end as unknown", () => {
    const sql = "create function f() returns void language sql as 'select f()'; select f()";
    expect(judge(sql).map(({ cost }) => cost)).toEqual(["instant", "unknown"]);
  });

  test.each([
    ["do language plpython3u $$ plpy.execute('drop table a') $$", "do"],
    ["select app.backfill()", "read"],
    ["call app.backfill()", "call"],
    ["do $$ begin perform backfill(); end $$", "read"],
    ["do $$ begin this is no plpgsql; end $$", "unparsed"],
  ])("whose work cannot be told are unknown: %s", (sql, kind) => {
    expect(judge(sql)).toMatchObject([{ kind, cost: "unknown", blocksReads: true, blocksWrites: true }]);
  });
});
