import type { IssueTracker } from "../deploys/ports/issue-tracker.js";
import { SourceUnavailable } from "../deploys/ports/unavailable.js";

/** Stands where Jira would be where the operator has configured none: whatever needs it says so. */
export function createUnconfiguredIssueTracker(): IssueTracker {
  const refuse = () =>
    Promise.reject(
      new SourceUnavailable("Jira is not configured: set JIRA_API_URL and credentials", {
        kind: "jira-not-configured",
        retryable: false,
      }),
    );
  return { lookUp: refuse, search: refuse };
}
