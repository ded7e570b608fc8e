import type { IncomingMessage, ServerResponse } from "node:http";
import type { Logger } from "pino";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
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
  /** How many requests of one address are looked at in a minute; more are refused unread. */
  readonly perMinute?: number;
}

/**
 * Twice what the queue is measured for (docs/performance.md: 100 deliveries a second). Behind a proxy all addresses are
 * the proxy's, and whom this refuses may be GitHub: what it could not deliver is asked for again.
 */
const mostPerMinute = 12_000;

/** True: the request was one of ours and is answered. */
export type WebhookListener = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

/** Everything that other programs post to us (contract 5.6), for a plain node server to ask first. */
export function createWebhooks({
  github,
  jira,
  deployments,
  migrationTimings,
  logger,
  perMinute = mostPerMinute,
}: WebhooksOptions): WebhookListener {
  const limiter = new RateLimiterMemory({ points: perMinute, duration: 60 });
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
      const seconds = await secondsToWait(limiter, request.socket.remoteAddress ?? "");
      if (seconds !== null) {
        response.setHeader("Retry-After", String(seconds));
        answer(request, response, 429, { error: "Too many requests within a minute: send it again later" });
        return true;
      }
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

/** Null: it is looked at now. */
async function secondsToWait(limiter: RateLimiterMemory, address: string): Promise<number | null> {
  try {
    await limiter.consume(address);
    return null;
  } catch (rejected) {
    if (!(rejected instanceof RateLimiterRes)) throw rejected;
    return Math.ceil(rejected.msBeforeNext / 1000);
  }
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
