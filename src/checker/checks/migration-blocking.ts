import type { Check, Draft } from "../check.js";
import { count } from "../count.js";
import { describeSeconds } from "../describe-seconds.js";
import { fileUrl } from "../file-url.js";
import { contentOf } from "../migrations/content-of.js";
import { judgedSeconds } from "../migrations/judged-seconds.js";
import { migrationName } from "../migrations/migration-name.js";
import type { ReportMigration, ReportOperation } from "../migration-report.js";
import type { MigrationRules } from "../rules.js";

/**
 * A lock that is held for long stops every request that needs the table: a short deploy can still be an outage.
 * One finding a migration and table, for the operation that blocks it longest.
 */
export const migrationBlocking: Check<"migrations"> = {
  id: "migration-blocking",
  title: "Migrations block nobody for long",
  why: "Requests that read or write a locked table wait until the lock is gone, and pile up meanwhile.",
  defaultSeverity: "failure",
  needs: ["migrations"],
  configured: ({ migrations }) => migrations?.blockOver !== null && migrations !== null,
  run({ snapshot, rules: { migrations: rules }, facts: { migrations: all } }) {
    if (rules === null || rules.blockOver === null) return [];
    const limit = rules.blockOver;
    return all.migrations.flatMap((migration) =>
      longestByTable(migration, rules).flatMap((operation): Draft[] => {
        const seconds = blockedFor(operation, rules);
        if (seconds <= limit) return [];
        const what = operation.blocksReads ? "reading and writing" : "writing";
        const table = operation.table ?? "a table";
        return [
          {
            subject: { type: "migration", id: migration.path },
            message: `${migrationName(migration.path)} keeps others from ${what} ${table} for about ${describeSeconds(seconds)} (line ${operation.line}); the limit is ${describeSeconds(limit)}`,
            remedy:
              operation.advice ??
              "Split it into steps that lock briefly, run it separately at a quiet time, or approve it with the reason",
            url: fileUrl(snapshot, migration.path, operation.line),
            value: `${contentOf(all, migration.path)} ${table}`,
          },
        ];
      }),
    );
  },
  summarise(drafts, { migrations }) {
    const paths = new Set(drafts.map(({ subject }) => subject.id));
    const limit = describeSeconds(migrations?.blockOver ?? 0);
    return [`${count(paths.size, "migration")} blocking for over ${limit}`];
  },
};

function longestByTable({ operations }: ReportMigration, rules: MigrationRules): readonly ReportOperation[] {
  const longest = new Map<string | null, ReportOperation>();
  for (const operation of operations) {
    const before = longest.get(operation.table);
    if (before === undefined || blockedFor(operation, rules) > blockedFor(before, rules))
      longest.set(operation.table, operation);
  }
  return [...longest.values()];
}

/** Where it is not known another check says so. */
function blockedFor({ blockedSeconds }: ReportOperation, rules: MigrationRules): number {
  return blockedSeconds === null ? 0 : judgedSeconds(blockedSeconds, rules);
}
