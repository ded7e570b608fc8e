import { describe, expect, test } from "vitest";
import { postgresRules } from "../../../../../src/migrations/dialects/postgres/index.js";
import { judge } from "../judge.js";

/** One of each statement: kind, cost, lock. What can be run on a server is held against it in `server/`. */
const expected: readonly (readonly [sql: string, kind: string, cost: string, lock: string | null])[] = [
  ["create table t (id int)", "create_table", "instant", null],
  ["create unlogged table t (id int)", "create_table", "instant", null],
  ["drop foreign table t", "drop_foreign_table", "instant", "ACCESS EXCLUSIVE"],
  ["alter table t set tablespace fast", "set_tablespace", "rewrite", "ACCESS EXCLUSIVE"],
  ["alter table all in tablespace a set tablespace b", "set_tablespace", "unknown", "ACCESS EXCLUSIVE"],
  ["alter index i set tablespace fast", "set_tablespace", "index", "ACCESS EXCLUSIVE"],
  ["alter table t set access method heap", "set_access_method", "rewrite", "ACCESS EXCLUSIVE"],
  ["alter table t set logged", "set_logged", "rewrite", "ACCESS EXCLUSIVE"],
  ["alter table t set (user_catalog_table = true)", "set_storage_parameter", "instant", "ACCESS EXCLUSIVE"],
  ["alter table p detach partition q finalize", "detach_partition", "instant", "SHARE UPDATE EXCLUSIVE"],
  ["alter table t inherit u", "inherit", "instant", "ACCESS EXCLUSIVE"],
  ["create foreign table f (id int) server s", "create_foreign_table", "instant", null],
  ["create type t", "create_type", "instant", null],
  ["create type t as range (subtype = float8)", "create_type", "instant", null],
  ["alter type t add value 'x' before 'y'", "add_enum_value", "instant", null],
  ["alter type t alter attribute a type int cascade", "alter_type", "unknown", "ACCESS EXCLUSIVE"],
  ["drop type t", "drop_type", "instant", null],
  ["drop type t cascade", "drop_type", "instant", "ACCESS EXCLUSIVE"],
  ["alter domain d set not null", "alter_domain", "unknown", "SHARE"],
  ["alter domain d drop constraint k", "alter_domain", "instant", null],
  [
    "create or replace function f() returns trigger language plpgsql as $$ begin return new; end $$",
    "create_function",
    "instant",
    null,
  ],
  ["create procedure p() language sql as 'select 1'", "create_procedure", "instant", null],
  ["drop function f(int)", "drop_function", "instant", null],
  ["create sequence s", "create_sequence", "instant", null],
  ["create extension if not exists pgcrypto", "create_extension", "instant", null],
  ["drop extension pgcrypto", "drop_extension", "instant", null],
  ["create schema a", "create_schema", "instant", null],
  ["drop schema a cascade", "drop_schema", "instant", "ACCESS EXCLUSIVE"],
  ["drop owned by somebody", "drop_owned", "instant", "ACCESS EXCLUSIVE"],
  ["create publication p for table t", "create_publication", "instant", null],
  ["alter default privileges grant select on tables to a", "alter_default_privileges", "instant", null],
  ["create role a", "create_role", "instant", null],
  ["grant a to b", "grant", "instant", null],
  ["revoke all on t from a", "revoke", "instant", null],
  ["create database d", "create_database", "unknown", null],
  ["alter database d set timezone to 'UTC'", "alter_database", "instant", null],
  ["create collation c (locale = 'de')", "create_collation", "instant", null],
  ["create aggregate a (int) (sfunc = f, stype = int)", "create_aggregate", "instant", null],
  ["create cast (a as b) without function", "create_cast", "instant", null],
  [
    "create event trigger e on ddl_command_start execute function f()",
    "create_event_trigger",
    "instant",
    null,
  ],
  ["create text search configuration c (copy = simple)", "create_tsconfiguration", "instant", null],
  ["reindex database d", "reindex", "unknown", "ACCESS EXCLUSIVE"],
  ["cluster", "cluster", "unknown", "ACCESS EXCLUSIVE"],
  ["vacuum", "vacuum", "unknown", "SHARE UPDATE EXCLUSIVE"],
  ["analyze", "analyze", "unknown", "SHARE UPDATE EXCLUSIVE"],
  ["checkpoint", "checkpoint", "unknown", null],
  ["explain analyze delete from t", "delete", "dml", "ROW EXCLUSIVE"],
  ["declare c cursor for select * from t", "read", "scan", "ACCESS SHARE"],
];

describe("every statement of PostgreSQL's grammar", () => {
  test.each(expected)("%s: %s, %s, %s", (sql, kind, cost, lock) => {
    const [operation, ...more] = judge(sql, { engine: "postgres 18" });
    expect(operation).toMatchObject({ kind, cost, lock });
    expect(more).toEqual([]);
  });

  test("with several tables is one operation for each", () => {
    expect(
      judge("drop table a, b; truncate c, d; lock table e, f; vacuum g, h").map(({ table }) => table),
    ).toEqual("abcdefgh".split(""));
  });

  test("that a schema is created with counts too", () => {
    expect(
      judge("create schema s create table a (id int) create view v as select 1").map(({ kind }) => kind),
    ).toEqual(["create_schema", "create_table", "create_view"]);
  });

  test("stops whom its lock stops", () => {
    for (const { blocksReads, blocksWrites, lock, cost } of expected.flatMap(([sql]) => judge(sql))) {
      if (cost === "unknown") expect([blocksReads, blocksWrites]).toEqual([true, true]);
      else
        expect([blocksReads, blocksWrites]).toEqual([
          lock === "ACCESS EXCLUSIVE",
          ["ACCESS EXCLUSIVE", "SHARE", "SHARE ROW EXCLUSIVE", "EXCLUSIVE"].includes(lock ?? ""),
        ]);
    }
  });

  test("says why in one sentence", () => {
    for (const { note } of expected.flatMap(([sql]) => judge(sql))) expect(note).toMatch(/^[A-Z"].*[^.]\.$/s);
  });
});

test("rules name their source, and say why in one sentence", () => {
  expect(new Set(postgresRules.map(({ id }) => id)).size).toBe(postgresRules.length);
  for (const { source, note, title, kind } of postgresRules) {
    expect(source).toMatch(/^https:\/\/www\.postgresql\.org\/docs\/current\/[a-z-]+\.html$/);
    expect(note).toMatch(/^[a-z].*[^.]$/);
    expect(title.length).toBeGreaterThan(3);
    expect(kind).toMatch(/^[a-z_]+$/);
  }
});
