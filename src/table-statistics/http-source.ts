import { Agent, request, type Dispatcher } from "undici";
import type { DatabaseFacts } from "../migrations/database-facts.js";
import { explainNetworkError } from "./explain-network-error.js";
import { GatheringFailed } from "./gathering-failed.js";
import { inSeconds } from "./in-seconds.js";
import type { GatheringLimits } from "./limits.js";
import { readRowCountText } from "./read-row-count-text.js";
import { tooLarge } from "./read-file-source.js";
import { redactedError } from "./redact.js";

/** A row-count file at an address. Remembers the last answer, so that an unchanged file is not sent again. */
export function createHttpSource(url: string, limits: GatheringLimits): () => Promise<DatabaseFacts> {
  let last: { readonly etag: string; readonly facts: DatabaseFacts } | null = null;
  return async () => {
    const agent = new Agent({ connections: 1 });
    const timeout = AbortSignal.timeout(limits.silenceMs);
    try {
      const response = await ask(url, last?.etag ?? null, agent, timeout);
      if (response.statusCode === 304 && last !== null) return last.facts;
      if (response.statusCode !== 200) throw refused(response);
      const facts = readRowCountText(await readBody(response, limits), dateOf(response));
      const etag = headerOf(response, "etag");
      last = etag === null ? null : { etag, facts };
      return facts;
    } catch (error) {
      if (error instanceof GatheringFailed) throw error;
      if (timeout.aborted) throw new GatheringFailed(`no answer within ${inSeconds(limits.silenceMs)}`);
      const { message, retryable } = explainNetworkError(error) ?? {
        message: "connection failed",
        retryable: true,
      };
      throw new GatheringFailed(message, { retryable, cause: redactedError(error, url) });
    } finally {
      await agent.destroy();
    }
  };
}

/** Redirects are not followed: they would carry the credentials to another place. */
function ask(
  url: string,
  etag: string | null,
  dispatcher: Agent,
  signal: AbortSignal,
): Promise<Dispatcher.ResponseData> {
  const { origin, pathname, search, username, password } = new URL(url);
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return request(origin + pathname + search, {
    dispatcher,
    signal,
    headers: {
      accept: "application/json",
      "user-agent": "pre-deploy-checker",
      ...(credentials === ":"
        ? {}
        : { authorization: `Basic ${Buffer.from(credentials).toString("base64")}` }),
      ...(etag === null ? {} : { "if-none-match": etag }),
    },
  });
}

function refused({ statusCode }: Dispatcher.ResponseData): GatheringFailed {
  if (statusCode >= 300 && statusCode < 400 && statusCode !== 304)
    return new GatheringFailed(`the address redirects to another (${statusCode}), which is not followed`, {
      retryable: false,
    });
  if (statusCode === 401 || statusCode === 403)
    return new GatheringFailed(`the server did not accept the credentials (${statusCode})`, {
      retryable: false,
    });
  return new GatheringFailed(`the server answered ${statusCode}`);
}

async function readBody(response: Dispatcher.ResponseData, limits: GatheringLimits): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response.body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limits.fileBytes) throw tooLarge(limits);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function dateOf(response: Dispatcher.ResponseData): Date | null {
  const date = new Date(headerOf(response, "last-modified") ?? "");
  return Number.isNaN(date.getTime()) ? null : date;
}

function headerOf(response: Dispatcher.ResponseData, name: string): string | null {
  const header = response.headers[name];
  return (Array.isArray(header) ? header[0] : header) ?? null;
}
