import { Webhooks } from "@octokit/webhooks";
import type { Logger } from "pino";
import { z } from "zod";
import { answer } from "./answer.js";
import { handlers } from "./github-app.js";
import { parseJson } from "./parse-json.js";
import { type Entry, receiveJson } from "./receive-json.js";
import { UnexpectedPayload } from "./unexpected-payload.js";

export interface GitHubEntryOptions {
  /** Accepted secrets, none of them empty: the present one, and the previous one while it is being rotated. */
  readonly secrets: readonly [string, ...string[]];
  /** Probot. Called with verified events only; resolves once they are remembered durably. */
  readonly receiver: {
    receive(event: { readonly id: string; readonly name: string; readonly payload: unknown }): Promise<void>;
  };
  readonly logger: Logger;
}

/** GitHub sends no payload over 25 MB: https://docs.github.com/webhooks/webhook-events-and-payloads#payload-cap */
export const payloadLimitBytes = 25 * 1024 * 1024;

const handled = new Set<string>(handlers.map(({ event }) => event));

const headers = z.object({
  "x-github-event": z.string().regex(/^[a-z_]{1,100}$/),
  "x-github-delivery": z.string().regex(/^[\w-]{1,100}$/),
  "x-hub-signature-256": z.string().optional(),
});

const anyPayload = z.looseObject({ action: z.string().optional() });

/**
 * POST /api/github/webhooks. Nothing of the body is parsed, logged or handed on before its signature was
 * verified over the raw bytes. 202 means that the event is remembered durably; any other answer but 200
 * makes the delivery fail, so that it is asked for again.
 */
export function createGitHubEntry({ secrets, receiver, logger }: GitHubEntryOptions): Entry {
  const verifiers = secrets.map((secret) => new Webhooks({ secret }));

  async function isSigned(bytes: Buffer, signature: string): Promise<boolean> {
    if (bytes.length === 0) return false;
    const text = bytes.toString("utf8");
    for (const verifier of verifiers) if (await verifier.verify(text, signature)) return true;
    return false;
  }

  return async (request, response) => {
    const parsedHeaders = headers.safeParse(request.headers);
    if (request.method === "POST" && !parsedHeaders.success) {
      answer(request, response, 400, { error: "X-GitHub-Event or X-GitHub-Delivery is missing" });
      return;
    }
    const signature = parsedHeaders.data?.["x-hub-signature-256"] ?? "";
    if (request.method === "POST" && signature === "") {
      answer(request, response, 401, { error: "The delivery is not signed: set a webhook secret" });
      return;
    }
    const bytes = await receiveJson(request, response, payloadLimitBytes);
    if (bytes === null || !parsedHeaders.success) return;
    const { "x-github-event": name, "x-github-delivery": id } = parsedHeaders.data;

    if (!(await isSigned(bytes, signature))) {
      logger.warn({ delivery: id, event: name }, "A webhook's signature does not match WEBHOOK_SECRET");
      answer(request, response, 401, { error: "The signature does not match" });
      return;
    }
    const payload = anyPayload.safeParse(parseJson(bytes));
    if (!payload.success) {
      answer(request, response, 400, { error: "The body is not a JSON object" });
      return;
    }
    if (!handled.has(name) && !handled.has(`${name}.${payload.data.action ?? ""}`)) {
      answer(request, response, 200, { status: "ignored" });
      return;
    }
    try {
      await receiver.receive({ id, name, payload: payload.data });
      answer(request, response, 202, { status: "accepted" });
    } catch (error) {
      const fields = unexpectedFields(error);
      if (fields.length > 0) {
        logger.error({ delivery: id, event: name, fields }, "A webhook has an unexpected shape");
        answer(request, response, 422, { error: "The payload has an unexpected shape", fields });
        return;
      }
      logger.error({ delivery: id, event: name }, "A webhook could not be stored");
      answer(request, response, 500, { error: "The event could not be stored: deliver it again" });
    }
  };
}

/** Probot rejects with all handlers' errors; a shape that none of them understood is not our fault. */
function unexpectedFields(error: unknown): readonly string[] {
  const errors: readonly unknown[] = error instanceof AggregateError ? error.errors : [error];
  if (!errors.every((one) => one instanceof UnexpectedPayload)) return [];
  return [...new Set(errors.flatMap(({ fields }) => fields))];
}
