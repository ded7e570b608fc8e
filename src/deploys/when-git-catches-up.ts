import type { Parts } from "./parts.js";
import type { Repository } from "./ports/repository.js";
import type { KnownPush } from "./ports/store.js";
import type { Synced } from "./sync-refs.js";

/** What was pushed longer ago and is not there has been replaced by a push that we were not told of. */
const patienceMs = 60_000;
const shortestWaitMs = 2_000;
const longestWaitMs = 10_000;

/**
 * Webhooks come from another part of the host than fetches do, and now and then overtake them. Where a commit that
 * was just pushed to one of the refs is not in what was fetched: when to fetch again; else null. Judging the tip that
 * git still shows would call the pushed one superseded by the one before it, or its branch deleted.
 */
export async function whenGitCatchesUp(
  { clock }: Pick<Parts, "clock">,
  pushes: ReadonlyMap<string, KnownPush>,
  fetched: Synced,
): Promise<Date | null> {
  const now = clock.now().getTime();
  const waits = await Promise.all(
    [...pushes].map(async ([ref, push]) => {
      if (push.sha === null) return [];
      // The host's clock may be ahead of ours.
      const elapsedMs = Math.abs(now - Date.parse(push.at));
      const tip = fetched.refs.find((resolved) => resolved.ref === ref)?.sha;
      if (tip === push.sha || elapsedMs > patienceMs) return [];
      const isThere = (await fetched.graph.resolve(push.sha)) !== null;
      return isThere ? [] : [Math.min(Math.max(elapsedMs, shortestWaitMs), longestWaitMs)];
    }),
  );
  return waits.flat().length === 0 ? null : new Date(now + Math.min(...waits.flat()));
}

/** The newest pushes of the refs that we were told of; to be read before the fetch ends, which they may overtake. */
export async function lastPushes(
  { store }: Pick<Parts, "store">,
  repository: Repository,
  refs: readonly string[],
): Promise<ReadonlyMap<string, KnownPush>> {
  const pushes = await Promise.all(
    refs.map(async (ref) => [ref, await store.lastPush(repository.id, ref)] as const),
  );
  return new Map(pushes.flatMap(([ref, push]) => (push === null ? [] : [[ref, push]])));
}
