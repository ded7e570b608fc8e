import { nowInstant } from "../world/sequence.js";
import type { Site } from "../site.js";
import type { Account, CommitStatusEntry, Repository } from "../world/entities.js";
import { commitJson } from "../json/commit.js";
import { fullName } from "../world/entities.js";
import { emitRepositoryEvent } from "../webhooks/emit.js";

export interface NewStatus {
  readonly state: CommitStatusEntry["state"];
  readonly context: string;
  readonly description: string | null;
  readonly targetUrl: string | null;
}

/** Records a status on an existing commit and tells of it. */
export async function createStatus(
  site: Site,
  repository: Repository,
  sha: string,
  creator: Account,
  wanted: NewStatus,
): Promise<CommitStatusEntry> {
  const { world } = site;
  const status: CommitStatusEntry = { id: world.nextId(), sha, ...wanted, creator, createdAt: nowInstant() };
  const earlier = repository.statuses.get(sha);
  if (earlier === undefined) repository.statuses.set(sha, [status]);
  else earlier.push(status);
  world.changes.emit("status");

  const commit = await repository.git.commit(sha);
  const api = `${world.api}/repos/${fullName(repository)}`;
  const branches = [...repository.refs].filter(
    ([ref, target]) => ref.startsWith("refs/heads/") && target.sha === sha,
  );
  emitRepositoryEvent(site, repository, creator, "status", {
    id: status.id,
    sha,
    name: fullName(repository),
    avatar_url: `${world.origin}/avatars/u/${creator.id}`,
    target_url: status.targetUrl,
    context: status.context,
    description: status.description,
    state: status.state,
    commit: commit && commitJson(world, repository, commit),
    branches: branches.slice(0, 10).map(([ref]) => ({
      name: ref.slice("refs/heads/".length),
      commit: { sha, url: `${api}/commits/${sha}` },
      protected: false,
    })),
    created_at: status.createdAt,
    updated_at: status.createdAt,
  });
  return status;
}
