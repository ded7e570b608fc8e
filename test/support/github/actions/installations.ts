import { installationJson } from "../json/app.js";
import { nodeId, type Json } from "../json/json.js";
import type { Site } from "../site.js";
import { emitInstallationEvent } from "../webhooks/emit.js";
import { fullName, type Account, type Installation, type Repository } from "../world/entities.js";
import { nowInstant } from "../world/sequence.js";

function summary(repository: Repository): Json {
  return {
    id: repository.id,
    node_id: nodeId("Repository", repository.id),
    name: repository.name,
    full_name: fullName(repository),
    private: repository.private,
  };
}

/** Installs the app on a repository: a new installation of its owner's, or one more repository in it. */
export function install(
  site: Site,
  repository: Repository,
  sender: Account,
  { told = true }: { readonly told?: boolean } = {},
): Installation {
  const { world } = site;
  const existing = world.installations.find((one) => one.account === repository.owner);
  if (existing === undefined) {
    const now = nowInstant();
    const installation: Installation = {
      id: world.nextId(),
      account: repository.owner,
      repositoryIds: new Set([repository.id]),
      permissions: world.app.permissions,
      createdAt: now,
      updatedAt: now,
      suspendedAt: null,
    };
    world.installations.push(installation);
    if (told)
      emitInstallationEvent(site, installation, sender, "installation", {
        action: "created",
        installation: installationJson(world, installation),
        repositories: [summary(repository)],
        requester: null,
      });
    return installation;
  }
  if (!existing.repositoryIds.has(repository.id)) {
    existing.repositoryIds.add(repository.id);
    if (told) emitSelection(site, existing, sender, [repository], []);
  }
  return existing;
}

/** Takes the app off one repository; the last one ends the installation. */
export function uninstallFrom(site: Site, repository: Repository, sender: Account): void {
  const installation = site.world.installationOf(repository);
  if (installation === null) return;
  if (installation.repositoryIds.size === 1) {
    uninstall(site, installation, sender);
    return;
  }
  installation.repositoryIds.delete(repository.id);
  emitSelection(site, installation, sender, [], [repository]);
}

/** Ends an installation: its tokens stop working. */
export function uninstall(site: Site, installation: Installation, sender: Account): void {
  const { world } = site;
  const repositories = world.repositories.filter((one) => installation.repositoryIds.has(one.id));
  world.installations.splice(world.installations.indexOf(installation), 1);
  site.tokens.revoke((token) => token.kind === "installation" && token.installation === installation);
  emitInstallationEvent(site, installation, sender, "installation", {
    action: "deleted",
    installation: installationJson(world, installation),
    repositories: repositories.map(summary),
  });
}

/** Suspends or resumes an installation. */
export function suspend(site: Site, installation: Installation, sender: Account, suspended: boolean): void {
  installation.suspendedAt = suspended ? nowInstant() : null;
  installation.updatedAt = nowInstant();
  emitInstallationEvent(site, installation, sender, "installation", {
    action: suspended ? "suspend" : "unsuspend",
    installation: installationJson(site.world, installation),
  });
}

function emitSelection(
  site: Site,
  installation: Installation,
  sender: Account,
  added: readonly Repository[],
  removed: readonly Repository[],
): void {
  emitInstallationEvent(site, installation, sender, "installation_repositories", {
    action: added.length > 0 ? "added" : "removed",
    installation: installationJson(site.world, installation),
    repository_selection: "selected",
    repositories_added: added.map(summary),
    repositories_removed: removed.map(summary),
    requester: null,
  });
}
