import type { IncomingHttpHeaders } from "node:http";
import { secondsFromNow } from "./world/sequence.js";

/** A request as faults are matched against it. */
export interface FaultyRequest {
  readonly method: string;
  /** Without the API's prefix `/api/v3` and the query: "/repos/acme/web/statuses/…", "/acme/web.git/info/refs". */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
}

export type FaultAction =
  /** Answers later than usual. */
  | { readonly latencyMs: number }
  /** Answers as usual once this has come to be: holds what the app is doing at a known place. */
  | { readonly until: Promise<unknown> }
  | {
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      /** JSON, or a string to be sent as it is. */
      readonly body?: unknown;
    }
  /** Closes the connection: before the request is handled, or after (it took effect, the answer is lost). */
  | { readonly drop: true | "after" }
  /** Never answers. */
  | { readonly hang: true };

export type FaultMatch =
  | ((request: FaultyRequest) => boolean)
  | { readonly method?: string; readonly path?: RegExp; readonly times?: number };

export interface Fault {
  readonly match: FaultMatch;
  readonly then: FaultAction;
  /** How often it happens; for ever when left out. */
  readonly times?: number;
}

interface ActiveFault {
  readonly matches: (request: FaultyRequest) => boolean;
  readonly then: FaultAction;
  left: number;
}

/** Faults on demand: the first one that matches a request befalls it. */
export class Faults {
  readonly #active: ActiveFault[] = [];

  /** Adds a fault; answers a function that takes it away. */
  add(fault: Fault): () => void {
    const { match } = fault;
    const limit = typeof match === "function" ? undefined : match.times;
    const active: ActiveFault = {
      matches: typeof match === "function" ? match : (request) => fits(match, request),
      then: fault.then,
      left: fault.times ?? limit ?? Number.POSITIVE_INFINITY,
    };
    this.#active.push(active);
    return () => {
      active.left = 0;
    };
  }

  clear(): void {
    this.#active.length = 0;
  }

  take(request: FaultyRequest): FaultAction | null {
    const fault = this.#active.find((one) => one.left > 0 && one.matches(request));
    if (fault === undefined) return null;
    fault.left -= 1;
    return fault.then;
  }
}

function fits(match: { method?: string; path?: RegExp }, request: FaultyRequest): boolean {
  return (
    (match.method === undefined || match.method === request.method) &&
    (match.path === undefined || match.path.test(request.path))
  );
}

const secondaryLimitText =
  "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.";

/** What GitHub is known to answer when it does not answer. */
export const faultActions = {
  serverError: (status = 502): FaultAction => ({
    status,
    headers: { "content-type": "text/html" },
    body: "<html><body><h1>Unicorn!</h1></body></html>",
  }),
  tooManyRequests: (retryAfterSeconds?: number): FaultAction => ({
    status: 429,
    ...(retryAfterSeconds === undefined ? {} : { headers: { "retry-after": String(retryAfterSeconds) } }),
    body: { message: secondaryLimitText, documentation_url: "https://docs.github.com/rest" },
  }),
  primaryLimit: (resetInSeconds = 60): FaultAction => ({
    status: 403,
    headers: {
      "x-ratelimit-limit": "5000",
      "x-ratelimit-remaining": "0",
      "x-ratelimit-reset": String(secondsFromNow(resetInSeconds)),
    },
    body: {
      message: "API rate limit exceeded for installation ID 1.",
      documentation_url: "https://docs.github.com/rest/overview/rate-limits-for-the-rest-api",
    },
  }),
  secondaryLimit: (retryAfterSeconds?: number): FaultAction => ({
    status: 403,
    ...(retryAfterSeconds === undefined ? {} : { headers: { "retry-after": String(retryAfterSeconds) } }),
    body: {
      message: secondaryLimitText,
      documentation_url:
        "https://docs.github.com/free-pro-team@latest/rest/overview/rate-limits-for-the-rest-api#about-secondary-rate-limits",
    },
  }),
  droppedConnection: (): FaultAction => ({ drop: true }),
  lostAnswer: (): FaultAction => ({ drop: "after" }),
  hang: (): FaultAction => ({ hang: true }),
} as const;
