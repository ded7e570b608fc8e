import { isKnown } from "../checker/fact.js";
import type { Report } from "../checker/report.js";
import type { Snapshot } from "../checker/snapshot.js";

/**
 * Every issue whose change could change the report: those of the commits (found or not, under their old and new
 * keys) and those that findings are about.
 */
export function mentionedIssues(report: Report, snapshot: Snapshot): readonly string[] {
  const { issues } = snapshot.facts;
  return [
    ...new Set([
      ...report.commits.flatMap((commit) => [...commit.issueKeys]),
      ...report.findings.flatMap(({ subject }) => (subject.type === "issue" ? [subject.id] : [])),
      ...(isKnown(issues) ? Object.values(issues.value.issues).map((issue) => issue.key) : []),
    ]),
  ];
}
