import type { RefTarget } from "../git/bare-repository.js";
import { nowInstant } from "../world/sequence.js";
import { followPullRequests } from "../actions/follow-pull-requests.js";
import type { Site } from "../site.js";
import type { Account, Repository } from "../world/entities.js";
import { emitRepositoryEvent } from "./emit.js";
import { pushPayload, type RefChange } from "./push-payload.js";

/** More tags than this in one push make no events at all, on GitHub as here. */
const mostTagsWithEvents = 3;

/**
 * Compares the repository's branches and tags with what was last seen, and tells of every difference: `push`,
 * `create`, `delete`, and what follows for pull requests. The caller holds the repository's lock.
 */
export async function noticeRefs(site: Site, repository: Repository, actor: Account): Promise<void> {
  const earlier = repository.refs;
  const present = await repository.git.refs();
  const changes = differences(earlier, present);
  if (changes.length === 0) return;
  repository.refs = present;
  repository.pushedAt = nowInstant();

  const tags = changes.filter(({ ref }) => ref.startsWith("refs/tags/"));
  const told =
    tags.length > mostTagsWithEvents ? changes.filter((change) => !tags.includes(change)) : changes;
  for (const change of told) {
    const payload = await pushPayload(site.world, repository, actor, change);
    emitRepositoryEvent(site, repository, actor, "push", payload);
    emitMade(site, repository, actor, change);
  }
  await followPullRequests(site, repository, actor, changes);
}

function differences(
  earlier: ReadonlyMap<string, RefTarget>,
  present: ReadonlyMap<string, RefTarget>,
): RefChange[] {
  return [...new Set([...earlier.keys(), ...present.keys()])].flatMap((ref) => {
    const before = earlier.get(ref) ?? null;
    const after = present.get(ref) ?? null;
    return before?.object === after?.object ? [] : [{ ref, before, after, earlier }];
  });
}

function emitMade(site: Site, repository: Repository, actor: Account, change: RefChange): void {
  if (change.before !== null && change.after !== null) return;
  const [, kind, name = ""] = /^refs\/(heads|tags)\/(.+)$/s.exec(change.ref) ?? [];
  const made = {
    ref: name,
    ref_type: kind === "tags" ? "tag" : "branch",
    pusher_type: "user",
  };
  if (change.before === null) {
    const payload = { ...made, master_branch: repository.defaultBranch, description: null };
    emitRepositoryEvent(site, repository, actor, "create", payload);
  } else {
    emitRepositoryEvent(site, repository, actor, "delete", made);
  }
}
