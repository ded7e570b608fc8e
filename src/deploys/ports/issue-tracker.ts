import type { IssueLookup, ReadyIssues } from "../../checker/snapshot.js";

/** Told while a long lookup runs: how many of the keys have been answered. */
export type LookupProgress = (done: number, total: number) => void;

/**
 * Where issues are tracked (Jira Cloud or Data Center).
 * Methods throw {@link SourceUnavailable}: `jira-unavailable` (away or overloaded), `jira-credentials`
 * (missing, wrong or expired), `jira-refused` (unknown field or project, bad JQL: a person must mend the policy).
 */
export interface IssueTracker {
  /**
   * Looks issues up by key. A key that is in neither `issues` nor an exception does not exist, or the account
   * may not see it; that is only said after the credentials were proven to work.
   * `fields`: names or ids as the policy writes them; answers use the same spelling.
   */
  lookUp(keys: readonly string[], fields: readonly string[], progress?: LookupProgress): Promise<IssueLookup>;
  /** Issues that match the JQL within the projects: sent as `(jql) AND project in (...)`. */
  search(jql: string, projects: readonly string[]): Promise<ReadyIssues>;
}
