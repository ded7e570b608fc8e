import type { Report, ReportCommit, ReportIssue } from "../../checker/report.js";

/** A report's issues and commits by what findings and texts call them. */
export interface ReportIndex {
  readonly issues: ReadonlyMap<string, ReportIssue>;
  readonly commits: ReadonlyMap<string, ReportCommit>;
  /** Issue keys that have an unapproved failure. */
  readonly failingIssues: ReadonlySet<string>;
  /** Issue keys whose status is an unapproved failure. */
  readonly wrongStatuses: ReadonlySet<string>;
}

/** Indexes a report once for a whole page. */
export function indexReport(report: Report): ReportIndex {
  const failing = report.findings.filter(
    (finding) =>
      finding.severity === "failure" && finding.approval === null && finding.subject.type === "issue",
  );
  return {
    issues: new Map(report.issues.map((issue) => [issue.key, issue])),
    commits: new Map(report.commits.map((commit) => [commit.sha, commit])),
    failingIssues: new Set(failing.map((finding) => finding.subject.id)),
    wrongStatuses: new Set(
      failing.filter((finding) => finding.check === "issue-status").map((finding) => finding.subject.id),
    ),
  };
}
