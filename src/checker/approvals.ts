import type { Approval, Finding } from "./report.js";

/** Looks up the newest approval of a finding that has not expired at an instant; null where there is none. */
export function createApprovalLookup(
  approvals: readonly Approval[],
  at: string,
): (finding: string) => Finding["approval"] {
  const now = Date.parse(at);
  const valid = approvals
    .filter(({ until }) => until === null || Date.parse(until) > now)
    .toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const byFinding = new Map(valid.map((approval) => [approval.finding, approval]));
  return (finding) => {
    const approval = byFinding.get(finding);
    if (approval === undefined) return null;
    const { by, reason, at: since, until } = approval;
    return { by, reason, at: since, until };
  };
}
