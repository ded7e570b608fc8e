import { statusContext } from "../policy/match-target.js";
import { repositoryContext } from "./status-publisher.js";
import type { Parts } from "./parts.js";
import type { Repository } from "./ports/repository.js";
import type { PostedStatus } from "./ports/store.js";

/**
 * Ends the statuses that older heads of a ref left `pending`: nothing stays pending for ever.
 * @param head the newest head; null where the ref is gone
 */
export async function endSupersededStatuses(
  parts: Pick<Parts, "store" | "publisher">,
  repository: Repository,
  ref: string,
  head: string | null,
): Promise<void> {
  const pending = await parts.store.pendingStatuses(repository.id);
  const stale = pending.filter((status) => status.ref === ref && status.sha !== head);
  const description = head === null ? "The branch was deleted" : `Superseded by ${head.slice(0, 7)}`;
  await Promise.all(
    stale.map((status) =>
      parts.publisher.publish({
        repository,
        ref,
        sha: status.sha,
        target: targetOf(status),
        state: "error",
        description,
      }),
    ),
  );
}

/** The target that a status of ours is about; null for the repository as a whole. */
export function targetOf({ context }: Pick<PostedStatus, "context">): string | null {
  return context === repositoryContext ? null : context.slice(statusContext("").length);
}
