import pLimit from "p-limit";
import { isExactInverse, revertedBy } from "../../checker/reverts.js";
import type { Revert } from "../../checker/snapshot.js";
import type { CommitGraph, LoggedCommit, TreeChange } from "../ports/mirror.js";
import { broughtIn } from "./brought-in.js";
import { changeId } from "./change-id.js";
import { combineChanges } from "./combine-changes.js";
import { namedByRevert, type NamedCommits } from "./named-by-revert.js";
import type { ChangesByCommit } from "./path-filter.js";

/** Comparing patches reads file contents: not too many at once. */
const patchesAtOnce = 4;

/**
 * The commits of a range whose messages say that they undo others of it, with whether they really do. `commits`:
 * newest first. Merges that only repeat what the commit they bring in says are known by having the same changes.
 */
export async function resolveReverts(
  graph: Pick<CommitGraph, "isReversePatch">,
  commits: readonly LoggedCommit[],
  changes: ChangesByCommit,
): Promise<readonly Revert[]> {
  const range = new Map(commits.map((commit) => [commit.sha, commit]));
  const changesOf = (sha: string): readonly TreeChange[] => changes.get(sha) ?? [];
  const together = (shas: readonly string[]) => combineChanges(shas.toReversed().map(changesOf));
  const members = (commit: LoggedCommit) =>
    commit.parents.length > 1 ? broughtIn(commit, range) : new Set<string>();
  const limit = pLimit(patchesAtOnce);

  /** The merges that brought in just these commits: with them, they are undone. */
  const mergesOf = (shas: readonly string[], among: readonly LoggedCommit[]): string[] => {
    const net = together(shas);
    const id = changeId(net);
    return among
      .filter(({ sha, parents }) => net.length > 0 && parents.length > 1 && changeId(changesOf(sha)) === id)
      .filter((merge) => shas.every((sha) => members(merge).has(sha)))
      .map(({ sha }) => sha);
  };

  const isComplete = async (sha: string, named: NamedCommits): Promise<boolean> => {
    if (isExactInverse(changesOf(sha), together(named.shas))) return true;
    const [only, ...others] = named.shas;
    if (only === undefined || others.length > 0 || !named.mayComparePatches) return false;
    return limit(() => graph.isReversePatch(only, sha));
  };

  const found = await Promise.all(
    commits.map(async (commit, index): Promise<Revert | null> => {
      const says = revertedBy(commit.message);
      if (says.shas.length + says.subjects.length + says.pullRequests.length === 0) return null;
      const older = commits.slice(index + 1);
      const inverts = (sha: string) => isExactInverse(changesOf(commit.sha), changesOf(sha));
      const named = namedByRevert(says, older, inverts);
      if (named === null) return null;
      const complete = await isComplete(commit.sha, named);
      const undone = older
        .filter(({ sha }) => named.shas.includes(sha))
        .flatMap((candidate) => [candidate.sha, ...members(candidate)]);
      const alongside = complete ? mergesOf(named.shas, older) : [];
      return { sha: commit.sha, undoes: [...new Set([...undone, ...alongside])], complete };
    }),
  );
  return settleMerges(
    found.filter((revert) => revert !== null),
    range,
    changesOf,
  );
}

/** A merge only says what it brought in; unless it does the same as a revert in there, it is none itself. */
function settleMerges(
  reverts: readonly Revert[],
  range: ReadonlyMap<string, LoggedCommit>,
  changesOf: (sha: string) => readonly TreeChange[],
): readonly Revert[] {
  const isMerge = ({ sha }: Revert) => (range.get(sha)?.parents.length ?? 0) > 1;
  const complete = new Map(
    reverts
      .filter((revert) => revert.complete && !isMerge(revert))
      .map((revert) => [changeId(changesOf(revert.sha)), revert]),
  );
  return reverts.flatMap((revert) => {
    if (!isMerge(revert) || revert.complete) return [revert];
    const inner = complete.get(changeId(changesOf(revert.sha)));
    return inner === undefined ? [] : [{ ...inner, sha: revert.sha }];
  });
}
