import type { EmitterWebhookEventName } from "@octokit/webhooks";
import type { Probot } from "probot";
import type { z } from "zod";
import type { Clock } from "../deploys/ports/clock.js";
import type { Repository } from "../deploys/ports/repository.js";
import type { AccountEvents } from "../access/ports/account-events.js";
import type { InstalledRepository, RepositoryEvents } from "../deploys/ports/repository-events.js";
import * as payloads from "./github-payloads.js";
import { UnexpectedPayload } from "./unexpected-payload.js";

/** All that GitHub tells us. */
export type GitHubEvents = RepositoryEvents & AccountEvents;

interface Handler {
  readonly event: EmitterWebhookEventName;
  /** Throws {@link UnexpectedPayload}. */
  readonly handle: (payload: unknown, events: GitHubEvents, clock: Clock) => Promise<void>;
}

const noCommit = "0".repeat(40);

/** Which event leads to what. Events that are not in here are acknowledged and forgotten. */
export const handlers: readonly Handler[] = [
  on("push", payloads.push, ({ ref, before, after, forced, ...payload }, events, clock) =>
    events.pushed({
      repository: repositoryOf(payload),
      ref,
      before: before === noCommit ? null : (before ?? null),
      after: after === noCommit ? null : after,
      forced,
      at: instantOf(payload.repository.pushed_at) ?? clock.now(),
    }),
  ),
  on("delete", payloads.deletion, ({ ref, ref_type: type, ...payload }, events) =>
    events.refDeleted({
      repository: repositoryOf(payload),
      ref: `refs/${type === "tag" ? "tags" : "heads"}/${ref}`,
    }),
  ),
  ...(["merge_group.checks_requested", "merge_group.destroyed"] as const).map((event) =>
    on(event, payloads.mergeGroup, ({ action, merge_group: group, ...payload }, events) =>
      events.mergeGroup({
        repository: repositoryOf(payload),
        action,
        headRef: group.head_ref,
        headSha: group.head_sha,
        baseRef: group.base_ref,
        baseSha: group.base_sha,
      }),
    ),
  ),
  on("deployment_status", payloads.deploymentStatus, ({ deployment, ...payload }, events) =>
    events.deploymentStatus({
      repository: repositoryOf(payload),
      environment: deployment.environment,
      state: payload.deployment_status.state,
      sha: deployment.sha,
    }),
  ),
  on("status", payloads.status, (payload, events) =>
    events.statusChanged({
      repository: repositoryOf(payload),
      sha: payload.sha,
      context: payload.context,
      state: payload.state,
      description: payload.description,
      targetUrl: payload.target_url,
      creator: payload.sender?.login ?? null,
    }),
  ),
  ...(["installation.created", "installation.unsuspend"] as const).map((event) =>
    on(event, payloads.installed, ({ installation, repositories = [] }, events) =>
      events.installed(installation.id, namedRepositories(installation.id, repositories)),
    ),
  ),
  on("installation.deleted", payloads.ofInstallation, ({ installation }, events) =>
    events.uninstalled(installation.id),
  ),
  on("installation.suspend", payloads.ofInstallation, ({ installation }, events) =>
    events.installationSuspended(installation.id),
  ),
  on("installation_repositories.added", payloads.repositoriesAdded, (payload, events) =>
    events.repositoriesAdded(namedRepositories(payload.installation.id, payload.repositories_added)),
  ),
  on("installation_repositories.removed", payloads.repositoriesRemoved, (payload, events) =>
    events.repositoriesRemoved(payload.repositories_removed.map(({ id }) => id)),
  ),
  ...(["repository.renamed", "repository.transferred", "repository.edited"] as const).map((event) =>
    on(event, payloads.ofRepository, (payload, events) => events.repositoryChanged(repositoryOf(payload))),
  ),
  on("github_app_authorization.revoked", payloads.authorizationRevoked, ({ sender }, events) =>
    events.authorizationRevoked(sender.id),
  ),
  on("repository.deleted", payloads.ofRepository, (payload, events) =>
    events.repositoryDeleted(payload.repository.id),
  ),
];

/** Registers every handler with Probot. A handler resolves once what it stands for is remembered durably. */
export function gitHubApp(events: GitHubEvents, clock: Clock): (app: Probot) => void {
  return (app) => {
    for (const { event, handle } of handlers) {
      app.on(event, (context) => handle(context.payload, events, clock));
    }
  };
}

function on<T>(
  event: EmitterWebhookEventName,
  schema: z.ZodType<T>,
  handle: (payload: T, events: GitHubEvents, clock: Clock) => Promise<void>,
): Handler {
  return {
    event,
    async handle(payload, events, clock) {
      const parsed = schema.safeParse(payload);
      if (!parsed.success) throw new UnexpectedPayload(event, parsed.error);
      await handle(parsed.data, events, clock);
    },
  };
}

function repositoryOf({ repository, installation }: z.infer<typeof payloads.ofRepository>): Repository {
  return {
    id: repository.id,
    owner: repository.owner.login,
    name: repository.name,
    installationId: installation.id,
    defaultBranch: repository.default_branch,
  };
}

function namedRepositories(
  installationId: number,
  listed: z.infer<typeof payloads.repositoriesAdded>["repositories_added"],
): readonly InstalledRepository[] {
  return listed.map(({ id, name, full_name: fullName }) => ({
    id,
    owner: fullName.slice(0, fullName.indexOf("/")),
    name,
    installationId,
  }));
}

function instantOf(pushedAt: number | string | null | undefined): Date | null {
  if (pushedAt === null || pushedAt === undefined) return null;
  const instant = new Date(typeof pushedAt === "number" ? pushedAt * 1000 : pushedAt);
  return Number.isNaN(instant.getTime()) ? null : instant;
}
