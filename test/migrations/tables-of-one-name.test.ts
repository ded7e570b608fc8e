import { describe, expect, test } from "vitest";
import { estimateMigrations } from "../../src/migrations/estimate-migrations.js";
import { parseEngine } from "../../src/migrations/engine.js";
import { tableFacts } from "./table-facts.js";

const facts = {
  takenAt: null,
  engine: null,
  appliedMigrations: [],
  domains: {},
  memoryBytes: null,
  tables: { calls: tableFacts({ rows: 1e9, columns: { id: "integer", amount: "integer" } }) },
};

async function estimateOf(engine: string, sql: string) {
  const [estimate] = await estimateMigrations({
    files: [{ path: "1.sql", text: sql }],
    engine: parseEngine(engine),
    facts,
  });
  return estimate;
}

const lastOf = async (engine: string, sql: string) => (await estimateOf(engine, sql))?.operations.at(-1);

const widen = {
  "postgres 16": "alter table calls alter column amount type bigint",
  "mysql 8.0": "alter table calls modify column amount bigint",
} as const;

describe.each(["postgres 16", "mysql 8.0"] as const)("%s", (engine) => {
  test.each([
    "create table other.calls (id int, amount int)",
    "create temporary table calls (id int, amount int)",
    "create temporary table calls (id int, amount int); drop table calls",
    "create table if not exists calls (id int, amount int)",
    "create table calls (like others)",
  ])("after %s, production's table is as large as before", async (sql) => {
    const written = engine === "mysql 8.0" ? sql.replace("(like others)", "like others") : sql;
    const last = await lastOf(engine, `${written}; ${widen[engine]}`);
    expect(last).toMatchObject({ cost: "rewrite", rows: 1e9 });
    expect(last?.seconds?.expected).toBeGreaterThan(100);
  });

  test.each([
    "drop table calls; create table calls (id int, amount int)",
    "alter table calls rename to old_calls; create table calls (id int, amount int)",
  ])("after %s, the table of that name is empty", async (sql) => {
    const estimate = await estimateOf(engine, `${sql}; ${widen[engine]}`);
    expect(estimate?.seconds?.expected).toBeLessThan(1);
  });

  test("a table that was renamed away is as large as before", async () => {
    const sql = "alter table calls rename to old_calls; create table calls (id int, amount int)";
    const estimate = await estimateOf(
      engine,
      `${sql}; ${widen[engine].replace("table calls", "table old_calls")}`,
    );
    expect(estimate?.seconds?.expected).toBeGreaterThan(100);
  });
});

test.each([
  ["select pg_sleep(3600)", "unknown"],
  ["select pg_sleep(n) from generate_series(1, 2) as n", "unknown"],
  ["select pg_sleep(0.1)", "instant"],
])("%s is %s", async (sql, cost) => {
  expect(await lastOf("postgres 16", sql)).toMatchObject({ cost });
});
