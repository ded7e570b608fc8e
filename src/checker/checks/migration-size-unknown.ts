import type { Check } from "../check.js";
import { count } from "../count.js";
import { enumerate } from "../enumerate.js";
import { fileUrl } from "../file-url.js";
import { contentOf } from "../migrations/content-of.js";
import type { ReportOperation } from "../migration-report.js";
import { migrationName } from "../migrations/migration-name.js";

/** Without rows there is no time: unknown is not zero. One finding a migration. */
export const migrationSizeUnknown: Check<"migrations"> = {
  id: "migration-size-unknown",
  title: "Tables' sizes are known",
  why: "How long a migration takes depends on how many rows production has.",
  defaultSeverity: "failure",
  needs: ["migrations"],
  configured: ({ migrations }) => migrations !== null,
  run: ({ snapshot, rules, facts: { migrations } }) =>
    migrations.migrations.flatMap(({ path, seconds, operations }) => {
      if (seconds !== null) return [];
      const unsized = operations.filter(
        (operation) => operation.seconds === null && dependsOnSize(operation),
      );
      const isUnreadable = operations.some(({ cost }) => cost === "unknown");
      if (unsized.length === 0 && isUnreadable) return [];
      const named = [...new Set(unsized.flatMap(({ table }) => table ?? []))];
      const tables = named.length === 0 ? "the tables that it changes" : enumerate(named, "and");
      return [
        {
          subject: { type: "migration", id: path },
          message: `The size of ${tables} in production is not known, so nobody can say how long ${migrationName(path)} takes`,
          remedy: remedyFor(rules.migrations?.rowCounts ?? null, named),
          url: fileUrl(snapshot, path, unsized[0]?.line),
          value: contentOf(migrations, path),
        },
      ];
    }),
  summarise: (drafts) => [`${count(drafts.length, "migration")} cannot be estimated`],
};

function dependsOnSize({ cost }: ReportOperation): boolean {
  return cost !== "instant" && cost !== "unknown";
}

function remedyFor(source: string | null, tables: readonly string[]): string {
  if (source === null) return 'Name a source of row counts in the policy: "migrations: row-counts"';
  const what = tables.length === 0 ? "the table" : enumerate(tables, "and");
  return `Have ${what} analysed and in the row counts "${source}", or approve it with the reason`;
}
