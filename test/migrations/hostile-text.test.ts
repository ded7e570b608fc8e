import { describe, expect, test } from "vitest";
import { estimateMigrations } from "../../src/migrations/estimate-migrations.js";
import { parseEngine } from "../../src/migrations/engine.js";
import { tableFacts } from "./table-facts.js";

const statement = "ALTER TABLE calls ALTER COLUMN amount TYPE bigint;\n";
const liquibase = (change: string) =>
  `<?xml version="1.0"?>\n<databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog"><changeSet id="1" author="a">\n${change}\n</changeSet></databaseChangeLog>\n`;

/** The same rewrite of a large table, in every format. */
const files: Readonly<Record<string, string>> = {
  "1.sql": statement,
  "V1__a.sql": statement,
  "1_a.up.sql": statement,
  "goose/1_a.sql": `-- +goose Up\n${statement}-- +goose Down\nselect 1;\n`,
  "db/migrations/1_a.sql": `-- migrate:up\n${statement}-- migrate:down\nselect 1;\n`,
  "prisma/migrations/1/migration.sql": statement,
  "drizzle/0001_a.sql": `select 1;\n--> statement-breakpoint\n${statement}`,
  "deploy/a.sql": `-- Deploy a to pg\nBEGIN;\n${statement}COMMIT;\n`,
  "changes.sql": `--liquibase formatted sql\n--changeset a:1\n${statement}`,
  "db/migrate/1_a.rb":
    "class A < ActiveRecord::Migration[8.0]\n  def change\n    change_column :calls, :amount, :bigint\n  end\nend\n",
  "app/migrations/0002_a.py": `from django.db import migrations\nclass Migration(migrations.Migration):\n    operations = [\n        migrations.RunSQL("${statement.trim()}"),\n    ]\n`,
  "versions/a.py": `from alembic import op\nrevision = "a"\ndown_revision = None\ndef upgrade():\n    op.execute("${statement.trim()}")\n`,
  "migrations/1_a.js": `exports.up = async (knex) => {\n  await knex.raw("${statement.trim()}");\n};\n`,
  "migrations/2-b.js": `module.exports = {\n  async up(queryInterface) {\n    await queryInterface.sequelize.query("${statement.trim()}");\n  },\n};\n`,
  "src/1-A.ts": `import { QueryRunner } from "typeorm";\nexport class A1 {\n  async up(queryRunner: QueryRunner) {\n    await queryRunner.query("${statement.trim()}");\n  }\n}\n`,
  "changelog.xml": liquibase('<modifyDataType tableName="calls" columnName="amount" newDataType="bigint"/>'),
  "changelog.yaml":
    "databaseChangeLog:\n  - changeSet:\n      id: 1\n      author: a\n      changes:\n        - modifyDataType:\n            {tableName: calls, columnName: amount, newDataType: bigint}\n",
  "changelog.json":
    '{"databaseChangeLog":[{"changeSet":{"id":"1","author":"a","changes":[\n{"modifyDataType":{"tableName":"calls","columnName":"amount","newDataType":"bigint"}}]}}]}\n',
};

const facts = {
  takenAt: null,
  engine: null,
  appliedMigrations: [],
  domains: {},
  memoryBytes: null,
  tables: { calls: tableFacts({ rows: 1e9, columns: { id: "integer", amount: "integer" } }) },
};

async function costsOf(path: string, bytes: Buffer | string) {
  const text = typeof bytes === "string" ? bytes : bytes.toString("utf8");
  const [estimate] = await estimateMigrations({
    files: [{ path, text }],
    engine: parseEngine("postgres 16"),
    facts,
  });
  return (estimate?.operations ?? []).map(({ cost, line, note }) => ({ cost, line, note }));
}

const ways: Readonly<Record<string, (text: string) => string>> = {
  "as it is": (text) => text,
  "with a byte order mark": (text) => `\uFEFF${text}`,
  "with carriage returns and line feeds": (text) => text.replaceAll("\n", "\r\n"),
  "with carriage returns alone": (text) => text.replaceAll("\n", "\r"),
};
const asText = Object.entries(files).flatMap(([path, text]) =>
  Object.entries(ways).map(([way, change]) => [path, way, change(text)] as const),
);

test.each(asText)("%s %s is read", async (path, _way, text) => {
  expect(await costsOf(path, text)).toContainEqual(expect.objectContaining({ cost: "rewrite" }));
});

const encodings: Readonly<Record<string, (text: string) => Buffer>> = {
  "UTF-16": (text) => Buffer.from(`\uFEFF${text}`, "utf16le"),
  "UTF-16, the other way round": (text) => Buffer.from(`\uFEFF${text}`, "utf16le").swap16(),
  "UTF-16 without a mark": (text) => Buffer.from(text, "utf16le"),
};

describe.each(Object.keys(files))("%s", (path) => {
  const text = files[path] ?? "";

  test.each(Object.keys(encodings))("in %s is said to be no text", async (encoding) => {
    expect(await costsOf(path, encodings[encoding]?.(text) ?? "")).toEqual([
      { cost: "unknown", line: 1, note: "It holds a NUL character: it is no text, or none in UTF-8." },
    ]);
  });

  test("says the line of a NUL in it", async () => {
    expect(await costsOf(path, text.replace("\n", "\n\0"))).toMatchObject([{ cost: "unknown", line: 2 }]);
  });

  test("is never taken for less where it is cut off", async () => {
    const whole = text.indexOf("bigint");
    for (const share of [0.6, 0.75, 0.9]) {
      const costs = (await costsOf(path, text.slice(0, Math.floor(whole * share)))).map(({ cost }) => cost);
      const saysNothing = costs.every((cost) => cost === "instant");
      expect(saysNothing && /\balter table \w/i.test(text.slice(0, whole * share))).toBe(false);
    }
  });
});

test.each(["mysql 8.0.35", "MariaDB 10.11.4"])(
  "where the row counts come from %s, nothing is told of it as PostgreSQL's",
  async (engine) => {
    const [estimate] = await estimateMigrations({
      files: [{ path: "1.sql", text: "alter table calls add column x int;" }],
      engine: parseEngine("postgres 16"),
      facts: { ...facts, engine },
    });
    expect(estimate?.seconds).toBeNull();
    expect(estimate?.operations[0]).toMatchObject({ cost: "unknown", line: 1 });
    expect(estimate?.operations[0]?.note).toMatch(/judged as postgres 16, but .* the engine is wrong/);
  },
);
