import type { Report } from "../../src/checker/report.js";

const person = { name: "Ada", email: "ada@acme.example" };

/** A report with something in every place, in words that a test can change. */
export function sampleReport(changes: Partial<Report> = {}): Report {
  return {
    version: 1,
    repository: "acme/web",
    target: "web",
    policy: { ref: "main", sha: "b".repeat(40) },
    production: { ref: "production", sha: "1".repeat(40) },
    head: { ref: "deploy", sha: "2".repeat(40) },
    base: "1".repeat(40),
    compareUrl: "https://github.com/acme/web/compare/1...2",
    state: "failure",
    summary: "1 issue not Ready to Deploy, 1 commit without an issue",
    checks: [
      { id: "commit-without-issue", state: "failure", findings: 1 },
      { id: "issue-status", state: "failure", findings: 1 },
      { id: "issue-missing-from-deploy", state: "warning", findings: 1 },
      { id: "issue-partly-merged", state: "off", findings: 0, note: "not asked: needs GitHub" },
      { id: "revert-incomplete", state: "success", findings: 0 },
    ],
    problems: [],
    findings: [
      {
        id: "a".repeat(64),
        check: "commit-without-issue",
        severity: "failure",
        subject: { type: "commit", id: "3".repeat(40) },
        message: '3333333 "wip" by Ada names no issue',
        remedy: "Amend the message to name an issue of STORY",
        url: "https://github.com/acme/web/commit/3",
        approval: null,
      },
      {
        id: "b".repeat(64),
        check: "issue-status",
        severity: "failure",
        subject: { type: "issue", id: "STORY-1" },
        message: 'STORY-1 is "In Progress", not Ready to Deploy',
        remedy: 'Move STORY-1 to "Ready to Deploy" in Jira',
        url: "https://jira.example/browse/STORY-1",
        approval: {
          by: "maya",
          reason: "agreed with support",
          at: "2026-11-20T10:00:00Z",
          until: null,
        },
      },
      {
        id: "c".repeat(64),
        check: "issue-missing-from-deploy",
        severity: "warning",
        subject: { type: "issue", id: "STORY-9" },
        message: "STORY-9 is ready, but not in this deploy",
        remedy: "Merge its commits, or move it back",
        url: null,
        approval: null,
      },
    ],
    commits: [
      {
        sha: "3".repeat(40),
        author: person,
        committedAt: "2026-11-20T09:00:00Z",
        message: "wip",
        issueKeys: [],
        disposition: "shipping",
        url: null,
      },
      {
        sha: "4".repeat(40),
        author: person,
        committedAt: "2026-11-20T08:00:00Z",
        message: "STORY-1 Pay",
        issueKeys: ["STORY-1"],
        disposition: "shipping",
        url: null,
      },
      {
        sha: "5".repeat(40),
        author: person,
        committedAt: "2026-11-20T07:00:00Z",
        message: "STORY-3 Undone",
        issueKeys: ["STORY-3"],
        disposition: "reverted",
        url: null,
      },
    ],
    issues: [
      {
        key: "STORY-1",
        movedTo: null,
        url: "https://jira.example/browse/STORY-1",
        summary: "Pay",
        type: "Story",
        subtask: false,
        status: "In Progress",
        assignee: null,
        parent: null,
        fields: {},
        fieldStates: {},
        commits: ["4".repeat(40)],
      },
    ],
    revertedIssues: ["STORY-3"],
    alreadyShippedIssues: [],
    migrations: [],
    migrationContext: null,
    signOffs: [],
    contentIds: null,
    policyMistakes: [],
    gatheredAt: "2026-11-20T10:00:00Z",
    durationMs: 12,
    ...changes,
  };
}

/** The sample with one finding whose words come from outside. */
export function reportSaying(text: string): Report {
  const report = sampleReport();
  const [finding] = report.findings;
  return {
    ...report,
    summary: text.slice(0, 140),
    findings: finding === undefined ? [] : [{ ...finding, message: text, remedy: text, url: null }],
    head: { ...report.head, ref: text },
  };
}
