import type { Check } from "../check.js";
import { commitSubject } from "../commit-subject.js";
import { commitUrl } from "../commit-url.js";
import { count } from "../count.js";
import { describeCommit } from "../describe-commit.js";
import { oneLine } from "../one-line.js";
import { readOwn } from "../read-own.js";

/**
 * A key that leads nowhere is a slip of the pen: the commit belongs to another issue, or to none. One finding a key.
 */
export const issueNotFound: Check<"range" | "origins" | "issues"> = {
  id: "issue-not-found",
  title: "Issues exist",
  why: "A mistyped key hides which work a commit belongs to, and whether that work is ready.",
  defaultSeverity: "failure",
  needs: ["range", "origins", "issues"],
  configured: (rules) => rules.commits.keys !== null,
  run({ snapshot, contents, facts: { issues: lookup } }) {
    return [...contents.issues].flatMap(([key, [commit]]) => {
      if (readOwn(lookup.issues, key) !== undefined || commit === undefined) return [];
      const note = readOwn(lookup.notes, key);
      const named = describeCommit({ sha: commit.sha, subject: commitSubject(commit.message) });
      const reason =
        note === undefined ? "does not exist in Jira, or this app may not see it" : oneLine(note);
      return {
        subject: { type: "issue", id: key },
        message:
          note === undefined ? `${key} ${reason}; ${named} names it` : `${key}: ${reason}; ${named} names it`,
        remedy: `Amend the message to name the right issue, or let this app's Jira account see ${key}`,
        url: commitUrl(snapshot, commit.sha),
        value: "not found",
      };
    });
  },
  summarise: (drafts) => [`${count(drafts.length, "issue")} not found`],
};
