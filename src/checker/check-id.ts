/** The ids of the checks, in the order in which reports and summaries name them (contract 5.4). */
export const checkIds = [
  "policy-invalid",
  "policy-changed",
  "behind-production",
  "commit-without-issue",
  "issue-not-found",
  "issue-status",
  "issue-field",
  "issue-missing-from-deploy",
  "issue-without-commits",
  "issue-partly-merged",
  "revert-incomplete",
  "migration-duration",
  "migration-blocking",
  "migration-undeclared",
  "migration-unreadable",
  "migration-size-unknown",
  "migration-changed",
  "sign-off",
] as const;

export type CheckId = (typeof checkIds)[number];
