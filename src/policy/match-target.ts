import { compileGlobs } from "./compile-globs.js";
import type { Policy, Target } from "./policy.js";

const branches = "refs/heads/";
const tags = "refs/tags/";

/** The status context of a target: contract, because branch protection names it. */
export function statusContext(targetName: string): string {
  return `pre-deploy-checker/${targetName}`;
}

/**
 * The targets that a branch deploys, by the branch's name or its full ref. A target's own production branch is
 * never a deploy of it, even where a glob covers both.
 */
export function deployTargets(policy: Policy, branch: string): readonly Target[] {
  if (branch.startsWith(tags)) return [];
  const name = branch.startsWith(branches) ? branch.slice(branches.length) : branch;
  return policy.targets.filter(
    ({ deploy, production }) =>
      !(production.kind === "branch" && production.branch === name) &&
      (deploy.includes(name) || compileGlobs(deploy)(name)),
  );
}

/** The targets whose production a full ref (`refs/heads/production`, `refs/tags/v1`) says something about. */
export function productionTargets(policy: Policy, ref: string): readonly Target[] {
  return policy.targets.filter(({ production }) => {
    if (production.kind === "branch") return ref === branches + production.branch;
    if (production.kind === "tag") {
      return ref.startsWith(tags) && compileGlobs([production.pattern])(ref.slice(tags.length));
    }
    return false;
  });
}
