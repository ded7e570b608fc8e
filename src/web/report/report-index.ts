import type { Report, ReportCommit, ReportIssue } from "../../checker/report.js";

/** A report's issues and commits by what findings and texts call them. */
export interface ReportIndex {
  readonly issues: ReadonlyMap<string, ReportIssue>;
  readonly commits: ReadonlyMap<string, ReportCommit>;
  /** Issue keys that have an unapproved failure. */
  readonly failingIssues: ReadonlySet<string>;
  /** Issue keys with anything that nobody has approved, warnings too. */
  readonly troubledIssues: ReadonlySet<string>;
  /** Issue keys whose status is an unapproved failure. */
  readonly wrongStatuses: ReadonlySet<string>;
}

const known = new WeakMap<Report, ReportIndex>();

/** Indexes a report once for all its pages. */
export function indexReport(report: Report): ReportIndex {
  const index = known.get(report) ?? makeIndex(report);
  known.set(report, index);
  return index;
}

function makeIndex(report: Report): ReportIndex {
  const open = report.findings.filter(
    ({ approval, subject }) => approval === null && subject.type === "issue",
  );
  const failing = open.filter(({ severity }) => severity === "failure");
  return {
    issues: new Map(report.issues.map((issue) => [issue.key, issue])),
    commits: new Map(report.commits.map((commit) => [commit.sha, commit])),
    failingIssues: new Set(failing.map((finding) => finding.subject.id)),
    troubledIssues: new Set(open.map((finding) => finding.subject.id)),
    wrongStatuses: new Set(
      failing.filter((finding) => finding.check === "issue-status").map((finding) => finding.subject.id),
    ),
  };
}
