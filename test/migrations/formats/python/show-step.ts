import type { MigrationStep } from "../../../../src/migrations/read-migration.js";

/** A step in one line: SQL as it is, anything else by its kind. */
export function show(step: MigrationStep): string {
  switch (step.kind) {
    case "sql":
      return step.sql;
    case "rows":
      return `${step.verb} ${step.table ?? "?"}${step.rows === undefined ? "" : ` ${step.rows}`}`;
    case "unreadable":
      return `unreadable: ${step.reason}`;
    case "column-nullability":
      return `${step.table}.${step.column} ${step.notNull ? "NOT NULL" : "NULL"}`;
    case "column-comment":
    case "online-copy":
    default:
      return step.kind;
  }
}
