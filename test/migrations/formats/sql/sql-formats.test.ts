import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { parseEngine } from "../../../../src/migrations/engine.js";
import { formatOf, migrationFormats } from "../../../../src/migrations/formats/index.js";
import type { ReadMigration } from "../../../../src/migrations/read-migration.js";

async function read(path: string, text: string, engine = "postgres 16"): Promise<ReadMigration> {
  const format = formatOf({ path, text });
  if (format === null) throw new Error(`no format reads ${path}`);
  return (await format.load())({ path, text }, parseEngine(engine));
}

/** "line: sql" of each step, without the empty lines that keep the numbers right. */
function shown({ steps }: ReadMigration): readonly string[] {
  return steps.map((step) => {
    if (step.kind !== "sql") return step.kind;
    const skipped = /^\s*\n/.exec(step.sql)?.[0].split("\n").length ?? 1;
    return `${step.line + skipped - 1}: ${step.sql.trim()}`;
  });
}

const goose = `-- +goose Up
-- a comment
ALTER TABLE a ADD x int;
-- +goose StatementBegin
CREATE FUNCTION f() RETURNS int AS $$ BEGIN; RETURN 1; END $$ LANGUAGE plpgsql;
-- +goose StatementEnd
DROP TABLE b;
-- +goose Down
DROP TABLE a;
`;

const liquibase = `--liquibase formatted sql

--changeset ann:1
CREATE TABLE a (id int);
--rollback DROP TABLE a;

--changeset ann:2 runInTransaction:false
CREATE INDEX CONCURRENTLY i ON a (id);
--changeset ann:3 dbms:oracle,mssql
DROP TABLE never;
--changeset ann:4 dbms:!mysql endDelimiter:// splitStatements:true
CREATE FUNCTION f() RETURNS int AS 'a;b'
//
DROP TABLE b//
`;

describe("what each tool runs", () => {
  test.each<
    readonly [path: string, text: string, format: string, steps: readonly string[], inTransaction: boolean]
  >([
    ["db/1.sql", "SELECT 1;\nSELECT 2;", "sql", ["1: SELECT 1;\nSELECT 2;"], false],
    ["db/1_a.up.sql", "SELECT 1;", "golang-migrate", ["1: SELECT 1;"], false],
    [
      "db/1_a.up.sql",
      "SELECT ';'; -- ;\nSELECT 2",
      "golang-migrate",
      ["1: SELECT ';'; -- ;\nSELECT 2"],
      true,
    ],
    ["db/1_a.down.sql", "DROP TABLE a;", "golang-migrate", [], false],
    ["sql/V1_1__Add.sql", "SELECT 1", "flyway", ["1: SELECT 1"], true],
    ["sql/R__View.sql", "SELECT 1", "flyway", ["1: SELECT 1"], true],
    ["sql/U1_1__Add.sql", "SELECT 1", "flyway", [], true],
    ["sql/B1__Base.sql", "SELECT 1", "flyway", [], true],
    [
      "sql/V2__I.sql",
      "create index concurrently i on a (x)",
      "flyway",
      ["1: create index concurrently i on a (x)"],
      false,
    ],
    [
      "sql/V3__P.sql",
      "DROP TABLE ${app.schema}.a; DROP TABLE ${t}",
      "flyway",
      ["1: DROP TABLE __app_schema_.a; DROP TABLE ${t}"],
      true,
    ],
    [
      "db/1_a.sql",
      goose,
      "goose",
      [
        "2: -- a comment\nALTER TABLE a ADD x int;",
        "5: CREATE FUNCTION f() RETURNS int AS $$ BEGIN; RETURN 1; END $$ LANGUAGE plpgsql;",
        "7: DROP TABLE b;",
      ],
      true,
    ],
    ["db/1_a.sql", "-- +goose NO TRANSACTION\n-- +goose up\nVACUUM a;", "goose", ["3: VACUUM a;"], false],
    ["db/1_a.sql", "-- migrate:up\nSELECT 1;\n-- migrate:down\nSELECT 2;", "dbmate", ["2: SELECT 1;"], true],
    ["db/1_a.sql", "-- migrate:up transaction:false\nSELECT 1;", "dbmate", ["2: SELECT 1;"], false],
    [
      "prisma/migrations/20261102_a/migration.sql",
      "-- AlterTable\nSELECT 1;",
      "prisma",
      ["1: -- AlterTable\nSELECT 1;"],
      false,
    ],
    [
      "prisma/migrations/20261102_a/migration.sql",
      "SELECT 1;\n\nSELECT 2;",
      "prisma",
      ["1: SELECT 1;\n\nSELECT 2;"],
      true,
    ],
    [
      "drizzle/0001_brave_hulk.sql",
      "SELECT 1;\n--> statement-breakpoint\nSELECT 2;--> statement-breakpoint\nSELECT 3;",
      "drizzle",
      ["1: SELECT 1;", "3: SELECT 2;", "4: SELECT 3;"],
      true,
    ],
    [
      "deploy/users.sql",
      "-- Deploy app:users to pg\nBEGIN;\nSELECT 1;\nCOMMIT;",
      "sqitch",
      ["1: -- Deploy app:users to pg\nBEGIN;\nSELECT 1;\nCOMMIT;"],
      false,
    ],
    ["revert/users.sql", "-- Revert app:users from pg\nDROP TABLE a;", "sqitch", [], false],
    ["verify/users.sql", "-- Verify app:users on pg\nSELECT 1;", "sqitch", [], false],
    [
      "db/a.sql",
      liquibase,
      "liquibase-sql",
      [
        "3: BEGIN",
        "4: CREATE TABLE a (id int);\n--rollback DROP TABLE a;",
        "6: COMMIT",
        "8: CREATE INDEX CONCURRENTLY i ON a (id);",
        "11: BEGIN",
        "12: CREATE FUNCTION f() RETURNS int AS 'a;b'",
        "14: DROP TABLE b",
        "15: COMMIT",
      ],
      false,
    ],
  ])("%s %#", async (path, text, format, steps, inTransaction) => {
    const migration = await read(path, text);
    expect(migration.format).toBe(format);
    expect(shown(migration)).toEqual(steps);
    expect(migration.inTransaction).toBe(inTransaction);
  });

  test("line ends of Windows", async () => {
    expect(shown(await read("db/1_a.sql", goose.replaceAll("\n", "\r\n")))).toHaveLength(3);
  });

  test("Liquibase's changesets for another engine do not run", async () => {
    const steps = shown(await read("db/a.sql", liquibase, "mysql 8.0"));
    expect(steps).toEqual([
      "4: CREATE TABLE a (id int);\n--rollback DROP TABLE a;",
      "8: CREATE INDEX CONCURRENTLY i ON a (id);",
    ]);
  });
});

