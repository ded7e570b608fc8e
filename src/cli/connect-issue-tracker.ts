import type { Clock } from "../deploys/ports/clock.js";
import type { IssueTracker } from "../deploys/ports/issue-tracker.js";
import type { Terminal } from "./terminal.js";
import { unconfiguredIssueTracker } from "./unconfigured-issue-tracker.js";

/** The Jira that the environment names. Throws `InvalidSettings` where it is named only in part. */
export async function connectIssueTracker(env: Terminal["env"], clock: Clock): Promise<IssueTracker> {
  const { readJiraSettings } = await import("../settings.js");
  const settings = readJiraSettings(env);
  if (settings === null) return unconfiguredIssueTracker;
  const { createIssueTracker } = await import("../jira/create-issue-tracker.js");
  const { apiUrl, browseUrl, auth, kind, projects } = settings;
  return createIssueTracker({ apiUrl, browseUrl, auth, kind, allowedProjects: projects, clock });
}
