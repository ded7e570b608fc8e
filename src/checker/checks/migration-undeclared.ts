import type { Check, Draft } from "../check.js";
import type { Contents } from "../contents.js";
import { count } from "../count.js";
import { describeSeconds } from "../describe-seconds.js";
import { foldCase } from "../fold-case.js";
import { foundIssues } from "../found-issues.js";
import { judgedSeconds } from "../migrations/judged-seconds.js";
import { migrationName } from "../migrations/migration-name.js";
import type { MigrationsOfDeploy, ReportMigration } from "../migration-report.js";
import { oneLine } from "../one-line.js";
import { quote } from "../quote.js";
import { readOwn } from "../read-own.js";
import type { MigrationRules } from "../rules.js";
import type { Issue } from "../snapshot.js";

/** Values of the field that say no; everything else that it may hold says yes. */
const noes: ReadonlySet<string> = new Set(["no", "none", "false", "n/a", "not needed", "short", "-", "0"]);

/**
 * The issue says whether its migration runs for long, so that people plan for it; it must agree with the estimate.
 * One finding an issue: a long migration that is not declared, or a declared one that is short.
 */
export const migrationUndeclared: Check<"migrations" | "issues" | "range" | "origins"> = {
  id: "migration-undeclared",
  title: "Long migrations are declared",
  why: "People plan a deploy from what the issues say: a long migration must be announced there, and no other.",
  defaultSeverity: "failure",
  needs: ["migrations", "issues", "range", "origins"],
  configured: ({ migrations, commits }) =>
    commits.keys !== null &&
    migrations !== null &&
    migrations.declaredBy !== null &&
    (migrations.failOver !== null || migrations.warnOver !== null),
  run({ rules: { migrations: rules }, contents, facts }) {
    const field = rules?.declaredBy ?? null;
    const threshold = rules?.warnOver ?? rules?.failOver ?? null;
    if (rules === null || field === null || threshold === null) return [];
    return foundIssues(contents, facts.issues).flatMap(([key, issue]) => {
      const own = migrationsOf(key, contents, facts.migrations);
      if (own.length === 0 || own.some(({ seconds }) => seconds === null)) return [];
      const draft = disagreement({ key, issue, own, field, threshold, rules });
      return draft === null ? [] : [draft];
    });
  },
  summarise: (drafts) => [`${count(drafts.length, "issue")} disagreeing with its migration`],
};

function migrationsOf(
  key: string,
  contents: Contents,
  { migrations, commits }: MigrationsOfDeploy,
): readonly ReportMigration[] {
  const shas = new Set(contents.issues.get(key)?.map(({ sha }) => sha));
  return migrations.filter(({ path }) => (readOwn(commits, path) ?? []).some((sha) => shas.has(sha)));
}

interface Case {
  readonly key: string;
  readonly issue: Issue;
  readonly own: readonly ReportMigration[];
  readonly field: string;
  readonly threshold: number;
  readonly rules: MigrationRules;
}

function disagreement({ key, issue, own, field, threshold, rules }: Case): Draft | null {
  const value = readOwn(issue.fields, field) ?? { state: "absent" as const };
  const declared = value.state === "value" && value.texts.some((text) => !noes.has(foldCase(text.trim())));
  const longest = own.toSorted((a, b) => judged(b, rules) - judged(a, rules))[0];
  if (longest === undefined) return null;
  const seconds = judged(longest, rules);
  const isLong = seconds > threshold;
  if (isLong === declared) return null;
  const name = oneLine(field);
  const says = value.state === "value" ? quote(value.texts.join(", ")) : value.state;
  const takes = `${migrationName(longest.path)} takes about ${describeSeconds(seconds)}`;
  return {
    subject: { type: "issue", id: key },
    message: `${name} of ${key} is ${value.state === "absent" ? "not on its screen" : says}, but ${takes}`,
    remedy: isLong
      ? `Declare the migration in ${name} of ${issue.key}, and plan for it`
      : `Say in ${name} of ${issue.key} that no long migration comes with it`,
    url: issue.url,
    value: `${field}: ${says} ${isLong ? "long" : "short"}`,
  };
}

function judged({ seconds }: ReportMigration, rules: MigrationRules): number {
  return seconds === null ? 0 : judgedSeconds(seconds, rules);
}
