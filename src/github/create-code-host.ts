import type { Logger } from "pino";
import type { PermissionSource } from "../access/ports/permission-source.js";
import type { Clock } from "../deploys/ports/clock.js";
import type { CodeHost } from "../deploys/ports/code-host.js";
import { fullName, type Repository } from "../deploys/ports/repository.js";
import { createCommits } from "./commits.js";
import { createDeployments } from "./deployments.js";
import { createGitHubClient } from "./github-client.js";
import { createHookDeliveries } from "./hook-deliveries.js";
import { createInstallationTokens, type Permissions } from "./installation-tokens.js";
import { createInstallations } from "./installations.js";
import { createOctokit } from "./octokit.js";
import { createPermissions } from "./permissions.js";
import { createPolicyFiles } from "./policy-files.js";
import { createPullRequests } from "./pull-requests.js";
import { createRepositories } from "./repositories.js";
import { scopeOf } from "./repository-scope.js";
import { type Sleep, systemSleep } from "./sleep.js";
import { createStatusQueue, type StatusQueue } from "./status-queue.js";
import { createStatuses } from "./statuses.js";

export interface CodeHostOptions {
  readonly appId: string | number;
  /** PEM, PKCS#1 or PKCS#8 */
  readonly privateKey: string;
  /** The REST API: https://api.github.com, or https://ghes.example.com/api/v3. */
  readonly baseUrl: string;
  /** Where people look: https://github.com, or https://ghes.example.com. */
  readonly webUrl: string;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly fetch?: typeof globalThis.fetch;
  readonly sleep?: Sleep;
  readonly random?: () => number;
  /** How long one request may take; 8 s. */
  readonly timeoutMs?: number;
  /** How long a request with all its retries may take; 15 s. */
  readonly budgetMs?: number;
}

/** GitHub as the use cases see it, and what the git mirror needs of it. */
export interface GitHub extends CodeHost, PermissionSource {
  /**
   * An installation token for one repository with no more than these permissions.
   * Throws {@link SourceUnavailable}. Never to be logged, or put into a URL or an argument.
   * @param refused a token that git was refused with: another one is wanted
   */
  tokenFor(repository: Repository, permissions: Permissions, refused?: string): Promise<string>;
}

/** Joins the parts of the GitHub adapter; opens no connection before the first question. */
export function createCodeHost(options: CodeHostOptions): GitHub {
  const { clock, sleep = systemSleep, timeoutMs = 8_000, budgetMs = 15_000 } = options;
  const logger = options.logger.child({ name: "github" });
  const octokit = createOctokit({
    baseUrl: options.baseUrl,
    logger,
    timeoutMs,
    ...(options.fetch ? { fetch: options.fetch } : {}),
  });
  const tokens = createInstallationTokens({ ...options, octokit });
  const client = createGitHubClient({
    octokit,
    tokens,
    clock,
    sleep,
    random: options.random ?? Math.random,
    logger,
    timeoutMs,
    budgetMs,
  });
  const installations = createInstallations(client);
  const statusQueues = new Map<number, StatusQueue>();

  function statusQueueOf(installationId: number): StatusQueue {
    const queue = statusQueues.get(installationId) ?? createStatusQueue({ clock, sleep });
    statusQueues.set(installationId, queue);
    return queue;
  }

  return {
    repositoryUrl: (repository) => `${options.webUrl.replace(/\/+$/, "")}/${fullName(repository)}`,
    ...createPolicyFiles(client),
    ...createDeployments(client),
    ...createCommits(client),
    ...createPullRequests(client),
    ...createStatuses(client, statusQueueOf),
    ...installations,
    ...createRepositories(client, installations.repositoriesOfInstallation),
    ...createHookDeliveries(client, clock),
    ...createPermissions(client),
    tokenFor: (repository, permissions, refused) => client.token(scopeOf(repository, permissions), refused),
  };
}
