import type { IncomingMessage, ServerResponse } from "node:http";
import type { Logger } from "pino";
import { answer } from "./answer.js";
import { createDeploymentsEntry, type DeploymentsEntryOptions } from "./deployments.js";
import { createGitHubEntry, type GitHubEntryOptions } from "./github.js";
import { createJiraEntry, type JiraEntryOptions } from "./jira.js";
import { createMigrationTimingsEntry, type MigrationTimingsEntryOptions } from "./migration-timings.js";
import type { Entry } from "./receive-json.js";

export interface WebhooksOptions {
  readonly github: Omit<GitHubEntryOptions, "logger">;
  readonly jira: Omit<JiraEntryOptions, "logger">;
  readonly deployments: DeploymentsEntryOptions;
  readonly migrationTimings: MigrationTimingsEntryOptions;
  readonly logger: Logger;
}

/** True: the request was one of ours and is answered. */
export type WebhookListener = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

/** Everything that other programs post to us (contract 5.6), for a plain node server to ask first. */
export function createWebhooks({
  github,
  jira,
  deployments,
  migrationTimings,
  logger,
}: WebhooksOptions): WebhookListener {
  const jiraOptions = { ...jira, logger };
  const fixed: ReadonlyMap<string, Entry> = new Map([
    ["/api/github/webhooks", createGitHubEntry({ ...github, logger })],
    ["/api/jira/webhooks", createJiraEntry(jiraOptions, null)],
    ["/api/deployments", createDeploymentsEntry(deployments)],
    ["/api/migrations/timings", createMigrationTimingsEntry(migrationTimings)],
  ]);

  function entryFor(path: string): Entry | undefined {
    const pathToken = /^\/api\/jira\/webhooks\/([^/]+)$/.exec(path)?.[1];
    return pathToken === undefined ? fixed.get(path) : createJiraEntry(jiraOptions, decode(pathToken));
  }

  return async (request, response) => {
    const entry = entryFor((request.url ?? "/").replace(/\?.*$/s, ""));
    if (!entry) return false;
    try {
      await entry(request, response);
    } catch (error) {
      logger.error({ err: error }, "A webhook could not be handled");
      if (!response.headersSent) {
        answer(request, response, 500, { error: "The event could not be stored: send it again" });
      }
    }
    return true;
  };
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
