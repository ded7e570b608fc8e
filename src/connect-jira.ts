import type { Logger } from "pino";
import type { IssueEditor } from "./deploys/ports/issue-editor.js";
import type { IssueTracker } from "./deploys/ports/issue-tracker.js";
import { createIssueTracker } from "./jira/create-issue-tracker.js";
import { createUnconfiguredIssueTracker } from "./jira/create-unconfigured-issue-tracker.js";
import { parseJiraWebhook } from "./jira/parse-jira-webhook.js";
import { verifyJiraSignature } from "./jira/verify-jira-signature.js";
import type { JiraSettings } from "./settings.js";

/** Jira as the operator has set it up. `issueEditor` null: nobody changes issues through this service. */
export function connectJira(
  jira: JiraSettings | null,
  logger: Logger,
): {
  readonly issueTracker: IssueTracker;
  readonly issueEditor: IssueEditor | null;
  readonly closeIssueTracker: () => Promise<void>;
} {
  if (jira === null) {
    return {
      issueTracker: createUnconfiguredIssueTracker(),
      issueEditor: null,
      closeIssueTracker: () => Promise.resolve(),
    };
  }
  const { apiUrl, browseUrl, auth, kind, projects, isReadOnly } = jira;
  const tracker = createIssueTracker({
    apiUrl,
    browseUrl,
    auth,
    kind,
    allowedProjects: projects,
    logger,
  });
  return {
    issueTracker: tracker,
    issueEditor: isReadOnly ? null : tracker.editor,
    closeIssueTracker: () => tracker.close(),
  };
}

/** How what Jira posts to us is believed. */
export function jiraWebhooks(jira: JiraSettings | null): {
  readonly verify: ((bytes: Buffer, header: string | undefined) => boolean) | null;
  readonly token: string | null;
  readonly parse: typeof parseJiraWebhook;
} {
  const secret = jira?.webhookSecret ?? null;
  return {
    verify: secret === null ? null : (bytes, header) => verifyJiraSignature(bytes, header, secret),
    token: jira?.webhookToken ?? null,
    parse: parseJiraWebhook,
  };
}
