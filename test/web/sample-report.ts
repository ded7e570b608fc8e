import { checkIds } from "../../src/checker/check-id.js";
import type { CheckResult, PolicyMistake, Problem, Report } from "../../src/checker/report.js";
import { commits, digits, gatheredAt, github, sampleSha } from "./sample/sample-commits.js";
import { findings } from "./sample/sample-findings.js";
import { issues } from "./sample/sample-issues.js";

export { sampleSha } from "./sample/sample-commits.js";

/** Three minutes after the sample was gathered. */
export const sampleNow = new Date(gatheredAt + 3 * 60_000);

const stateOf = (id: string): CheckResult["state"] => {
  const own = findings.filter(({ check, approval }) => check === id && approval === null);
  if (own.some(({ severity }) => severity === "failure")) return "failure";
  return own.length > 0 ? "warning" : "success";
};

const checks: readonly CheckResult[] = checkIds.map((id) =>
  id === "issue-without-commits" || id === "issue-partly-merged"
    ? { id, state: "off", findings: 0, note: "not configured in the policy" }
    : { id, state: stateOf(id), findings: findings.filter(({ check }) => check === id).length },
);

/** A deploy of some thirty commits by several people, with most kinds of finding. */
export const sampleReport: Report = {
  version: 1,
  repository: "acme/web",
  target: "web",
  policy: { ref: "main", sha: digits(77, 40) },
  production: { ref: "production", sha: digits(78, 40) },
  head: { ref: "deploy", sha: sampleSha(0) },
  base: digits(78, 40),
  compareUrl: `${github}/compare/${digits(78, 40)}...${sampleSha(0)}`,
  state: "failure",
  summary:
    "behind production by 1 commit, 2 commits without an issue, 1 issue not found, 2 issues not Ready to Deploy, 1 issue without Risk",
  checks,
  problems: [],
  findings,
  commits,
  issues,
  revertedIssues: ["STORY-107"],
  alreadyShippedIssues: ["STORY-90"],
  migrations: [],
  migrationContext: null,
  signOffs: [],
  contentIds: null,
  policyMistakes: [],
  gatheredAt: new Date(gatheredAt).toISOString(),
  durationMs: 812,
};

/** The same deploy with everything put right. */
export const successReport: Report = {
  ...sampleReport,
  state: "success",
  summary: "OK to deploy: 15 issues, 32 commits",
  findings: [],
  checks: checks.map((check) =>
    check.state === "off" ? check : { ...check, state: "success", findings: 0 },
  ),
  commits: commits.filter(({ issueKeys, disposition }) => disposition !== "shipping" || issueKeys.length > 0),
  issues: issues.map((known) => ({
    ...known,
    status: "Ready to Deploy",
    fields: { Risk: "Low", "Post Deploy Checks": "Not Needed" },
    fieldStates: { Risk: "value", "Post Deploy Checks": "value" },
  })),
};

const needsJira = (id: string): boolean => id.startsWith("issue-") && id !== "issue-partly-merged";

/** The same deploy while Jira is away. */
export const unknownReport: Report = {
  ...sampleReport,
  state: "error",
  summary: "Cannot reach Jira: 503 since 10:40, retrying",
  problems: [
    {
      kind: "jira-unavailable",
      message: "Cannot reach Jira: 503",
      since: "2026-11-20T10:40:00Z",
      retryAt: "2026-11-20T10:46:00Z",
    },
    {
      kind: "jira-credentials",
      message: "Jira refuses the service's credentials",
      since: "2026-11-20T10:40:00Z",
      retryAt: null,
    },
  ] satisfies readonly Problem[],
  findings: [],
  checks: checks.map((check) =>
    check.state === "off"
      ? check
      : { ...check, state: needsJira(check.id) ? "error" : "success", findings: 0 },
  ),
  issues: [],
};

/** The mistakes of a policy file that does not parse. */
export const sampleMistakes: readonly PolicyMistake[] = [
  { line: 4, column: 5, path: "targets.web.deply", message: 'unknown key "deply"; did you mean "deploy"?' },
  { line: 12, column: 11, path: "issues.fields[0].matches", message: "not a pattern: missing closing )" },
  { line: null, column: null, path: "", message: "no target is named" },
];
