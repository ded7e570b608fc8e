import type { MigrationFormat } from "../format.js";
import type { ReadMigration } from "../../read-migration.js";
import { placeholderSchemas } from "./placeholder-schemas.js";
import { fileName } from "./sql-file.js";
import { partStep } from "./text-part.js";

/** `V1_1__Add_x.sql`, `R__View.sql`, `U1__Undo.sql`, `B1__Baseline.sql` */
const naming = /^(?:([VUB])(\d[\d._]*)|(R))__.+\.sql$/;

/** Statements for which Flyway leaves its transaction out, as PostgreSQL refuses them inside of one. */
const outsideTransactions =
  /\bCONCURRENTLY\b|\bVACUUM\b|\b(CREATE|DROP)\s+(DATABASE|TABLESPACE)\b|\bALTER\s+SYSTEM\b/i;

function read(path: string, text: string): ReadMigration {
  const kind = naming.exec(fileName(path))?.[1];
  const runs = kind !== "U" && kind !== "B";
  return {
    format: "flyway",
    steps: runs ? partStep({ line: 1, lines: [placeholderSchemas(text)] }) : [],
    inTransaction: !outsideTransactions.test(text),
  };
}

/**
 * Flyway: https://documentation.red-gate.com/fd/migrations-184127470.html. Undo and baseline scripts do not run in a
 * deploy; a repeatable one runs whenever it changed, whatever the history says.
 */
export const flywayFormat: MigrationFormat = {
  id: "flyway",
  title: "Flyway",
  recognises: ({ path }) => naming.test(fileName(path)),
  load: () => Promise.resolve(({ path, text }) => read(path, text)),
  appliedNames: (path) => {
    const match = naming.exec(fileName(path));
    const version = match?.[2];
    return version === undefined ? [] : [version.replaceAll("_", "."), fileName(path)];
  },
};
