import { evaluate } from "../checker/evaluate.js";
import { isUnavailable, type Fact } from "../checker/fact.js";
import type { PolicyMistake, Report } from "../checker/report.js";
import type { Facts, Snapshot } from "../checker/snapshot.js";
import type { DatabaseFacts } from "../migrations/database-facts.js";
import { parsePolicy } from "../policy/parse-policy.js";
import { policyPath, type Target } from "../policy/policy.js";
import { gatherSnapshot } from "./gather-snapshot.js";
import type { Clock } from "./ports/clock.js";
import type { IssueTracker } from "./ports/issue-tracker.js";
import type { MigrationEstimator } from "./ports/migration-estimator.js";
import type { CommitGraph } from "./ports/mirror.js";
import type { TableStatistics } from "./ports/table-statistics.js";
import type { Progress } from "./progress.js";

export interface LocalCheck {
  readonly graph: CommitGraph;
  /** Null: Jira is not asked. */
  readonly issueTracker: IssueTracker | null;
  /** Production's row counts and where they come from; null: none were given. */
  readonly rowCounts: { readonly source: string; readonly facts: DatabaseFacts } | null;
  readonly migrationEstimator: MigrationEstimator;
  readonly clock: Clock;
  /** Revisions as `git rev-parse` knows them. */
  readonly production: string;
  readonly head: string;
  /** May be left out where the policy has one target only. */
  readonly target?: string | undefined;
  /** The policy file's text; left out: the file as it is at the production commit. */
  readonly policyText?: string | undefined;
  /** How the policy file is called in the report. */
  readonly policyRef?: string | undefined;
  readonly progress: Progress;
}

/** The question cannot be asked like this: an unknown revision, no policy, no such target. */
export class UnusableLocalCheck extends Error {
  override readonly name = "UnusableLocalCheck";
  /** The mistakes of the policy, where it is what cannot be used. */
  readonly mistakes: readonly PolicyMistake[];

  constructor(message: string, mistakes: readonly PolicyMistake[] = []) {
    super(message);
    this.mistakes = mistakes;
  }
}

/**
 * Evaluates a deploy in a local clone, by the same rules as the service.
 * @throws UnusableLocalCheck, SourceUnavailable (`git-unavailable`)
 */
export async function checkLocal(check: LocalCheck): Promise<{ readonly report: Report }> {
  const { graph, clock } = check;
  const started = clock.now();
  check.progress({ step: "git" });
  const [production, head] = await Promise.all([
    resolve(graph, check.production, "--production"),
    resolve(graph, check.head, "--head"),
  ]);
  const { text, ref, sha } = await readPolicyText(check, production);
  const parsed = parsePolicy(text);
  if (!parsed.valid) throw new UnusableLocalCheck(`The policy ${ref} is invalid`, parsed.mistakes);
  const target = chooseTarget(parsed.policy.targets, check.target);
  const snapshot = await gatherSnapshot({
    subject: { target, rules: target.rules, ref: check.head, head, policySha: sha },
    sources: {
      graph,
      issueTracker: check.issueTracker,
      hosted: null,
      tableStatistics: givenRowCounts(check.rowCounts),
      migrationEstimator: check.migrationEstimator,
      production: () => Promise.resolve({ ref: check.production, sha: production }),
    },
    clock,
    progress: check.progress,
    repository: "",
    repositoryUrl: null,
    policy: { ref, sha },
    headRef: check.head,
    previous: () => Promise.resolve({ report: null, snapshot: null }),
    random: () => 0,
  });
  check.progress({ step: "checks" });
  const durationMs = clock.now().getTime() - started.getTime();
  const rules = { ...target.rules, signOffs: [] };
  const report = evaluate(askedOnce(snapshot), rules, [], { durationMs });
  return { report: target.rules.signOffs.length === 0 ? report : withoutSignOffs(report) };
}

/** They are given on the service's pages. */
function withoutSignOffs(report: Report): Report {
  const note = "not asked: people sign off on the deploy's page";
  const checks = report.checks.map((check) => (check.id === "sign-off" ? { ...check, note } : check));
  return { ...report, checks };
}

/** Nothing is tried again once the command has ended, so the report must not promise it. */
function askedOnce(snapshot: Snapshot): Snapshot {
  const facts = Object.entries(snapshot.facts).map(([id, fact]: [string, Fact<unknown>]) => [
    id,
    isUnavailable(fact) ? { ...fact, retryAt: null } : fact,
  ]);
  return { ...snapshot, facts: Object.fromEntries(facts) as Facts };
}

async function resolve(graph: CommitGraph, revision: string, option: string): Promise<string> {
  const sha = await graph.resolve(revision);
  if (sha === null) throw new UnusableLocalCheck(`${option} "${revision}" is no commit of this repository`);
  return sha;
}

async function readPolicyText(
  check: LocalCheck,
  production: string,
): Promise<{ text: string; ref: string; sha: string | null }> {
  if (check.policyText !== undefined)
    return { text: check.policyText, ref: check.policyRef ?? policyPath, sha: null };
  const file = await check.graph.fileAt(production, policyPath);
  if (file === null) {
    throw new UnusableLocalCheck(
      `There is no ${policyPath} at ${check.production}; name a policy file with --policy`,
    );
  }
  return { text: file.text, ref: check.production, sha: file.blob };
}

function chooseTarget(targets: readonly Target[], name: string | undefined): Target {
  const names = targets.map((target) => target.name).join(", ");
  const chosen = name === undefined ? targets : targets.filter((target) => target.name === name);
  const [target, ...others] = chosen;
  if (target === undefined)
    throw new UnusableLocalCheck(`The policy has no target "${name ?? ""}"; it has ${names}`);
  if (others.length > 0)
    throw new UnusableLocalCheck(`The policy has several targets: choose one with --target (${names})`);
  return target;
}

function givenRowCounts(rowCounts: LocalCheck["rowCounts"]): TableStatistics | null {
  return rowCounts === null
    ? null
    : {
        read: () => Promise.resolve(rowCounts.facts),
        count: () => Promise.resolve({ rows: new Map(), notes: [] }),
      };
}
