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
  const description = head === null ? "The branch was deleted" : `Superseded by ${head.slice(0, 7)}`;
  await endPending(parts, repository, description, (status) => status.ref === ref && status.sha !== head);
}

/** Ends what stayed `pending` for targets that the policy no longer deploys from a ref. */
export async function endForgottenStatuses(
  parts: Pick<Parts, "store" | "publisher">,
  repository: Repository,
  ref: string,
  targets: ReadonlySet<string>,
): Promise<void> {
  await endPending(parts, repository, "The policy has no such target for this branch any more", (status) => {
    const target = targetOf(status);
    return status.ref === ref && target !== null && !targets.has(target);
  });
}

async function endPending(
  { store, publisher }: Pick<Parts, "store" | "publisher">,
  repository: Repository,
  description: string,
  isOver: (status: PostedStatus) => boolean,
): Promise<void> {
  const over = (await store.pendingStatuses(repository.id)).filter(isOver);
  await Promise.all(
    over.map((status) =>
      publisher.publish({
        repository,
        ref: status.ref,
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
