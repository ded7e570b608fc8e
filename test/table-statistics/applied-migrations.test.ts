import { expect, test } from "vitest";
import { readAppliedMigrations, type CandidateTable } from "../../src/table-statistics/applied-migrations.js";
import type { HistoryRow } from "../../src/table-statistics/history-tables.js";

/** Tables by "schema.name", each with all of its rows. */
function applied(
  tables: Readonly<Record<string, readonly HistoryRow[] | null>>,
  columns?: readonly string[],
) {
  const candidates = Object.entries(tables).map(([key, rows]): CandidateTable => {
    const [schema = "", name = ""] = key.split(".");
    return { schema, name, columns: columns ?? Object.keys(rows?.[0] ?? { version: "" }) };
  });
  return readAppliedMigrations(candidates, ({ schema, name }) =>
    Promise.resolve(tables[`${schema}.${name}`] ?? null),
  );
}

test.each<[string, string, readonly HistoryRow[], readonly string[]]>([
  ["Rails, dbmate", "schema_migrations", [{ version: "2026" }, { version: " 2027 " }], ["2026", "2027"]],
  ["golang-migrate", "schema_migrations", [{ version: "7", dirty: "false" }], ["7", "<= 7"]],
  ["golang-migrate, half-way", "schema_migrations", [{ version: "7", dirty: "true" }], ["< 7"]],
  ["golang-migrate, half-way on MySQL", "schema_migrations", [{ version: "7", dirty: "1" }], ["< 7"]],
  [
    "Flyway",
    "flyway_schema_history",
    [
      { installed_rank: "1", version: "1", type: "SQL", script: "V1__a.sql", success: "true" },
      { installed_rank: "9", version: null, type: "SQL", script: "R__views.sql", success: "1" },
      { installed_rank: "2", version: "2", type: "SQL", script: "V2__b.sql", success: "f" },
      { installed_rank: "10", version: "3", type: "UNDO_SQL", script: "U3__c.sql", success: "t" },
      { installed_rank: "3", version: "3", type: "SQL", script: "V3__c.sql", success: "t" },
    ],
    ["1", "V1__a.sql"],
  ],
  [
    "Prisma",
    "_prisma_migrations",
    [
      { migration_name: "1_a", finished_at: "2026", rolled_back_at: null },
      { migration_name: "2_b", finished_at: null, rolled_back_at: null },
      { migration_name: "3_c", finished_at: "2026", rolled_back_at: "2026" },
    ],
    ["1_a"],
  ],
  ["Django", "django_migrations", [{ app: "shop", name: "0001_initial" }], ["shop.0001_initial"]],
  ["Alembic", "alembic_version", [{ version_num: "ae10" }], ["ae10"]],
  ["Knex", "knex_migrations", [{ name: "1_a.js" }], ["1_a.js"]],
  [
    "goose",
    "goose_db_version",
    [
      { id: "10", version_id: "7", is_applied: "t" },
      { id: "9", version_id: "7", is_applied: "f" },
      { id: "1", version_id: "0", is_applied: "t" },
      { id: "11", version_id: "8", is_applied: "t" },
      { id: "12", version_id: "8", is_applied: "f" },
    ],
    ["7"],
  ],
  ["TypeORM", "migrations", [{ timestamp: "1", name: "A1" }], ["A1"]],
  ["Laravel", "migrations", [{ migration: "2026_a", batch: "1" }], ["2026_a"]],
  ["Sequelize", "SequelizeMeta", [{ name: "1-a.js" }], ["1-a.js"]],
  ["Liquibase", "DATABASECHANGELOG", [{ ID: "1", AUTHOR: "me", FILENAME: "a.xml" }], ["a.xml::1::me"]],
  ["sqitch", "changes", [{ change_id: "x", change: "users", planner_email: "m@e" }], ["users"]],
  ["another table of that name", "migrations", [{ from: "x", to: "y" }], []],
])("%s", async (_tool, table, rows, names) => {
  expect(await applied({ [`public.${table}`]: rows })).toEqual({ names, notes: [] });
});

test("of tenants' tables those count that all have", async () => {
  const { names, notes } = await applied({
    "one.schema_migrations": [{ version: "1" }, { version: "2" }],
    "two.schema_migrations": [{ version: "1" }],
  });
  expect(names).toEqual(["1"]);
  expect(notes).toEqual(["schema_migrations is in 2 schemas: a migration was run where all of them say so"]);
});

test("one that may not be read says nothing was run", async () => {
  expect((await applied({ "one.schema_migrations": null })).names).toEqual([]);
});
