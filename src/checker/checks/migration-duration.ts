import type { Check, Draft } from "../check.js";
import { count } from "../count.js";
import { describeSeconds } from "../describe-seconds.js";
import { fileUrl } from "../file-url.js";
import { contentOf } from "../migrations/content-of.js";
import { describeEstimate } from "../migrations/describe-estimate.js";
import { judgedSeconds } from "../migrations/judged-seconds.js";
import { migrationName } from "../migrations/migration-name.js";
import type { MigrationsOfDeploy, ReportMigration } from "../migration-report.js";
import type { MigrationRules } from "../rules.js";
import type { Snapshot } from "../snapshot.js";

const remedy =
  "Run it separately at a quiet time (it then counts as applied), make it cheaper, or approve it with the reason";

/**
 * A migration that runs for hours keeps a deploy from ending. One finding a migration over the limit; where each is
 * below it and their sum is not, one on the deploy. From Invoca's estimate of migrations over 30 minutes.
 */
export const migrationDuration: Check<"migrations"> = {
  id: "migration-duration",
  title: "Migrations are short",
  why: "A migration that runs for long holds up the deploy, and all that must follow it.",
  defaultSeverity: "failure",
  needs: ["migrations"],
  configured: ({ migrations }) =>
    migrations !== null && (migrations.failOver !== null || migrations.warnOver !== null),
  run({ snapshot, rules, facts: { migrations } }) {
    if (rules.migrations === null) return [];
    const own = rules.migrations;
    const drafts = migrations.migrations.flatMap((migration) => single(snapshot, migration, migrations, own));
    return drafts.length > 0 ? drafts : together(snapshot.target, migrations, own);
  },
  summarise(drafts, { migrations }) {
    if (migrations === null) return [];
    const sum = drafts.find(({ subject }) => subject.type === "deploy");
    if (sum?.words !== undefined) return [sum.words];
    const limit = drafts.some(({ severity }) => severity === undefined) ? "failOver" : "warnOver";
    const over = migrations[limit] ?? migrations.failOver ?? 0;
    const about = drafts.length === 1 ? ` (${drafts[0]?.words ?? ""})` : "";
    return [`${count(drafts.length, "migration")} over ${describeSeconds(over)}${about}`];
  },
};

function single(
  snapshot: Snapshot,
  migration: ReportMigration,
  all: MigrationsOfDeploy,
  rules: MigrationRules,
): readonly Draft[] {
  const { seconds, path } = migration;
  const over = seconds === null ? null : limitPassed(judgedSeconds(seconds, rules), rules);
  if (seconds === null || over === null) return [];
  const slowest = migration.operations
    .filter((operation) => operation.seconds !== null)
    .toSorted((a, b) => (b.seconds?.expected ?? 0) - (a.seconds?.expected ?? 0))[0];
  const mostly =
    slowest === undefined || migration.operations.length < 2
      ? ""
      : `, most of it ${slowest.kind.replaceAll("_", " ")}${slowest.table === null ? "" : ` on ${slowest.table}`}`;
  return [
    {
      subject: { type: "migration", id: path },
      message: `${migrationName(path)} takes ${describeEstimate(seconds)}${mostly}; the limit is ${describeSeconds(over.limit)}`,
      remedy: slowest?.advice ?? remedy,
      url: fileUrl(snapshot, path, slowest?.line),
      value: `${contentOf(all, path)} ${over.severity ?? "failure"}`,
      words: `about ${describeSeconds(judgedSeconds(seconds, rules))}`,
      ...(over.severity === null ? {} : { severity: over.severity }),
    },
  ];
}

/** Nothing is said of a sum whose parts are not all known: another check says that. */
function together(target: string, all: MigrationsOfDeploy, rules: MigrationRules): readonly Draft[] {
  const known = all.migrations.flatMap(({ seconds }) => (seconds === null ? [] : [seconds]));
  if (known.length < 2 || known.length < all.migrations.length) return [];
  const sum = known.reduce((seconds, one) => seconds + judgedSeconds(one, rules), 0);
  const over = limitPassed(sum, rules);
  if (over === null) return [];
  const migrations = count(all.migrations.length, "migration");
  return [
    {
      subject: { type: "deploy", id: target },
      message: `${migrations} take about ${describeSeconds(sum)} together; the limit is ${describeSeconds(over.limit)}`,
      remedy: "Ship some of them separately, or approve it with the reason",
      url: null,
      value: all.migrations.map(({ path }) => contentOf(all, path)).join(" "),
      words: `${migrations} over ${describeSeconds(over.limit)} together (about ${describeSeconds(sum)})`,
      ...(over.severity === null ? {} : { severity: over.severity }),
    },
  ];
}

function limitPassed(
  seconds: number,
  { failOver, warnOver }: MigrationRules,
): { readonly limit: number; readonly severity: "warning" | null } | null {
  if (failOver !== null && seconds > failOver) return { limit: failOver, severity: null };
  if (warnOver !== null && seconds > warnOver) return { limit: warnOver, severity: "warning" };
  return null;
}
