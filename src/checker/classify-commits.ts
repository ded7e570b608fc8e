import type { ClassifiedCommit, Contents } from "./contents.js";
import { createKeyReader } from "./issue-keys.js";
import { createMarkerReader } from "./no-issue-marker.js";
import type { Disposition } from "./report.js";
import { cancelReverts } from "./reverts.js";
import type { CommitRules } from "./rules.js";
import type { Commit, CommitOrigins, Range, Revert } from "./snapshot.js";

/**
 * Works out what a deploy contains: what becomes of each commit of the range, and which issues ship, were reverted
 * or are live already. `origins` null: nothing is known of pull requests and verified authors.
 */
export function classifyCommits(range: Range, origins: CommitOrigins | null, rules: CommitRules): Contents {
  const keysOf = createKeysOfCommit(origins, rules);
  const dispositionOf = createDispositionOf(range, origins, rules);
  const commits = range.commits.map((commit): ClassifiedCommit => {
    const issueKeys = keysOf(commit);
    return { commit, issueKeys, disposition: dispositionOf(commit, issueKeys.length > 0) };
  });
  return { commits, ...sortIssues(commits) };
}

/** The keys that the checks have to know of: those of the commits that ship, in order of first mention. */
export function keysToLookUp(contents: Contents): readonly string[] {
  return [...contents.issues.keys()];
}

/**
 * SHAs of the commits that are still without an issue, so that it is worth asking where they came from: they ship,
 * and carry neither key nor marker. Empty where no commit needs an issue.
 */
export function commitsToAskAbout(contents: Contents, rules: CommitRules): readonly string[] {
  if (rules.keys === null) return [];
  return contents.commits
    .filter(({ disposition, issueKeys }) => disposition === "shipping" && issueKeys.length === 0)
    .map(({ commit }) => commit.sha);
}

function createKeysOfCommit(
  origins: CommitOrigins | null,
  rules: CommitRules,
): (commit: Commit) => readonly string[] {
  if (rules.keys === null) return () => [];
  const readKeys = createKeyReader(rules.keys);
  return (commit) => {
    const own = readKeys(commit.message);
    if (own.length > 0 || !rules.pullRequestKeys) return own;
    const texts = origins?.pullRequestTexts[commit.sha] ?? [];
    return [...new Set(texts.flatMap(readKeys))];
  };
}

function createDispositionOf(
  range: Range,
  origins: CommitOrigins | null,
  rules: CommitRules,
): (commit: Commit, hasKeys: boolean) => Disposition {
  const cancelled = cancelReverts(range.commits, revertsWithin(range));
  const ignoredAuthors = new Set(rules.ignoreAuthors.map((login) => login.toLowerCase()));
  const isMarked = createMarkerReader(rules.noIssueMarker);
  const isIgnored = (commit: Commit): boolean => {
    const patternsApply = rules.ignoreAnyCommit || commit.parents.length > 1;
    if (patternsApply && rules.ignore.some((pattern) => pattern.test(commit.message.trimEnd()))) return true;
    const login = origins?.verifiedAuthors[commit.sha];
    return login !== undefined && ignoredAuthors.has(login.toLowerCase());
  };
  return (commit, hasKeys) => {
    if (commit.alreadyShipped) return "already-shipped";
    if (cancelled.has(commit.sha)) return "reverted";
    if (isIgnored(commit)) return "ignored";
    if (!hasKeys && isMarked(commit.message)) return "no-issue";
    return "shipping";
  };
}

/** Undoing what is live already (or the other way round) changes production: such a pair does not cancel out. */
function revertsWithin(range: Range): readonly Revert[] {
  const live = new Set(range.commits.filter((commit) => commit.alreadyShipped).map((commit) => commit.sha));
  return range.reverts.filter(({ sha, undoes }) => ![sha, ...undoes].some((commit) => live.has(commit)));
}

function sortIssues(commits: readonly ClassifiedCommit[]): Omit<Contents, "commits"> {
  const issues = new Map<string, Commit[]>();
  const reverted = new Set<string>();
  const alreadyShipped = new Set<string>();
  for (const { commit, issueKeys, disposition } of commits) {
    for (const key of issueKeys) {
      if (disposition === "shipping") append(issues, key, commit);
      if (disposition === "reverted") reverted.add(key);
      if (disposition === "already-shipped") alreadyShipped.add(key);
    }
  }
  const revertedIssues = [...reverted].filter((key) => !issues.has(key));
  const alreadyShippedIssues = [...alreadyShipped].filter((key) => !issues.has(key) && !reverted.has(key));
  return { issues, revertedIssues, alreadyShippedIssues };
}

function append(issues: Map<string, Commit[]>, key: string, commit: Commit): void {
  const commits = issues.get(key);
  if (commits === undefined) issues.set(key, [commit]);
  else commits.push(commit);
}
