import { checks } from "./checks/index.js";
import { oneLine } from "./one-line.js";
import { policyPath } from "./policy-path.js";
import type { PolicyMistake, Report } from "./report.js";
import { shorten } from "./shorten.js";
import type { Revision, Snapshot } from "./snapshot.js";
import { longestSummary } from "./summary.js";

export interface InvalidPolicy extends Pick<Snapshot, "repository" | "repositoryUrl" | "target" | "policy"> {
  readonly productionRef: string;
  readonly head: Revision;
  /** At least one. */
  readonly mistakes: readonly PolicyMistake[];
  /** The instant of the evaluation (ISO 8601). */
  readonly at: string;
  readonly durationMs?: number;
}

/** The report of a deploy whose governing policy is invalid: `error`, with every mistake; nothing could be checked. */
export function invalidPolicyReport(invalid: InvalidPolicy): Report {
  const { repository, target, policy, productionRef, head, mistakes, at } = invalid;
  const summary = summarise(mistakes);
  return {
    version: 1,
    repository,
    target,
    policy,
    production: { ref: productionRef, sha: null },
    head,
    base: null,
    compareUrl: null,
    state: "error",
    summary,
    checks: checks.map(({ id }) => ({ id, state: "error", findings: 0, note: "the policy is invalid" })),
    problems: [{ kind: "policy-invalid", message: summary, since: at, retryAt: null }],
    findings: [],
    commits: [],
    issues: [],
    revertedIssues: [],
    alreadyShippedIssues: [],
    migrations: [],
    migrationContext: null,
    signOffs: [],
    contentIds: null,
    policyMistakes: mistakes,
    gatheredAt: at,
    durationMs: invalid.durationMs ?? 0,
  };
}

/** "Policy invalid: .github/pre-deploy-checker.yml line 7: unknown key "statusses" (and 2 more)" */
function summarise(mistakes: readonly PolicyMistake[]): string {
  const [first] = mistakes;
  const line = first === undefined || first.line === null ? "" : ` line ${first.line}`;
  const others = mistakes.length > 1 ? ` (and ${mistakes.length - 1} more)` : "";
  const start = `Policy invalid: ${policyPath}${line}: ${oneLine(first?.message ?? "cannot be read")}`;
  return shorten(start, longestSummary - others.length) + others;
}
