import { z } from "zod";

/** What is known of a request that did not succeed. */
export interface Failure {
  /** The HTTP status; null where no answer came. */
  readonly status: number | null;
  /** GitHub's own words, or why no answer came; one short line. */
  readonly reason: string;
  /** How long GitHub asked us to wait; null where it did not say. */
  readonly retryAfterSeconds: number | null;
  /** The primary or a secondary rate limit. */
  readonly limited: boolean;
  /** Whether the same request may succeed a little later. */
  readonly transient: boolean;
}

const octokitError = z.object({
  status: z.number(),
  response: z
    .object({ headers: z.record(z.string(), z.unknown()), data: z.unknown().optional() })
    .optional()
    .catch(undefined),
});

const githubMessage = z.object({ message: z.string() });

// https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api: without any header, wait a minute.
const secondaryLimitSeconds = 60;
const transientStatuses = new Set([408, 429, 500, 502, 503, 504]);

const words: Readonly<Record<string, string>> = {
  ECONNREFUSED: "connection refused",
  ECONNRESET: "connection lost",
  EPIPE: "connection lost",
  ENOTFOUND: "host not found",
  EAI_AGAIN: "host not found",
  ETIMEDOUT: "connection timed out",
  EHOSTUNREACH: "host unreachable",
  UND_ERR_SOCKET: "connection lost",
  UND_ERR_CONNECT_TIMEOUT: "connection timed out",
};

/**
 * Reads an Octokit error. Octokit reports a lost connection as status 500 without a response.
 *
 * @param timeoutSeconds how long the request was allowed to take, for the wording
 */
export function describeFailure(error: unknown, now: Date, timeoutSeconds: number): Failure {
  const parsed = octokitError.safeParse(error);
  if (!parsed.success) return notSent(error);
  if (!parsed.data.response) return noAnswer(error, timeoutSeconds);

  const { status, response } = parsed.data;
  const header = (name: string): string | null => {
    const value = response.headers[name];
    return typeof value === "string" || typeof value === "number" ? String(value) : null;
  };
  const message = githubMessage.safeParse(response.data);
  const reason = message.success ? shorten(message.data.message) : "";
  const exhausted = header("x-ratelimit-remaining") === "0";
  const limited =
    status === 429 ||
    (status === 403 &&
      (exhausted || header("retry-after") !== null || /rate limit|abuse detection/i.test(reason)));

  const asked = readRetryAfter(header("retry-after"), now);
  const reset = exhausted ? readReset(header("x-ratelimit-reset"), now) : null;
  const fallback = limited && status === 403 ? secondaryLimitSeconds : null;
  return {
    status,
    reason,
    retryAfterSeconds: asked ?? (limited ? reset : null) ?? fallback,
    limited,
    transient: limited || transientStatuses.has(status),
  };
}

/** The request could not even be made: the private key cannot be read, for one. */
function notSent(error: unknown): Failure {
  const reason = shorten(error instanceof Error ? error.message : String(error));
  return { status: null, reason, retryAfterSeconds: null, limited: false, transient: false };
}

function noAnswer(error: unknown, timeoutSeconds: number): Failure {
  const chain = causes(error);
  const timedOut = chain.some((cause) => cause.name === "TimeoutError" || cause.name === "AbortError");
  const code = chain.map((cause) => cause.code).find((value) => value !== undefined);
  return {
    status: null,
    reason: timedOut
      ? `no answer within ${timeoutSeconds} s`
      : code === undefined
        ? "connection failed"
        : (words[code] ?? `connection failed (${code})`),
    retryAfterSeconds: null,
    limited: false,
    transient: true,
  };
}

const link = z.object({
  name: z.string(),
  code: z.string().optional().catch(undefined),
  cause: z.unknown().optional(),
});

function causes(error: unknown): { readonly name: string; readonly code?: string | undefined }[] {
  const found = [];
  for (let at = error, depth = 0; depth < 5; depth++) {
    const parsed = link.safeParse(at);
    if (!parsed.success) break;
    found.push(parsed.data);
    at = parsed.data.cause;
  }
  return found;
}

function readRetryAfter(value: string | null, now: Date): number | null {
  if (value === null || value.trim() === "") return null;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return Math.max(0, seconds);
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : Math.max(0, (date - now.getTime()) / 1000);
}

function readReset(value: string | null, now: Date): number | null {
  const epochSeconds = Number(value ?? Number.NaN);
  // A second more, because GitHub resets at the end of the second it names.
  return Number.isFinite(epochSeconds) ? Math.max(0, epochSeconds - now.getTime() / 1000) + 1 : null;
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > 100 ? `${line.slice(0, 99)}…` : line;
}
