import type { IssueTracker } from "../deploys/ports/issue-tracker.js";
import { SourceUnavailable } from "../deploys/ports/unavailable.js";

/**
 * Stands in where the environment names no Jira: a policy that asks about issues gets "could not tell",
 * which is not the same as `--no-jira`, where nobody wanted to know.
 */
export const unconfiguredIssueTracker: IssueTracker = {
  lookUp: () => Promise.reject(notConfigured()),
  search: () => Promise.reject(notConfigured()),
};

function notConfigured(): SourceUnavailable {
  return new SourceUnavailable("Jira is not configured: set JIRA_API_URL and a token, or pass --no-jira", {
    kind: "jira-not-configured",
    retryable: false,
  });
}
