import type { OctokitOptions } from "@octokit/core/types";
import type { Logger } from "pino";
import { Probot, ProbotOctokit } from "probot";
import type { Clock } from "../deploys/ports/clock.js";
import { type GitHubEvents, gitHubApp } from "./github-app.js";

export interface GitHubAppOptions {
  readonly appId: string | number;
  readonly privateKey: string;
  readonly secret: string;
  /** The REST API's root. */
  readonly baseUrl: string;
  readonly logger: Logger;
  readonly events: GitHubEvents;
  readonly clock: Clock;
}

/** Probot with our handlers, ready to receive events that were verified before. */
export async function createGitHubApp(options: GitHubAppOptions): Promise<Probot> {
  const { appId, privateKey, secret, baseUrl, logger, events, clock } = options;
  const probot = new Probot({
    appId,
    privateKey,
    secret,
    baseUrl,
    // Handlers ask nothing of GitHub: Probot makes an Octokit for every event, so make it a light one.
    Octokit: ProbotOctokit.defaults((defaults: OctokitOptions) => ({
      ...defaults,
      throttle: { enabled: false },
      retry: { enabled: false },
    })),
    log: withoutPayloads(logger),
  });
  await probot.load(gitHubApp(events, clock));
  return probot;
}

/** Probot logs whole events at debug level, and hangs the event with its payload on every error it logs. */
function withoutPayloads(logger: Logger): Logger {
  return logger.child(
    {},
    {
      ...(logger.isLevelEnabled("debug") ? { level: "info" } : {}),
      serializers: { err: withoutProperties },
    },
  );
}

function withoutProperties(error: unknown): unknown {
  if (!(error instanceof Error)) return "unknown error";
  return {
    type: error.name,
    message: error.message,
    stack: error.stack,
    ...(error.cause instanceof Error ? { cause: withoutProperties(error.cause) } : {}),
  };
}
