import type { Finding, ReportIssue } from "../../checker/report.js";
import type { FixRules } from "../../policy/policy.js";

/** Where a finding is put right: null where its remedy is not in Jira, or the policy does not let people. */
export function fixHrefOf(
  { check, subject, approval }: Pick<Finding, "check" | "subject" | "approval">,
  issues: ReadonlyMap<string, ReportIssue>,
  fixes: FixRules,
  headHref: string,
): string | null {
  const issue = subject.type === "issue" ? issues.get(subject.id) : undefined;
  if (issue === undefined || approval !== null) return null;
  const isOffered =
    check === "issue-status"
      ? fixes.transitions
      : check === "issue-field" && fixes.fields.some((field) => issue.fieldStates[field] !== "absent");
  return isOffered ? fixHref(headHref, issue.key) : null;
}

/** The page on which an issue of a head is put right. */
export function fixHref(headHref: string, key: string): string {
  return `${headHref}/fix/${encodeURIComponent(key)}`;
}
