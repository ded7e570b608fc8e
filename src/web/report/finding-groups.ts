import type { Finding, Report } from "../../checker/report.js";

/** The findings of one check. */
export interface FindingGroup {
  readonly check: Finding["check"];
  readonly findings: readonly Finding[];
}

/** Findings as the page tells them: what stops the deploy, what does not, and what people have accepted. */
export interface SortedFindings {
  readonly failures: readonly FindingGroup[];
  readonly warnings: readonly FindingGroup[];
  readonly approved: readonly FindingGroup[];
}

function grouped(findings: readonly Finding[]): readonly FindingGroup[] {
  return [...Map.groupBy(findings, (finding) => finding.check)].map(([check, group]) => ({
    check,
    findings: group,
  }));
}

/** Groups findings by check, in the report's order. */
export function sortFindings(report: Report): SortedFindings {
  const open = report.findings.filter((finding) => finding.approval === null);
  return {
    failures: grouped(open.filter((finding) => finding.severity === "failure")),
    warnings: grouped(open.filter((finding) => finding.severity === "warning")),
    approved: grouped(report.findings.filter((finding) => finding.approval !== null)),
  };
}
