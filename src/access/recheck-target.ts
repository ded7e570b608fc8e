import type { CheckQueue } from "../deploys/ports/check-queue.js";
import type { Repository } from "../deploys/ports/repository.js";
import type { Store } from "../deploys/ports/store.js";

/** Has every head looked at again that somebody's word may hold for: those of all branches that a target deploys. */
export async function recheckTarget(
  {
    store,
    queue,
  }: { readonly store: Pick<Store, "openDeploys">; readonly queue: Pick<CheckQueue, "request"> },
  {
    repository,
    target,
    ref,
  }: { readonly repository: Repository; readonly target: string; readonly ref: string | null },
): Promise<void> {
  const open = (await store.openDeploys(repository.id)).filter((deploy) => deploy.target === target);
  const refs = new Set([...(ref === null ? [] : [ref]), ...open.map((deploy) => deploy.ref)]);
  await Promise.all([...refs].map((one) => queue.request({ repositoryId: repository.id, ref: one })));
}
