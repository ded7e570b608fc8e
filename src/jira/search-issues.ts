import type { ReadyIssues } from "../checker/snapshot.js";
import { SourceUnavailable } from "../deploys/ports/unavailable.js";
import { issueUrl } from "./issue-url.js";
import { type LookupParts, projectOf } from "./look-up-issues.js";
import type { LookupSession } from "./lookup-session.js";
import { UnwrappableJql } from "./unwrappable-jql.js";
import { wrapJql } from "./wrap-jql.js";

/** More issues than anyone deploys at once; a query that finds them is not the one that was meant. */
export const mostFound = 1_000;

/** Finds the issues that match a policy's JQL within upper-case project keys, at least one. */
export async function searchIssues(
  parts: LookupParts,
  session: LookupSession,
  jql: string,
  projects: readonly string[],
): Promise<ReadyIssues> {
  const wrapped = wrapOrRefuse(jql, projects);
  const dialect = await parts.dialect(session);
  const found = await dialect.search(session, wrapped, mostFound + 1);
  // An account that Jira does not know finds nothing either.
  if (found.length === 0) await parts.api.probeCredentials(session);
  const issues = new Map(
    found
      .slice(0, mostFound)
      .filter(({ key }) => projects.includes(projectOf(key)))
      .map(({ key, summary }) => [key, { key, summary, url: issueUrl(parts.browseUrl, key) }]),
  );
  return {
    issues: [...issues.values()],
    jql: wrapped,
    url: `${parts.browseUrl}/issues/?jql=${encodeURIComponent(wrapped)}`,
    ...(found.length > mostFound ? { truncatedAt: mostFound } : {}),
  };
}

function wrapOrRefuse(jql: string, projects: readonly string[]): string {
  try {
    return wrapJql(jql, projects);
  } catch (error) {
    if (!(error instanceof UnwrappableJql)) throw error;
    const message = `The policy's ready-to-deploy query has ${error.message}`;
    throw new SourceUnavailable(message, { kind: "jira-refused", retryable: false, cause: error });
  }
}
