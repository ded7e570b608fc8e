import type { Check } from "../check.js";
import { commitSubject } from "../commit-subject.js";
import { commitUrl } from "../commit-url.js";
import { count } from "../count.js";
import { describeCommit } from "../describe-commit.js";
import { enumerate } from "../enumerate.js";
import { oneLine } from "../one-line.js";
import type { CommitRules } from "../rules.js";

/**
 * Every commit that goes out belongs to an issue that somebody has planned and tested, or says that it needs none.
 * One finding a commit.
 */
export const commitWithoutIssue: Check<"range" | "origins"> = {
  id: "commit-without-issue",
  title: "Every commit names an issue",
  why: "Work that no issue describes is work that nobody has planned, tested or announced.",
  defaultSeverity: "failure",
  needs: ["range", "origins"],
  configured: (rules) => rules.commits.keys !== null,
  run({ snapshot, rules, contents }) {
    const remedy = remedyFor(rules.commits);
    return contents.commits
      .filter(({ disposition, issueKeys }) => disposition === "shipping" && issueKeys.length === 0)
      .map(({ commit }) => ({
        subject: { type: "commit", id: commit.sha },
        message: `${describeCommit({ sha: commit.sha, subject: commitSubject(commit.message) })} by ${oneLine(commit.author.name)} names no issue`,
        remedy,
        url: commitUrl(snapshot, commit.sha),
        value: "no issue",
      }));
  },
  summarise: (drafts) => [`${count(drafts.length, "commit")} without an issue`],
};

function remedyFor({ keys, pullRequestKeys, noIssueMarker }: CommitRules): string {
  const projects = enumerate(keys?.projects ?? [], "or");
  const places = pullRequestKeys ? "the message, or the title of its pull request," : "the message";
  return `Amend ${places} to name an issue of ${projects}, or add ${noIssueMarker} where it needs none`;
}
