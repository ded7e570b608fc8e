import { createHash, timingSafeEqual } from "node:crypto";
import type { Logger } from "pino";
import { z } from "zod";
import type { Clock } from "../deploys/ports/clock.js";
import type { IssueEvents } from "../deploys/ports/issue-events.js";
import { answer } from "./answer.js";
import { type Entry, receiveJson } from "./receive-json.js";

export interface JiraEntryOptions {
  /** Verifies `X-Hub-Signature` over the raw bytes; null: JIRA_WEBHOOK_SECRET is not set. */
  readonly verify: ((bytes: Buffer, header: string | undefined) => boolean) | null;
  /** JIRA_WEBHOOK_TOKEN, or null. */
  readonly token: string | null;
  /** The issues that a webhook's raw body names; throws where it cannot be understood. */
  readonly parse: (bytes: Buffer) => { readonly issueKeys: readonly string[] };
  readonly events: IssueEvents;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Jira's bodies carry an issue with its comments and history; five times what Jira Cloud sends at most. */
const limitBytes = 5 * 1024 * 1024;

const identifier = z.string().min(1).max(200).nullable().catch(null);

/**
 * POST /api/jira/webhooks, signed; with `pathToken` for senders that cannot sign (old Data Center, Automation
 * rules). A body only says "look at these issues again", so a forged one could cost time and nothing else.
 */
export function createJiraEntry(options: JiraEntryOptions, pathToken: string | null): Entry {
  const { verify, token, parse, events, clock, logger } = options;
  return async (request, response) => {
    if (pathToken === null ? verify === null : token === null) {
      answer(request, response, 404, { error: "Jira webhooks are not configured here" });
      return;
    }
    if (pathToken !== null && !(token !== null && sameText(pathToken, token))) {
      answer(request, response, 401, { error: "The token is not accepted" });
      return;
    }
    const bytes = await receiveJson(request, response, limitBytes);
    if (bytes === null) return;
    if (pathToken === null && !verify?.(bytes, single(request.headers["x-hub-signature"]))) {
      logger.warn("A Jira webhook's signature does not match JIRA_WEBHOOK_SECRET");
      answer(request, response, 401, { error: "The signature does not match" });
      return;
    }
    const keys = keysOf(parse, bytes);
    if (keys === null) {
      answer(request, response, 400, { error: "The body is not a Jira webhook in JSON" });
      return;
    }
    if (keys.length === 0) {
      answer(request, response, 200, { status: "ignored" });
      return;
    }
    const deliveryId = identifier.parse(single(request.headers["x-atlassian-webhook-identifier"]) ?? null);
    await events.issuesChanged({ keys, deliveryId, at: clock.now() });
    answer(request, response, 202, { status: "accepted" });
  };
}

function keysOf(parse: JiraEntryOptions["parse"], bytes: Buffer): readonly string[] | null {
  try {
    return parse(bytes).issueKeys;
  } catch {
    return null;
  }
}

function single(header: string | string[] | undefined): string | undefined {
  return typeof header === "string" ? header : undefined;
}

/** Digests are compared, so that neither content nor length shows in the time it takes. */
function sameText(a: string, b: string): boolean {
  const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
