import type { CheckId } from "../../checker/check-id.js";
import { checks } from "../../checker/checks/index.js";
import type { Finding, Report } from "../../checker/report.js";

/** What one check found, with its words for people. */
export interface FindingGroup {
  readonly check: CheckId;
  readonly title: string;
  readonly why: string;
  readonly findings: readonly Finding[];
}

/** The findings by check, in the report's order of checks; within a check in the report's order. */
export function groupFindings(report: Report): readonly FindingGroup[] {
  const byCheck = Map.groupBy(report.findings, ({ check }) => check);
  return report.checks.flatMap(({ id }) => {
    const findings = byCheck.get(id);
    if (findings === undefined) return [];
    const check = checks.find((one) => one.id === id);
    return [{ check: id, title: check?.title ?? id, why: check?.why ?? "", findings }];
  });
}
