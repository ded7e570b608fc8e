import type { Octokit } from "@octokit/core";
import type { OctokitOptions } from "@octokit/core/types";
import type { EndpointOptions, OctokitResponse, RequestInterface } from "@octokit/types";
import { ProbotOctokit } from "probot";
import type { Logger } from "pino";

export interface OctokitSettings {
  /** The REST API's root: https://api.github.com, or https://ghes.example.com/api/v3. */
  readonly baseUrl: string;
  readonly logger: Logger;
  readonly fetch?: typeof globalThis.fetch;
  /** For requests that bring no signal of their own, such as those for tokens. */
  readonly timeoutMs: number;
}

/**
 * Probot's Octokit without its own throttling and retries: throttling spaces writes by a second, and retries
 * take up to 17 s without looking at Retry-After. Both are done by the client. Only the function form of
 * `defaults` switches Probot's throttling off.
 */
export function createOctokit({
  baseUrl,
  logger,
  timeoutMs,
  fetch = globalThis.fetch,
}: OctokitSettings): Octokit {
  const Quiet = ProbotOctokit.defaults((options: OctokitOptions) => ({
    ...options,
    throttle: { enabled: false },
    retry: { enabled: false },
  }));
  return new Quiet({
    baseUrl,
    authStrategy: createNoAuth,
    log: {
      debug: () => undefined,
      info: () => undefined,
      warn: (message: string) => logger.warn(message),
      error: () => undefined,
    },
    request: {
      fetch: (url: string, init: RequestInit) =>
        fetch(url, { ...init, signal: init.signal ?? AbortSignal.timeout(timeoutMs) }),
    },
  });
}

/** Every request brings its own authorization; Octokit's own "unauthenticated" strategy rewords GitHub's errors. */
function createNoAuth(): {
  (): Promise<{ readonly type: "none" }>;
  hook(request: RequestInterface, options: EndpointOptions): Promise<OctokitResponse<unknown>>;
} {
  return Object.assign(() => Promise.resolve({ type: "none" } as const), {
    hook: (request: RequestInterface, options: EndpointOptions) => request(options),
  });
}
