import type { LoggedCommit } from "../ports/mirror.js";

type Parents = Pick<LoggedCommit, "sha" | "parents">;

/** The commits of a range that a merge brought in: reachable from its other parents and not from the first. */
export function broughtIn(merge: Parents, range: ReadonlyMap<string, Parents>): ReadonlySet<string> {
  const [first, ...others] = merge.parents;
  const before = reachable(first === undefined ? [] : [first], range, new Set());
  return reachable(others, range, before);
}

function reachable(
  from: readonly string[],
  range: ReadonlyMap<string, Parents>,
  without: ReadonlySet<string>,
): ReadonlySet<string> {
  const seen = new Set<string>();
  const next = [...from];
  for (let sha = next.pop(); sha !== undefined; sha = next.pop()) {
    const commit = range.get(sha);
    if (commit === undefined || seen.has(sha) || without.has(sha)) continue;
    seen.add(sha);
    next.push(...commit.parents);
  }
  return seen;
}
