import { createHash } from "node:crypto";
import type { CheckId } from "./check-id.js";
import type { Draft } from "./check.js";
import type { Contents } from "./contents.js";
import type { Commit } from "./snapshot.js";

/**
 * Gives every draft of a check its fingerprint, in the same order: 64 hexadecimal digits that stay the same as long
 * as what was found is the same, whatever the head, so that an approval survives later pushes and rebases.
 *
 * A commit is known by its changes and message instead of its SHA; an issue also by the changes of its commits, so
 * that new work on it asks again. Findings that are the same in all this are numbered from the oldest.
 */
export function fingerprints(
  check: CheckId,
  drafts: readonly Draft[],
  contents: Contents,
): readonly string[] {
  const isAboutCommits = drafts.some(({ subject }) => subject.type === "commit");
  const commits = new Map(isAboutCommits ? contents.commits.map(({ commit }) => [commit.sha, commit]) : []);
  const seen = new Map<string, number>();
  return drafts
    .toReversed()
    .map((draft) => {
      const identity = [check, ...identify(draft, commits, contents), draft.value];
      const known = JSON.stringify(identity);
      const ordinal = seen.get(known) ?? 0;
      seen.set(known, ordinal + 1);
      return digest(ordinal === 0 ? known : JSON.stringify([...identity, ordinal]));
    })
    .toReversed();
}

function identify(
  { subject }: Draft,
  commits: ReadonlyMap<string, Commit>,
  contents: Contents,
): readonly unknown[] {
  const commit = subject.type === "commit" ? commits.get(subject.id) : undefined;
  if (commit !== undefined) return ["commit", commit.changeId, digest(commit.message.trimEnd())];
  if (subject.type !== "issue") return [subject.type, subject.id];
  const changes = contents.issues.get(subject.id)?.map(({ changeId }) => changeId) ?? [];
  return ["issue", subject.id, changes.toSorted()];
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
