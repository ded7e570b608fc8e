import { Agent, type Dispatcher } from "undici";
import { z } from "zod";
import type { JiraAnswer } from "./jira-http.js";

export interface SenderRequest {
  readonly uri: string;
  readonly method: string;
  /** Sent as JSON; undefined: no body. */
  readonly body: unknown;
  readonly authorization: string;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

export interface UndiciSender {
  /** Never rejects. Redirects are not followed: they would carry the credentials to another place. */
  send(request: SenderRequest): Promise<JiraAnswer>;
  close(): Promise<void>;
}

/** Sends over a pool of kept connections. */
export function createUndiciSender(options: {
  readonly connections: number;
  readonly maxBytes: number;
}): UndiciSender {
  // The only time limit is the caller's: it covers the call to the last byte of the answer.
  const agent = new Agent({ connections: options.connections, headersTimeout: 0, bodyTimeout: 0 });
  return {
    async send(request) {
      const timeout = AbortSignal.timeout(request.timeoutMs);
      try {
        const response = await dispatch(agent, request, AbortSignal.any([timeout, request.signal]));
        return await readAnswer(response, options.maxBytes);
      } catch (cause) {
        if (request.signal.aborted) return { outcome: "aborted", code: null, cause };
        if (timeout.aborted) return { outcome: "timeout", code: null, cause };
        return { outcome: "network", code: errorCode(cause), cause };
      }
    },
    close: () => agent.close(),
  };
}

async function dispatch(
  agent: Agent,
  request: SenderRequest,
  signal: AbortSignal,
): Promise<Dispatcher.ResponseData> {
  const url = new URL(request.uri);
  return agent.request({
    origin: url.origin,
    path: url.pathname + url.search,
    method: request.method,
    headers: {
      accept: "application/json",
      // Nothing here unpacks, and a proxy may pack for whoever does not say that.
      "accept-encoding": "identity",
      authorization: request.authorization,
      "user-agent": "pre-deploy-checker",
      ...(request.body === undefined ? {} : { "content-type": "application/json" }),
    },
    body: request.body === undefined ? null : JSON.stringify(request.body),
    signal,
  });
}

async function readAnswer(response: Dispatcher.ResponseData, maxBytes: number): Promise<JiraAnswer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response.body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) return { outcome: "too-large", code: null, cause: undefined };
    chunks.push(chunk);
  }
  return {
    outcome: "response",
    status: response.statusCode,
    contentType: firstOf(response.headers["content-type"]),
    retryAfter: firstOf(response.headers["retry-after"]),
    deniedReason: firstOf(response.headers["x-authentication-denied-reason"]),
    text: Buffer.concat(chunks).toString("utf8"),
  };
}

function firstOf(header: string | string[] | undefined): string | null {
  return (Array.isArray(header) ? header[0] : header) ?? null;
}

function errorCode(error: unknown): string | null {
  const parsed = z.object({ code: z.string() }).safeParse(error);
  return parsed.success ? parsed.data.code : null;
}
