import { lastPolicy } from "../deploys/last-policy.js";
import type { Store } from "../deploys/ports/store.js";
import type { Target } from "../policy/policy.js";

/** A target as the policy that governed last knows it; null where no policy that is known has it. */
export async function governedTarget(
  store: Pick<Store, "governingPolicy">,
  repositoryId: number,
  name: string,
): Promise<Target | null> {
  const policy = lastPolicy(await store.governingPolicy(repositoryId))?.policy;
  return policy?.targets.find((target) => target.name === name) ?? null;
}