test.each([
  ["db/migrate/20261102120000_add_x.rb", "", ["20261102120000", "20261102120000_add_x"]],
  ["db/migrate/001_setup.rb", "", ["001", "1", "001_setup"]],
  ["db/000012_add.up.sql", "", ["000012", "12", "000012_add"]],
  ["db/00012_add.sql", "-- +goose up", ["00012", "12", "00012_add"]],
  ["db/20261102_add.sql", "-- migrate:up", ["20261102", "20261102_add"]],
  ["sql/V1_2.3__Add.sql", "", ["1.2.3", "V1_2.3__Add.sql"]],
  ["sql/R__View.sql", "", []],
  ["prisma/migrations/20261102_a/migration.sql", "", ["20261102_a"]],
  ["drizzle/0001_brave_hulk.sql", "", ["0001_brave_hulk"]],
  ["db/deploy/core/users.sql", "-- Deploy app:core/users to pg", ["core/users"]],
  ["db/a.sql", "--liquibase formatted sql", []],
])("what the bookkeeping calls %s", (path, text, names) => {
  expect(formatOf({ path, text })?.appliedNames(path)).toEqual(names);
});

test("a file of no format", () => {
  expect(formatOf({ path: "db/readme.md", text: "" })).toBeNull();
});

test("every format has an id and a title of its own", () => {
  expect(new Set(migrationFormats.map(({ id }) => id)).size).toBe(migrationFormats.length);
  expect(new Set(migrationFormats.map(({ title }) => title)).size).toBe(migrationFormats.length);
});

const paths = ["a.sql", "1_a.up.sql", "V1__a.sql", "drizzle/0001_a.sql", "deploy/a.sql", "1_a/migration.sql"];
const pieces = [
  "-- +goose Up\n",
  "-- +goose Down\n",
  "-- migrate:up\n",
  "--liquibase formatted sql\n",
  "--changeset a:1 endDelimiter:/\n",
  "--> statement-breakpoint\n",
  "'",
  '"',
  "$$",
  "/*",
  "--",
  ";",
  "\n",
  "SELECT 1",
  "${x}.",
  "é",
  "\0",
];

test("any text is read: no crash, and every step's line is the line of its text", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...paths),
      fc.array(fc.constantFrom(...pieces), { maxLength: 30 }),
      async (path, parts) => {
        const text = parts.join("");
        const lines = text.split("\n");
        const { steps } = await read(path, text);
        for (const step of steps) {
          if (step.kind !== "sql" || step.sql === "BEGIN" || step.sql === "COMMIT") continue;
          for (const [index, line] of step.sql.split("\n").entries())
            if (line.includes("SELECT")) expect(lines[step.line - 1 + index]).toContain("SELECT");
        }
      },
    ),
    { numRuns: 500 },
  );
});

test.each(["/*", "$a$ $b$", "'", "--\n", ";", "-- +goose Up\n"])(
  "half a million of %j take no time",
  async (piece) => {
    const before = process.cpuUsage();
    for (const path of paths) await read(path, piece.repeat(500_000 / piece.length));
    expect(process.cpuUsage(before).user).toBeLessThan(5_000_000);
  },
);
