import type { GitCommit } from "./git-commit.js";

/** What is told of a commit; null where that is not known. */
type Look = (sha: string) => GitCommit | null;

const mostCommits = 200;

/** The given commits and all before them; null where there are many, or where one is not known. */
export function ancestorsOf(shas: readonly string[], look: Look): ReadonlySet<string> | null {
  const found = new Set<string>();
  const left = [...shas];
  for (let sha = left.pop(); sha !== undefined; sha = left.pop()) {
    if (found.has(sha)) continue;
    const commit = look(sha);
    if (commit === null || found.size >= mostCommits) return null;
    found.add(sha);
    left.push(...commit.parents);
  }
  return found;
}

/**
 * What `git rev-list <to> --not <without>` lists, where that is one commit upon the other; null where it is not, or where
 * {@link ancestorsOf} knows nothing.
 */
export function straightRange(to: string, without: readonly string[], look: Look): readonly string[] | null {
  const known = ancestorsOf(without, look);
  if (known === null) return null;
  const range: string[] = [];
  for (let sha: string | undefined = to; sha !== undefined && !known.has(sha);) {
    const commit = look(sha);
    if (commit === null || commit.parents.length > 1 || range.length >= mostCommits) return null;
    range.push(sha);
    sha = commit.parents[0];
  }
  return range;
}
