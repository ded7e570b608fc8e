import type { LookupSession } from "./lookup-session.js";
import type { RawIssue } from "./raw-issue.js";

export interface FoundIssue {
  readonly key: string;
  readonly summary: string;
}

/** What Jira Cloud and Jira Data Center do differently. Methods throw as {@link JiraApi.call} does. */
export interface JiraDialect {
  /**
   * Looks up to 100 issues up. Keys without an issue that the account may see are left out; moved issues come
   * under their new keys.
   */
  fetchBatch(
    session: LookupSession,
    keys: readonly string[],
    fieldIds: readonly string[],
  ): Promise<readonly RawIssue[]>;
  /** Works out which of these keys, unanswered so far, are those of moved issues. By the key that was asked for. */
  findMoved(
    session: LookupSession,
    keys: readonly string[],
    fieldIds: readonly string[],
  ): Promise<ReadonlyMap<string, RawIssue>>;
  /** Issues that match, in Jira's order, at most `most` of them. */
  search(session: LookupSession, jql: string, most: number): Promise<readonly FoundIssue[]>;
}
