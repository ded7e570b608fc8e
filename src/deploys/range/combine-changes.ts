import type { TreeChange } from "../ports/mirror.js";

/** What several commits change together, oldest first: paths that end as they began are not among it. */
export function combineChanges(steps: readonly (readonly TreeChange[])[]): readonly TreeChange[] {
  const combined = new Map<string, TreeChange>();
  for (const change of steps.flat()) {
    const { oldId, oldMode } = combined.get(change.path) ?? change;
    combined.set(change.path, { ...change, oldId, oldMode });
  }
  return [...combined.values()].filter(
    ({ oldId, newId, oldMode, newMode }) => oldId !== newId || oldMode !== newMode,
  );
}
