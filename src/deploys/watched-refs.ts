import type { Policy, Target } from "../policy/policy.js";

/** Stands for a repository as a whole in a check request: look at every branch that its policy names. */
export const wholeRepository = "*";

const environment = "environment:";
const reported = "reported:";

/** Stands for an environment's deployments in a check request, as a branch's ref stands for its tip. */
export function environmentRef(name: string): string {
  return `${environment}${name}`;
}

/** Stands for what the deploy tool reports about a target in a check request. */
export function reportedRef(target: string): string {
  return `${reported}${target}`;
}

/** The targets whose production such a stand-in is; null for a real ref. */
export function productionRefs(policy: Policy, ref: string): readonly Target[] | null {
  if (ref.startsWith("refs/")) return null;
  return policy.targets.filter(({ name, production }) =>
    production.kind === "environment"
      ? ref === environmentRef(production.environment)
      : production.kind === "reported" && ref === reportedRef(name),
  );
}
