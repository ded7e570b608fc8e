import { simpleUser, webhookOrganization } from "../json/account.js";
import { nodeId, type Json } from "../json/json.js";
import { simpleRepository } from "../json/repository.js";
import type { Site } from "../site.js";
import type { Account, Installation, Repository } from "../world/entities.js";

/** Tells the app about something in a repository, where it is installed there and listens to such events. */
export function emitRepositoryEvent(
  { world, webhooks }: Site,
  repository: Repository,
  sender: Account,
  event: string,
  payload: Json,
): void {
  const installation = world.installationOf(repository);
  if (installation === null || installation.suspendedAt !== null || !world.app.events.includes(event)) return;
  const organization = repository.owner.type === "Organization";
  webhooks.send({
    event,
    action: actionOf(payload),
    repositoryId: repository.id,
    installationId: installation.id,
    payload: {
      ...payload,
      repository: simpleRepository(world, repository),
      ...(organization ? { organization: webhookOrganization(world, repository.owner) } : {}),
      sender: simpleUser(world, sender),
      installation: { id: installation.id, node_id: nodeId("Installation", installation.id) },
    },
  });
}

/** Tells the app about its own installations; every app hears of these. */
export function emitInstallationEvent(
  { world, webhooks }: Site,
  installation: Installation,
  sender: Account,
  event: "installation" | "installation_repositories",
  payload: Json,
): void {
  webhooks.send({
    event,
    action: actionOf(payload),
    repositoryId: null,
    installationId: installation.id,
    payload: { ...payload, sender: simpleUser(world, sender) },
  });
}

/** Tells the app that a person took back what they agreed to when they signed in; every app hears of it. */
export function emitAuthorizationRevoked({ world, webhooks }: Site, sender: Account): void {
  webhooks.send({
    event: "github_app_authorization",
    action: "revoked",
    repositoryId: null,
    installationId: null,
    payload: { action: "revoked", sender: simpleUser(world, sender) },
  });
}

function actionOf(payload: Json): string | null {
  return typeof payload["action"] === "string" ? payload["action"] : null;
}
