import type { Octokit } from "@octokit/core";
import PQueue from "p-queue";
import type { Logger } from "pino";
import { z } from "zod";
import type { Clock } from "../deploys/ports/clock.js";
import { SourceUnavailable } from "../deploys/ports/unavailable.js";
import { describeFailure } from "./failure.js";
import { GitHubUnavailable } from "./github-unavailable.js";
import type { InstallationTokens, TokenScope } from "./installation-tokens.js";
import { nextPage } from "./next-page.js";
import { createRateLimitPauses } from "./rate-limit-pauses.js";
import type { Sleep } from "./sleep.js";
import { UnexpectedAnswer } from "./unexpected-answer.js";
import { type Verdict, withRetries } from "./with-retries.js";

/** Who asks: the app itself, or an installation with a token of exactly this scope. */
export type Asker = "app" | TokenScope;

export interface Answer<T> {
  readonly data: T;
  readonly etag: string | null;
}

/** Asks GitHub's REST API; every failure is a {@link GitHubUnavailable}. */
export interface GitHubClient {
  request<T>(
    asker: Asker,
    route: string,
    parameters: Readonly<Record<string, unknown>>,
    schema: z.ZodType<T>,
  ): Promise<Answer<T>>;
  /** The pages of a list, one after the other. */
  pages<T>(
    asker: Asker,
    route: string,
    parameters: Readonly<Record<string, unknown>>,
    schema: z.ZodType<T>,
  ): AsyncGenerator<T, void, undefined>;
  /** A token of this scope, with the same retries and errors. */
  /** `refused`: one that was not taken, so that another is wanted. */
  token(scope: TokenScope, refused?: string): Promise<string>;
}

export interface GitHubClientOptions {
  readonly octokit: Octokit;
  readonly tokens: InstallationTokens;
  readonly clock: Clock;
  readonly sleep: Sleep;
  readonly random: () => number;
  readonly logger: Logger;
  readonly timeoutMs: number;
  readonly budgetMs: number;
}

const apiVersion = "2022-11-28";
// GitHub allows 100 requests at once, shared with other users of the same installation.
const requestsAtOnce = 20;

const responseHeaders = z.object({ etag: z.string().optional(), link: z.string().optional() });

export function createGitHubClient(options: GitHubClientOptions): GitHubClient {
  const { octokit, tokens, clock, logger, timeoutMs } = options;
  const pauses = createRateLimitPauses(clock);
  const queues = new Map<string, PQueue>();

  function queueOf(who: string): PQueue {
    const queue = queues.get(who) ?? new PQueue({ concurrency: requestsAtOnce });
    queues.set(who, queue);
    return queue;
  }

  /** Sends one request within the limits, again where that may help, and says in our words what went wrong. */
  function guarded<T>(asker: Asker, what: string, send: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const who = asker === "app" ? "app" : String(asker.installationId);
    const asApp = asker === "app";
    let reauthorised = asApp;

    async function attempt(signal: AbortSignal): Promise<T> {
      const paused = pauses.remaining(who);
      if (paused > 0) throw stillLimited(paused);
      try {
        return await send(signal);
      } catch (error) {
        if (error instanceof UnexpectedAnswer) throw error;
        const failure = describeFailure(error, clock.now(), timeoutMs / 1000);
        if (failure.limited) pauses.pause(who, failure.retryAfterSeconds ?? 0);
        // A token can be revoked before it expires: when permissions change, or the app is installed anew.
        if (failure.status === 401 && !asApp) tokens.forget(asker);
        const { status, reason } = failure;
        if (failure.transient) logger.warn({ what, status, reason }, "GitHub did not answer");
        throw new GitHubUnavailable(failure, { asApp, cause: error });
      }
    }

    function judge(error: unknown): Verdict {
      if (error instanceof GitHubUnavailable && error.status === 401 && !reauthorised) {
        reauthorised = true;
        return { transient: true, retryAfterSeconds: 0 };
      }
      if (!(error instanceof SourceUnavailable)) return { transient: false, retryAfterSeconds: null };
      return { transient: error.retryable, retryAfterSeconds: error.retryAfterSeconds };
    }

    return queueOf(who).add(() => withRetries(attempt, judge, options));
  }

  function ask<T>(
    asker: Asker,
    route: string,
    parameters: Readonly<Record<string, unknown>>,
    schema: z.ZodType<T>,
  ): Promise<Answer<T> & { readonly link: string | null }> {
    return guarded(asker, route, async (signal) => {
      const authorization =
        asker === "app" ? `bearer ${await tokens.appToken()}` : `token ${await tokens.tokenFor(asker)}`;
      const headers = z.record(z.string(), z.string()).optional().parse(parameters["headers"]);
      const response = await octokit.request(route, {
        ...parameters,
        headers: { ...headers, authorization, "x-github-api-version": apiVersion },
        request: { signal },
      });
      const parsed = schema.safeParse(response.data);
      if (!parsed.success) throw new UnexpectedAnswer(route, parsed.error);
      const { etag, link } = responseHeaders.parse(response.headers);
      return { data: parsed.data, etag: etag ?? null, link: link ?? null };
    });
  }

  return {
    request: ask,
    token: (scope, refused) => guarded(scope, "token", () => tokens.tokenFor(scope, refused)),
    async *pages(asker, route, parameters, schema) {
      for (let page: Readonly<Record<string, string>> | null = {}; page;) {
        const { data, link } = await ask(asker, route, { per_page: 100, ...parameters, ...page }, schema);
        yield data;
        page = nextPage(link);
      }
    },
  };
}

function stillLimited(seconds: number): GitHubUnavailable {
  const failure = { status: 429, reason: "", retryAfterSeconds: seconds, limited: true, transient: true };
  return new GitHubUnavailable(failure, { asApp: false, cause: undefined });
}
