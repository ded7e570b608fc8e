import type { Commit } from "./snapshot.js";
import type { Disposition } from "./report.js";

/** What a deploy contains, worked out from the range and the rules for commits. */
export interface Contents {
  /** Newest first. */
  readonly commits: readonly ClassifiedCommit[];
  /** By issue key as the commits write it: the shipping commits that carry it, newest first. Order of first mention. */
  readonly issues: ReadonlyMap<string, readonly Commit[]>;
  /** Issues left with no net commit because all of theirs were reverted. */
  readonly revertedIssues: readonly string[];
  /** Issues all of whose commits are in production already. */
  readonly alreadyShippedIssues: readonly string[];
}

export interface ClassifiedCommit {
  readonly commit: Commit;
  readonly issueKeys: readonly string[];
  readonly disposition: Disposition;
}
