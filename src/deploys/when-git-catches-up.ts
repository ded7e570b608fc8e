import type { Parts } from "./parts.js";
import type { Repository } from "./ports/repository.js";
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
  { store, clock }: Pick<Parts, "store" | "clock">,
  repository: Repository,
  refs: readonly string[],
  fetched: Synced,
): Promise<Date | null> {
  const now = clock.now().getTime();
  const waits = await Promise.all(
    refs.map(async (ref) => {
      const push = await store.lastPush(repository.id, ref);
      if (push === null || push.sha === null) return [];
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
