import type { Approval, Finding } from "./report.js";

/** The newest approval of a finding that has not expired at an instant, or null. */
export function approvalOf(finding: string, approvals: readonly Approval[], at: string): Finding["approval"] {
  const now = Date.parse(at);
  const valid = approvals
    .filter((approval) => approval.finding === finding)
    .filter(({ until }) => until === null || Date.parse(until) > now)
    .toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at))[0];
  if (valid === undefined) return null;
  const { by, reason, at: since, until } = valid;
  return { by, reason, at: since, until };
}
