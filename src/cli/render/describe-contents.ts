import { describeEstimate } from "../../checker/migrations/describe-estimate.js";
import type { ReportOperation } from "../../checker/migration-report.js";
import { migrationTotal } from "../../migrations/migration-total.js";
import type { Disposition, Report } from "../../checker/report.js";

const words: Readonly<Record<Disposition, string>> = {
  shipping: "shipping",
  "no-issue": "marked as needing no issue",
  ignored: "ignored by the policy",
  reverted: "reverted within the range",
  "already-shipped": "already in production",
};

/** What the deploy contains, counted: "34 commits: 28 shipping, 2 reverted within the range". */
export function describeContents(report: Report): readonly string[] {
  const dispositions = Map.groupBy(report.commits, ({ disposition }) => disposition);
  const shipping = dispositions.get("shipping") ?? [];
  const keys = new Set(shipping.flatMap(({ issueKeys }) => issueKeys));
  const statuses = Map.groupBy(report.issues, ({ status }) => status);
  const unknown = [...keys].filter((key) => !report.issues.some((issue) => issue.key === key)).length;
  const lines = [
    withParts(
      count(report.commits.length, "commit"),
      (Object.keys(words) as Disposition[]).map(
        (disposition) => [dispositions.get(disposition)?.length ?? 0, words[disposition]] as const,
      ),
    ),
    withParts(count(keys.size, "issue"), [
      ...[...statuses].map(([status, issues]) => [issues.length, status] as const),
      [unknown, wordForUnknown(report)],
    ]),
  ];
  if (report.revertedIssues.length > 0) lines.push(`reverted issues: ${report.revertedIssues.join(", ")}`);
  if (report.alreadyShippedIssues.length > 0) {
    lines.push(`issues already in production: ${report.alreadyShippedIssues.join(", ")}`);
  }
  if (report.migrations.length > 0) lines.push(...describeMigrations(report));
  return lines;
}

const migrationsNamed = 10;

/** "2 migrations: cannot be told" and then each: "db/migrate/1_a.rb: about 52 min, rewrite of calls blocks writes". */
function describeMigrations({ migrations, migrationContext }: Report): readonly string[] {
  const total = migrationTotal(migrations);
  const time = total === null ? "how long they take cannot be told" : describeEstimate(total);
  const engine = migrationContext === null ? "" : ` on ${migrationContext.engine}`;
  const hidden = migrations.length - migrationsNamed;
  return [
    `${count(migrations.length, "migration")}${engine}: ${time}`,
    ...migrations.slice(0, migrationsNamed).map(({ path, seconds, operations }) => {
      const slow = operations.filter(({ cost }) => cost !== "instant").map(describeOperation);
      const what =
        operations.length === 0 ? "nothing to run" : slow.length === 0 ? "instant" : slow.join(", ");
      return `${path}: ${seconds === null ? "unknown" : describeEstimate(seconds)}: ${what}`;
    }),
    ...(hidden > 0 ? [`and ${count(hidden, "more migration")}`] : []),
  ];
}

function describeOperation({ kind, table, cost, blocksReads, blocksWrites, line }: ReportOperation): string {
  const blocks = blocksReads ? ", blocks reads and writes" : blocksWrites ? ", blocks writes" : "";
  const on = table === null ? "" : ` ${table}`;
  return `${kind.replaceAll("_", " ")}${on} (line ${line}: ${cost}${blocks})`;
}

/** Without an answer of Jira, an issue that it does not show is not one that does not exist. */
function wordForUnknown({ checks }: Report): string {
  const state = checks.find(({ id }) => id === "issue-not-found")?.state ?? "off";
  return state === "off" || state === "error" ? "not looked up" : "not found";
}

function withParts(total: string, parts: readonly (readonly [number, string])[]): string {
  const named = parts.filter(([number]) => number > 0).map(([number, word]) => `${number} ${word}`);
  return named.length === 0 ? total : `${total}: ${named.join(", ")}`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
