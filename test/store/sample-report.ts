import type { Disposition, Report } from "../../src/checker/report.js";
import type { Snapshot } from "../../src/checker/snapshot.js";

export const sha = (digit: string) => digit.repeat(40);

export function sampleReport(changes: Partial<Report> = {}): Report {
  return {
    version: 1,
    repository: "acme/web",
    target: "web",
    policy: { ref: "main", sha: sha("9") },
    production: { ref: "production", sha: sha("0") },
    head: { ref: "deploy", sha: sha("a") },
    base: sha("0"),
    compareUrl: null,
    state: "success",
    summary: "OK to deploy: 1 issue, 1 commit",
    checks: [{ id: "issue-status", state: "success", findings: 0 }],
    problems: [],
    findings: [],
    commits: [],
    issues: [],
    revertedIssues: [],
    alreadyShippedIssues: [],
    migrations: [],
    migrationContext: null,
    signOffs: [],
    contentIds: null,
    policyMistakes: [],
    gatheredAt: "2026-11-20T10:00:00.000Z",
    durationMs: 812,
    ...changes,
  };
}

export function sampleCommit(issueKeys: readonly string[], disposition: Disposition = "shipping") {
  return {
    sha: sha("c"),
    author: { name: "Zoë 🦊", email: "zoe@acme.test" },
    committedAt: "2026-11-20T09:00:00+01:00",
    message: 'Say "hello" \u202e <script>',
    issueKeys,
    disposition,
    url: null,
  };
}

export function sampleSnapshot(): Snapshot {
  const notAsked = { notAsked: "not needed here" };
  return {
    version: 1,
    repository: "acme/web",
    target: "web",
    at: "2026-11-20T10:00:00.000Z",
    repositoryUrl: null,
    policy: { ref: "main", sha: null },
    head: { ref: "deploy", sha: sha("a") },
    facts: {
      production: {
        value: { ref: "production", sha: sha("0") },
        at: "2026-11-20T10:00:00.000Z",
        source: "git",
      },
      range: notAsked,
      origins: notAsked,
      issues: notAsked,
      "ready-issues": notAsked,
      "earlier-issues": notAsked,
      "open-pull-requests": notAsked,
      "policy-file": notAsked,
      migrations: notAsked,
    },
  };
}
