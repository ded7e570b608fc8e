import type { ReportMigration } from "../../../checker/migration-report.js";
import type { Report } from "../../../checker/report.js";
import { checkWords } from "../check-words.js";
import { sortFindings, type FindingGroup } from "../finding-groups.js";
import { fieldsOf } from "../issues/choose-issues.js";
import { peopleOf } from "../people/people-of.js";
import { isRiskField, riskRank } from "./risk-rank.js";

/** How often something is there. */
export interface Tally {
  readonly words: string;
  readonly count: number;
}

/** A deploy in figures. */
export interface Overview {
  /** By check. */
  readonly failures: readonly Tally[];
  readonly warnings: readonly Tally[];
  readonly approved: number;
  /** What kept us from telling. */
  readonly unknown: number;
  readonly checks: number;
  readonly issues: {
    /** Null where commits name issues, and nothing is known of any of them. */
    readonly count: number | null;
    readonly failing: number;
    readonly types: readonly Tally[];
  };
  readonly commits: { readonly count: number; readonly shipping: number };
  readonly people: { readonly count: number; readonly authors: number; readonly assignees: number };
  /** Null where the policy has no migrations looked at. */
  readonly migrations: {
    readonly count: number;
    /** Of those that can be estimated; null where there is none. */
    readonly longest: Pick<ReportMigration, "path" | "seconds"> | null;
    readonly untold: number;
  } | null;
  /** The policy's field for it, and how many issues have which value, the worst first; null where it has none. */
  readonly risk: { readonly field: string; readonly levels: readonly Tally[]; readonly unset: number } | null;
}

/** Counts what a report says. */
export function overviewOf(report: Report): Overview {
  const { failures, warnings } = sortFindings(report);
  const people = peopleOf(report);
  const isOpen = report.findings.filter(({ approval }) => approval === null);
  const failing = isOpen.filter(
    ({ severity, subject }) => severity === "failure" && subject.type === "issue",
  );
  const keys = new Set(report.issues.map(({ key }) => key));
  const named = report.commits.some(
    ({ disposition, issueKeys }) => disposition === "shipping" && issueKeys.length > 0,
  );
  return {
    failures: failures.map(tallyOf),
    warnings: warnings.map(tallyOf),
    approved: report.findings.length - isOpen.length,
    unknown: report.problems.length,
    checks: report.checks.filter(({ state }) => state !== "off").length,
    issues: {
      count: named && report.issues.length === 0 ? null : report.issues.length,
      failing: new Set(failing.map(({ subject }) => subject.id).filter((id) => keys.has(id))).size,
      types: tally(report.issues.map(({ type }) => type)),
    },
    commits: {
      count: report.commits.length,
      shipping: report.commits.filter(
        ({ disposition }) => disposition !== "reverted" && disposition !== "already-shipped",
      ).length,
    },
    people: {
      count: people.length,
      authors: people.filter(({ commits }) => commits > 0).length,
      assignees: people.filter(({ issues }) => issues > 0).length,
    },
    migrations: migrationsOf(report),
    risk: riskOf(report),
  };
}

function tallyOf({ check, findings }: FindingGroup): Tally {
  return { words: checkWords(check).title, count: findings.length };
}

function tally(values: readonly string[]): readonly Tally[] {
  return [...Map.groupBy(values, (value) => value)]
    .map(([words, same]) => ({ words, count: same.length }))
    .toSorted((one, other) => other.count - one.count);
}

function migrationsOf({ migrations, migrationContext }: Report): Overview["migrations"] {
  if (migrationContext === null) return null;
  const told = migrations.filter(({ seconds }) => seconds !== null);
  const [longest = null] = told.toSorted(
    (one, other) => (other.seconds?.expected ?? 0) - (one.seconds?.expected ?? 0),
  );
  return { count: migrations.length, longest, untold: migrations.length - told.length };
}

function riskOf(report: Report): Overview["risk"] {
  const field = fieldsOf(report).find(isRiskField);
  if (field === undefined) return null;
  const values = report.issues.map(({ fields }) => fields[field] ?? null);
  const set = values.filter((value) => value !== null);
  const levels = tally(set).toSorted((one, other) => riskRank(one.words) - riskRank(other.words));
  return { field, levels, unset: values.length - set.length };
}
