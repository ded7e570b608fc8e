import type { Commit, Revert } from "./snapshot.js";

/** What a commit's message says it undoes. */
export interface RevertedBy {
  /** Commit ids in lower case, 7 to 40 digits, as the message writes them. */
  readonly shas: readonly string[];
  /** Subjects of the commits that it undoes: `Revert "x"` undoes "x", `Reapply "x"` undoes `Revert "x"`. */
  readonly subjects: readonly string[];
  /** Numbers of pull requests: GitHub writes `Reverts acme/web#12`. */
  readonly pullRequests: readonly number[];
}

/** How one path changes between two trees: as `git diff-tree -r` tells it. */
export interface PathChange {
  readonly path: string;
  readonly oldMode: string;
  readonly newMode: string;
  readonly oldId: string;
  readonly newId: string;
}

const namedCommits =
  /\bThis reverts commits?\s+([0-9a-f]{7,40}\b(?:(?:\s*,\s*|\s+)(?:and\s+)?[0-9a-f]{7,40}\b)*)/gi;
const namedPullRequests = /^Reverts (?:[\w.-]+\/[\w.-]+)?#([1-9][0-9]{0,9})\b/gim;
const quotedSubject = /^(Revert|Reapply) "(.*)"(?: \(#[0-9]+\))?$/;
/** Every form has one of these words; hardly any message does. */
const undoingWord = /revert|reapply/i;
const nothing: RevertedBy = { shas: [], subjects: [], pullRequests: [] };
const mergedPullRequest = /^Merge pull request #[0-9]+ from /;

/**
 * Reads out of a message what the commit undoes. The forms are those of `git revert` (`Reapply` since git 2.43)
 * and of GitHub's Revert button. A merged pull request speaks with its title, the first line of the body.
 */
export function revertedBy(message: string): RevertedBy {
  if (!undoingWord.test(message)) return nothing;
  const shas = [...message.matchAll(namedCommits)].flatMap(
    (match) => match[1]?.toLowerCase().match(/[0-9a-f]{7,40}/g) ?? [],
  );
  const lines = message.split(/\r?\n/, 20).filter((line) => line.trim() !== "");
  const title = lines[0] !== undefined && mergedPullRequest.test(lines[0]) ? lines[1] : lines[0];
  const quoted = quotedSubject.exec(title?.trim() ?? "");
  const subjects = quoted?.[2] ? [quoted[1] === "Revert" ? quoted[2] : `Revert "${quoted[2]}"`] : [];
  const pullRequests = [...message.matchAll(namedPullRequests)].map((match) => Number(match[1]));
  return { shas: [...new Set(shas)], subjects, pullRequests: [...new Set(pullRequests)] };
}

/**
 * The commits that cancel out: what complete reverts undo, and these reverts themselves. Newest first, because
 * a revert that was itself undone has no effect: a revert of a revert restores.
 */
export function cancelReverts(
  commits: readonly Pick<Commit, "sha">[],
  reverts: readonly Revert[],
): ReadonlySet<string> {
  const complete = new Map(reverts.filter((revert) => revert.complete).map((revert) => [revert.sha, revert]));
  const cancelled = new Set<string>();
  for (const { sha } of commits) {
    const revert = complete.get(sha);
    if (revert === undefined || cancelled.has(sha)) continue;
    cancelled.add(sha);
    for (const undone of revert.undoes) cancelled.add(undone);
  }
  return cancelled;
}

/** Whether one set of tree changes puts back exactly what the other did: same paths, object ids exchanged. */
export function isExactInverse(changes: readonly PathChange[], others: readonly PathChange[]): boolean {
  if (changes.length !== others.length) return false;
  const byPath = new Map(others.map((other) => [other.path, other]));
  return changes.every((change) => {
    const other = byPath.get(change.path);
    return (
      other !== undefined &&
      change.oldId === other.newId &&
      change.newId === other.oldId &&
      change.oldMode === other.newMode &&
      change.newMode === other.oldMode
    );
  });
}
