import type { IssueTracker } from "../deploys/ports/issue-tracker.js";
import type { Terminal } from "./terminal.js";

export interface ConnectedIssueTracker {
  /** Null: Jira is not asked. */
  readonly issueTracker: IssueTracker | null;
  close(): Promise<void>;
}

const nothingToClose = () => Promise.resolve();

/** `--no-jira`: nobody wants to know. */
export const noIssueTracker: ConnectedIssueTracker = { issueTracker: null, close: nothingToClose };

/**
 * The Jira that the environment names; where it names none, what needs Jira says so, which is "could not tell"
 * and not the same as `--no-jira`. Throws `InvalidSettings` where it is named only in part.
 */
export async function connectIssueTracker(env: Terminal["env"]): Promise<ConnectedIssueTracker> {
  const { readJiraSettings } = await import("../settings.js");
  const settings = readJiraSettings(env);
  if (settings === null) {
    const { createUnconfiguredIssueTracker } = await import("../jira/create-unconfigured-issue-tracker.js");
    return { issueTracker: createUnconfiguredIssueTracker(), close: nothingToClose };
  }
  const { createIssueTracker } = await import("../jira/create-issue-tracker.js");
  const { apiUrl, browseUrl, auth, kind, projects } = settings;
  const issueTracker = createIssueTracker({
    apiUrl,
    browseUrl,
    auth,
    kind,
    allowedProjects: projects,
  });
  return { issueTracker, close: () => issueTracker.close() };
}
