import type { EvaluationSummary, PostedStatus } from "../../deploys/ports/store.js";
import type { ListedTarget } from "../parts/target-list.js";
import { targetOfContext } from "./target-of-context.js";

/** A repository's targets by name: their newest reports, and what is being checked at the moment in their place. */
export function listTargets(
  evaluations: readonly EvaluationSummary[],
  pending: readonly PostedStatus[],
): readonly ListedTarget[] {
  const targets = new Map<string, ListedTarget>();
  for (const { target: name, state, summary, ref, headSha, at } of evaluations) {
    targets.set(name, { name, state, summary, ref, headSha, at });
  }
  for (const { context, state, description: summary, ref, sha: headSha, postedAt: at } of pending) {
    const name = targetOfContext(context);
    if (name === null || Date.parse(targets.get(name)?.at ?? "") > Date.parse(at)) continue;
    targets.set(name, { name, state, summary, ref, headSha, at });
  }
  return [...targets.values()].toSorted((a, b) => a.name.localeCompare(b.name, "en"));
}
