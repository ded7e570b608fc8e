import type { Report } from "../../checker/report.js";
import type { FixRules } from "../../policy/policy.js";

/** Where findings are put right, by their fingerprint: those whose remedy is in Jira, and that the policy lets people. */
export function fixHrefs(report: Report, fixes: FixRules, headHref: string): ReadonlyMap<string, string> {
  const issues = new Map(report.issues.map((issue) => [issue.key, issue]));
  return new Map(
    report.findings.flatMap(({ id, check, subject, approval }) => {
      const issue = subject.type === "issue" ? issues.get(subject.id) : undefined;
      if (issue === undefined || approval !== null) return [];
      const isOffered =
        check === "issue-status"
          ? fixes.transitions
          : check === "issue-field" && fixes.fields.some((field) => issue.fieldStates[field] !== "absent");
      return isOffered ? [[id, fixHref(headHref, issue.key)] as const] : [];
    }),
  );
}

/** The page on which an issue of a head is put right. */
export function fixHref(headHref: string, key: string): string {
  return `${headHref}/fix/${encodeURIComponent(key)}`;
}
