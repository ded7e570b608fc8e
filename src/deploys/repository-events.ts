import type { Parts } from "./parts.js";
import type {
  InstalledRepository,
  RefPushed,
  RepositoryEvents,
  StatusChanged,
} from "./ports/repository-events.js";
import { fullName, type Repository } from "./ports/repository.js";
import { repositoryContext } from "./status-publisher.js";
import { statusContext } from "../policy/match-target.js";
import { environmentRef, wholeRepository } from "./watched-refs.js";

/** Remembers what happened on the code host and queues what follows from it; evaluates nothing itself. */
export function createRepositoryEvents(parts: Parts): RepositoryEvents {
  const { store, queue, clock, mirror } = parts;
  const repositoriesOf = (id: number) => parts.codeHost.repositoriesOfInstallation(id);
  const look = (repositoryId: number, ref: string): Promise<void> => queue.request({ repositoryId, ref });
  const known = knownRepositories(parts);

  return {
    async pushed(event) {
      await known.remember(event.repository);
      if (event.ref.startsWith("refs/heads/")) await recordPush(parts, event);
      await look(event.repository.id, event.ref);
    },
    async refDeleted({ repository, ref }) {
      await known.remember(repository);
      await look(repository.id, ref);
    },
    async mergeGroup({ repository, action, headRef, headSha }) {
      await known.remember(repository);
      const sha = action === "destroyed" ? null : headSha;
      await store.recordPush(repository.id, headRef, { sha, at: clock.now().toISOString() });
      await look(repository.id, headRef);
    },
    async deploymentStatus({ repository, environment }) {
      await known.remember(repository);
      await look(repository.id, environmentRef(environment));
    },
    statusChanged: (event) => putStatusRight(parts, event),
    async installed(installationId, repositories) {
      // The event of an installation that is resumed names none.
      const listed = repositories.length > 0 ? repositories : await repositoriesOf(installationId);
      await known.add(listed);
    },
    async repositoriesAdded(repositories) {
      await known.add(repositories);
    },
    async uninstalled(installationId) {
      known.forget();
      await store.removeInstallation(installationId);
    },
    async installationSuspended(installationId) {
      known.forget();
      await store.removeInstallation(installationId);
    },
    async repositoriesRemoved(ids) {
      known.forget();
      await store.removeRepositories(ids);
      await Promise.all(ids.map((id) => mirror.remove(id)));
    },
    async repositoryChanged(repository) {
      await store.saveRepositories([repository]);
      known.forget();
      await look(repository.id, wholeRepository);
    },
    async repositoryDeleted(id) {
      known.forget();
      await store.removeRepositories([id]);
      await mirror.remove(id);
    },
  };
}

/** Every event says how its repository is called: it is written down where that is news. */
function knownRepositories({ store, queue }: Parts): {
  remember(repository: Repository): Promise<void>;
  add(repositories: readonly InstalledRepository[]): Promise<void>;
  forget(): void;
} {
  const remembered = new Map<number, string>();
  return {
    async remember(repository) {
      const described = JSON.stringify([
        fullName(repository),
        repository.installationId,
        repository.defaultBranch,
      ]);
      if (remembered.get(repository.id) === described) return;
      await store.saveRepositories([repository]);
      remembered.set(repository.id, described);
    },
    async add(repositories) {
      await store.saveRepositories(repositories.map((repository) => ({ ...repository, defaultBranch: "" })));
      await Promise.all(
        repositories.map(({ id }) => queue.request({ repositoryId: id, ref: wholeRepository })),
      );
    },
    forget: () => remembered.clear(),
  };
}

async function recordPush({ store }: Parts, { repository, ref, after, at }: RefPushed): Promise<void> {
  await store.recordPush(repository.id, ref, { sha: after, at: at.toISOString() });
}

/** A status of ours that somebody else wrote is replaced by what we said, and written into the audit log. */
async function putStatusRight(
  { store, codeHost, publisher, queue, clock }: Parts,
  event: StatusChanged,
): Promise<void> {
  const { repository, sha, context, creator, state } = event;
  if (context !== repositoryContext && !context.startsWith(statusContext(""))) return;
  const standing = await store.status(repository.id, sha, context);
  if (standing !== null && standing.state === state && standing.description === event.description) return;
  if (creator === (await codeHost.ownLogin())) return;
  await store.appendAudit([
    {
      at: clock.now().toISOString(),
      personId: null,
      login: creator ?? "unknown",
      action: "wrote a status of ours",
      repositoryId: repository.id,
      target: context === repositoryContext ? null : context.slice(statusContext("").length),
      detail: { sha, context, state, description: event.description },
    },
  ]);
  const repeated = await publisher.repeat(repository, sha, context);
  if (repeated) return;
  await publisher.publish({
    repository,
    ref: "",
    sha,
    target: context === repositoryContext ? null : context.slice(statusContext("").length),
    state: "error",
    description: "Not evaluated by Pre-Deploy Checker",
  });
  await queue.request({ repositoryId: repository.id, ref: wholeRepository });
}
