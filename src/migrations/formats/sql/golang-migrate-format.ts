import type { MigrationFormat } from "../format.js";
import { holdsSeveralStatements } from "./several-statements.js";
import { numberedNames } from "./sql-file.js";
import { partStep } from "./text-part.js";

/**
 * golang-migrate: `<number>_<title>.up.sql`; `.down.sql` undoes. A file is sent as it is, so that PostgreSQL runs several
 * statements in one transaction: https://github.com/golang-migrate/migrate/tree/master/database/postgres#multi-statement-mode
 */
export const golangMigrateFormat: MigrationFormat = {
  id: "golang-migrate",
  title: "golang-migrate",
  recognises: ({ path }) => path.endsWith(".up.sql") || path.endsWith(".down.sql"),
  load: () =>
    Promise.resolve(({ path, text }) => ({
      format: "golang-migrate",
      steps: path.endsWith(".down.sql") ? [] : partStep({ line: 1, lines: [text] }),
      inTransaction: holdsSeveralStatements(text),
    })),
  appliedNames: numberedNames,
};
