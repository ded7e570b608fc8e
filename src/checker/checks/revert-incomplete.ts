import type { Check } from "../check.js";
import { commitSubject } from "../commit-subject.js";
import { commitUrl } from "../commit-url.js";
import { count } from "../count.js";
import { describeCommit } from "../describe-commit.js";
import { enumerate } from "../enumerate.js";

/**
 * A commit that says it reverts another but does not undo all of it leaves part of that work in the deploy; both
 * then count as ordinary commits. One finding a revert.
 */
export const revertIncomplete: Check<"range"> = {
  id: "revert-incomplete",
  title: "Reverts are complete",
  why: "A revert that undoes only part of a commit ships the rest of it, although its message says otherwise.",
  defaultSeverity: "warning",
  needs: ["range"],
  configured: () => true,
  run({ snapshot, contents, facts: { range } }) {
    const classified = new Map(contents.commits.map((entry) => [entry.commit.sha, entry]));
    return range.reverts.flatMap(({ sha, undoes, complete }) => {
      const revert = classified.get(sha);
      const isLive = revert?.disposition === "already-shipped" || revert?.disposition === "reverted";
      if (complete || revert === undefined || isLive) return [];
      const undone = undoes.flatMap((other) => classified.get(other)?.commit ?? []);
      const named = undone.map((commit) =>
        describeCommit({ sha: commit.sha, subject: commitSubject(commit.message) }),
      );
      return {
        subject: { type: "commit", id: sha },
        message: `${describeCommit({ sha, subject: commitSubject(revert.commit.message) })} does not undo exactly ${enumerate(named, "and")}; all of them count as shipping`,
        remedy: "Check what is left of the reverted change, and revert the rest or reword the message",
        url: commitUrl(snapshot, sha),
        value: undone
          .map(({ changeId }) => changeId)
          .toSorted()
          .join(" "),
      };
    });
  },
  summarise: (drafts) => [
    drafts.length === 1
      ? "1 revert that does not undo its commit"
      : `${count(drafts.length, "revert")} that do not undo their commits`,
  ],
};
