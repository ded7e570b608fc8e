import type { Target } from "../policy/policy.js";
import type { Parts } from "./parts.js";
import type { Repository } from "./ports/repository.js";
import { shippedByPullRequest } from "./shipped-by-pull-request.js";

/**
 * Production of a target is another commit now: remembers which head it brought live (the squash and rebase
 * buttons leave no trace of that in git) and has every open deploy of the target looked at again, which waits where
 * git does not show yet what was pushed.
 */
export async function productionMoved(
  parts: Parts,
  repository: Repository,
  target: Target,
  ref: string,
): Promise<void> {
  const { mirror, store, codeHost, queue, clock } = parts;
  if (ref.startsWith("refs/heads/")) {
    const { refs } = await mirror.sync(repository, { refs: [ref] });
    const tip = refs.find((resolved) => resolved.ref === ref);
    if (tip !== undefined)
      await shippedByPullRequest({ repository, codeHost, store }, target, [tip.sha], clock);
  }
  // The newest, too, where it had shipped: production may have gone back behind it.
  const [open, newest] = await Promise.all([
    store.openDeploys(repository.id),
    store.targetsOf(repository.id),
  ]);
  const concerned = new Set(
    [...open, ...newest].filter((deploy) => deploy.target === target.name).map((deploy) => deploy.ref),
  );
  await Promise.all(
    [...concerned].map((deployRef) => queue.request({ repositoryId: repository.id, ref: deployRef })),
  );
}
