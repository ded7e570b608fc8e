import type { MigrationFormat } from "../format.js";
import { head, numberedNames } from "./sql-file.js";
import { partStep, splitLines } from "./text-part.js";

const breakpoint = "--> statement-breakpoint";

/**
 * Drizzle: `<number>_<tag>.sql` (or a folder with `migration.sql`) with a breakpoint after each statement. On PostgreSQL
 * its migrator runs in one transaction: https://orm.drizzle.team/docs/migrations
 */
export const drizzleFormat: MigrationFormat = {
  id: "drizzle",
  title: "Drizzle",
  recognises: ({ path, text }) =>
    path.endsWith(".sql") &&
    (head(text).includes(breakpoint) || /(^|\/)drizzle\/(.+\/)?\d{4}_\w+\.sql$/.test(path)),
  load: () =>
    Promise.resolve(({ text }) => {
      // A breakpoint ends its line or stands alone in it.
      let isNew = false;
      const parts = splitLines(text, (line) => {
        const begins = isNew;
        isNew = line.trimEnd().endsWith(breakpoint);
        return begins;
      });
      return {
        format: "drizzle",
        steps: parts.flatMap(({ line, lines }) =>
          partStep({ line, lines: lines.map((one) => one.replace(breakpoint, "")) }),
        ),
        inTransaction: true,
      };
    }),
  appliedNames: (path) =>
    path.endsWith("/migration.sql") ? path.split("/").slice(-2, -1) : numberedNames(path).slice(-1),
};
