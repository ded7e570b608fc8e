import type { Check } from "../check.js";
import { count } from "../count.js";
import { enumerate } from "../enumerate.js";
import { fileUrl } from "../file-url.js";
import { contentOf } from "../migrations/content-of.js";
import { migrationName } from "../migrations/migration-name.js";

/** What cannot be understood might run for hours: it is never taken for cheap. One finding a migration. */
export const migrationUnreadable: Check<"migrations"> = {
  id: "migration-unreadable",
  title: "Migrations are understood",
  why: "A statement that could not be read may do anything, for any length of time.",
  defaultSeverity: "failure",
  needs: ["migrations"],
  configured: ({ migrations }) => migrations !== null,
  run: ({ snapshot, facts: { migrations } }) =>
    migrations.migrations.flatMap(({ path, operations }) => {
      const unknown = operations.filter(({ cost }) => cost === "unknown");
      const [first] = unknown;
      if (first === undefined) return [];
      const lines = enumerate([...new Set(unknown.map(({ line }) => `${line}`))], "and");
      return [
        {
          subject: { type: "migration", id: path },
          message: `Line ${lines} of ${migrationName(path)} cannot be estimated: ${first.note}`,
          remedy:
            "Write it in a way that can be read, or look at what it does and approve it with the reason",
          url: fileUrl(snapshot, path, first.line),
          value: contentOf(migrations, path),
        },
      ];
    }),
  summarise: (drafts) => [`${count(drafts.length, "migration")} cannot be estimated`],
};
