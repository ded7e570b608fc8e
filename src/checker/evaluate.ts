import { createApprovalLookup } from "./approvals.js";
import { checks } from "./checks/index.js";
import { classifyCommits } from "./classify-commits.js";
import { contentParts } from "./content-ids.js";
import type { Contents } from "./contents.js";
import { compareUrl } from "./compare-url.js";
import { effectiveFacts } from "./effective-facts.js";
import { isKnown } from "./fact.js";
import { problemsOf } from "./problems.js";
import { reportContents } from "./report-contents.js";
import type { Approval, Finding, Problem, Report, SignOff, State } from "./report.js";
import type { Rules } from "./rules.js";
import { type CheckOutcome, runCheck } from "./run-check.js";
import type { Facts, Snapshot } from "./snapshot.js";
import { judgeSignOffs } from "./sign-offs.js";
import { summariseSuccess, summariseTrouble } from "./summary.js";

const nothing: Contents = { commits: [], issues: new Map(), revertedIssues: [], alreadyShippedIssues: [] };

/** What else a report rests on. */
export interface Circumstances {
  readonly durationMs?: number;
  /** Those that people gave for the target and did not take back. */
  readonly signOffs?: readonly SignOff[];
}

/**
 * Judges a deploy: pure, so that the same snapshot, rules and approvals give the same report at any time.
 *
 * A failure that nobody approved gives `failure`; else a needed fact that could not be had gives `error`, because
 * unknown is never green; else `success`. Warnings never change the state.
 */
export function evaluate(
  snapshot: Snapshot,
  rules: Rules,
  approvals: readonly Approval[],
  { durationMs = 0, signOffs: given = [] }: Circumstances = {},
): Report {
  const facts = effectiveFacts(snapshot, rules);
  const contents = contentsOf(facts, rules);
  const approvalOf = createApprovalLookup(approvals, snapshot.at);
  const parts =
    rules.signOffs.length > 0 && isKnown(facts.range) && isKnown(facts.origins)
      ? contentParts(contents)
      : null;
  const signOffs = judgeSignOffs(rules.signOffs, given, parts);
  const context = { snapshot, facts, rules, contents, content: parts ?? [], signOffs, approvalOf };
  const outcomes = checks.map((check) => runCheck(check, context));
  const findings = outcomes.flatMap((outcome) => outcome.findings);
  const problems = problemsOf([
    ...[facts.production, facts.range].flatMap((fact) => ("unavailable" in fact ? [fact] : [])),
    ...outcomes.flatMap((outcome) => outcome.unavailable),
  ]);
  const state = stateOf(findings, problems);
  return {
    version: 1,
    repository: snapshot.repository,
    target: snapshot.target,
    policy: snapshot.policy,
    production: isKnown(facts.production)
      ? facts.production.value
      : { ref: snapshot.productionRef ?? "production", sha: null },
    head: snapshot.head,
    base: isKnown(facts.range) ? facts.range.value.base : null,
    compareUrl: isKnown(facts.production)
      ? compareUrl(snapshot, facts.production.value.sha, snapshot.head.sha)
      : null,
    state,
    summary: summaryOf(state, { contents, outcomes, findings, problems, at: snapshot.at }),
    checks: outcomes.map((outcome) => outcome.result),
    problems,
    findings,
    ...reportContents(snapshot, contents, facts.issues),
    ...reportMigrations(facts.migrations),
    signOffs,
    contentIds: parts?.map(({ id }) => id) ?? null,
    policyMistakes: [],
    gatheredAt: snapshot.at,
    durationMs,
  };
}

function reportMigrations(migrations: Facts["migrations"]): Pick<Report, "migrations" | "migrationContext"> {
  if (!isKnown(migrations)) return { migrations: [], migrationContext: null };
  const { migrations: estimates, blobs: _blobs, commits: _commits, ...context } = migrations.value;
  return { migrations: estimates, migrationContext: context };
}

function contentsOf(facts: Facts, rules: Rules): Contents {
  if (!isKnown(facts.range)) return nothing;
  return classifyCommits(
    facts.range.value,
    isKnown(facts.origins) ? facts.origins.value : null,
    rules.commits,
  );
}

function stateOf(findings: readonly Finding[], problems: readonly Problem[]): Exclude<State, "pending"> {
  if (findings.some(({ severity, approval }) => severity === "failure" && approval === null))
    return "failure";
  return problems.length > 0 ? "error" : "success";
}

interface Result {
  readonly contents: Contents;
  readonly outcomes: readonly CheckOutcome[];
  readonly findings: readonly Finding[];
  readonly problems: readonly Problem[];
  readonly at: string;
}

function summaryOf(
  state: Exclude<State, "pending">,
  { contents, outcomes, findings, problems, at }: Result,
): string {
  const words = (wanted: "failure" | "warning"): readonly string[] =>
    outcomes.filter(({ result }) => result.state === wanted).flatMap((outcome) => outcome.words);
  if (state !== "success") return summariseTrouble(words("failure"), problems, at);
  const goingOut = contents.commits.filter(({ disposition }) =>
    ["shipping", "no-issue", "ignored"].includes(disposition),
  );
  const approved = findings.filter(({ approval }) => approval !== null).length;
  return summariseSuccess(
    { issues: contents.issues.size, commits: goingOut.length, approved },
    words("warning"),
  );
}
