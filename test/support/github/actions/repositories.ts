import { join } from "node:path";
import { BareRepository } from "../git/bare-repository.js";
import { gitRunner } from "../git/run-git.js";
import { simpleUser, webhookOrganization } from "../json/account.js";
import type { Site } from "../site.js";
import { emitRepositoryEvent } from "../webhooks/emit.js";
import { fullName, type Account, type Repository } from "../world/entities.js";
import { nowInstant } from "../world/sequence.js";

export interface NewRepository {
  readonly owner: Account;
  readonly name: string;
  readonly private: boolean;
  readonly defaultBranch: string;
}

/** Makes an empty bare repository under `folder`, named by its id so that renaming moves nothing. */
export async function addRepository(
  { world, gitShell }: Site,
  folder: string,
  wanted: NewRepository,
): Promise<Repository> {
  if (world.repository(wanted.owner.login, wanted.name) !== null) {
    throw new Error(`${wanted.owner.login}/${wanted.name} is there already`);
  }
  const id = world.nextId();
  const now = nowInstant();
  const repository: Repository = {
    id,
    owner: wanted.owner,
    name: wanted.name,
    private: wanted.private,
    defaultBranch: wanted.defaultBranch,
    createdAt: now,
    pushedAt: now,
    git: await BareRepository.create(join(folder, `${id}.git`), wanted.defaultBranch, gitRunner(gitShell)),
    refs: new Map(),
    grants: new Map(),
    statuses: new Map(),
    deployments: [],
    pulls: [],
    checkRuns: [],
    releases: [],
    comments: [],
    mergeGroups: [],
    protections: new Map(),
    verified: new Map(),
  };
  world.repositories.push(repository);
  return repository;
}

/** Renames; the old name redirects. */
export function renameRepository(site: Site, repository: Repository, name: string, sender: Account): void {
  const from = repository.name;
  site.world.formerNames.set(fullName(repository).toLowerCase(), repository);
  repository.name = name;
  emitRepositoryEvent(site, repository, sender, "repository", {
    action: "renamed",
    changes: { repository: { name: { from } } },
  });
}

/** Gives a repository to another account; the old name redirects. */
export function transferRepository(
  site: Site,
  repository: Repository,
  owner: Account,
  sender: Account,
): void {
  const from = repository.owner;
  site.world.formerNames.set(fullName(repository).toLowerCase(), repository);
  repository.owner = owner;
  const former =
    from.type === "Organization"
      ? { organization: webhookOrganization(site.world, from) }
      : { user: simpleUser(site.world, from) };
  emitRepositoryEvent(site, repository, sender, "repository", {
    action: "transferred",
    changes: { owner: { from: former } },
  });
}

export function deleteRepository(site: Site, repository: Repository, sender: Account): void {
  emitRepositoryEvent(site, repository, sender, "repository", { action: "deleted" });
  const { world } = site;
  for (const installation of world.installations) installation.repositoryIds.delete(repository.id);
  world.repositories.splice(world.repositories.indexOf(repository), 1);
}
