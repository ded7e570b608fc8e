import type { Unavailable } from "./fact.js";
import type { Problem } from "./report.js";

/** One problem for each distinct reason, since the first time it was met, to be tried at the earliest instant. */
export function problemsOf(unavailable: readonly Unavailable[]): readonly Problem[] {
  const groups = Map.groupBy(unavailable, ({ kind, unavailable: message }) =>
    JSON.stringify([kind, message]),
  );
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const since = earliest(group.map((fact) => fact.since)) ?? first.since;
    const retryAt = earliest(group.flatMap((fact) => fact.retryAt ?? []));
    return { kind: first.kind, message: first.unavailable, since, retryAt };
  });
}

function earliest(instants: readonly string[]): string | null {
  return instants.toSorted((a, b) => Date.parse(a) - Date.parse(b))[0] ?? null;
}
