import { parseEngine } from "../../../../src/migrations/engine.js";
import { loadRailsFormat } from "../../../../src/migrations/formats/rails/read-rails-migration.js";
import type { MigrationStep, ReadMigration } from "../../../../src/migrations/read-migration.js";

const load = loadRailsFormat();

/** Reads a whole file. */
export async function readRails(text: string, engine = "postgres 16"): Promise<ReadMigration> {
  const read = await load;
  return read({ path: "db/migrate/20261102120000_try.rb", text }, parseEngine(engine));
}

/** Reads the body of `change`; the first of its lines is line 3. */
export async function stepsOf(
  body: string,
  engine = "postgres 16",
  rails = "7.1",
): Promise<readonly MigrationStep[]> {
  const text = `class Try < ActiveRecord::Migration[${rails}]\n  def change\n${body}\n  end\nend\n`;
  return (await readRails(text, engine)).steps;
}

/** A step in one line: SQL as it is, anything else by its kind. */
export function show(step: MigrationStep): string {
  switch (step.kind) {
    case "sql":
      return step.sql;
    case "rows":
      return `${step.verb} ${step.table ?? "?"}${step.rows === undefined ? "" : ` ${step.rows}`}`;
    case "online-copy":
      return `${step.tool}: ${step.sql}`;
    case "unreadable":
      return `unreadable: ${step.reason}`;
    case "column-nullability":
      return `${step.table}.${step.column} ${step.notNull ? "NOT NULL" : "NULL"}`;
    case "column-comment":
      return `${step.table}.${step.column} comment`;
  }
}
