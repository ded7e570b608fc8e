import { deployTargets, productionTargets } from "../policy/match-target.js";
import type { Policy, Target } from "../policy/policy.js";
import { mergeGroupBase } from "./merge-group.js";

/** The targets that a ref's tip is a deploy of: it is a deploy branch, or a merge group on its way to one or to production. */
export function targetsOfRef(policy: Policy, ref: string): readonly Target[] {
  const base = mergeGroupBase(ref);
  if (base !== null)
    return [...new Set([...productionTargets(policy, `refs/heads/${base}`), ...deployTargets(policy, base)])];
  return ref.startsWith("refs/heads/") ? deployTargets(policy, ref.slice("refs/heads/".length)) : [];
}

/** Whether a deploy of the default branch is at stake, where the pushed policy file must not judge itself. */
export function concernsDefaultBranch(ref: string, defaultBranch: string): boolean {
  return ref === `refs/heads/${defaultBranch}` || mergeGroupBase(ref) === defaultBranch;
}
