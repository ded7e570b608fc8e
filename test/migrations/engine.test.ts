import { expect, test } from "vitest";
import { engineMismatch } from "../../src/migrations/engine-mismatch.js";
import { formatEngine, isAtLeast, parseEngine, UnknownEngine } from "../../src/migrations/engine.js";

test.each([
  ["postgres 16", "postgres 16"],
  ["postgres:16.3", "postgres 16.3"],
  ["PostgreSQL 18.1 (Debian 18.1-1)", "postgres 18.1"],
  ["mysql:8.0", "mysql 8.0"],
  ["mysql 8.0.29", "mysql 8.0.29"],
  ["MariaDB 10.11.4-MariaDB-log", "mariadb 10.11.4"],
])("%j is %s", (text, expected) => {
  expect(formatEngine(parseEngine(text))).toBe(expected);
});

test.each(["", "oracle 19", "mysql", "mysql eight", "8.0", "postgres16"])("%j is no engine", (text) => {
  expect(() => parseEngine(text)).toThrow(UnknownEngine);
});

test("a part of the version that was not told counts as the oldest", () => {
  expect(isAtLeast(parseEngine("mysql 8.0"), 8, 0, 29)).toBe(false);
  expect(isAtLeast(parseEngine("mysql 8.0.29"), 8, 0, 29)).toBe(true);
  expect(isAtLeast(parseEngine("mysql 8.4"), 8, 0, 29)).toBe(true);
  expect(isAtLeast(parseEngine("postgres 11"), 11)).toBe(true);
});

test.each([
  ["mysql 8.0", "mysql 8.0.35", null],
  ["postgres 16", "postgres 16.3", null],
  ["mysql 8.0", "mysql 5.7.44", "The row counts come from mysql 5.7.44, but the policy says mysql 8.0"],
  ["mysql 8.0", "MariaDB 10.11.4", "The row counts come from mariadb 10.11.4, but the policy says mysql 8.0"],
  ["mysql 8.0", "oracle", 'The row counts come from "oracle", which is no engine'],
])("policy %s, server %s", (policy, told, expected) => {
  const note = engineMismatch(parseEngine(policy), told);
  expect(note === null || expected === null ? note : note.slice(0, expected.length)).toBe(expected);
});
