import type { Check } from "../check.js";
import { count } from "../count.js";
import { isKnown } from "../fact.js";
import { readOwn } from "../read-own.js";

/**
 * A force push or a dropped merge can lose an issue's work between two pushes of one deploy. One finding an issue
 * that an earlier push had shipping; never for issues that were reverted, which somebody did on purpose.
 */
export const issueWithoutCommits: Check<"range" | "origins" | "earlier-issues"> = {
  id: "issue-without-commits",
  title: "No issue got lost",
  why: "An issue that was part of this deploy and no longer is may have been lost by a force push.",
  defaultSeverity: "off",
  needs: ["range", "origins", "earlier-issues"],
  configured: (rules) => rules.commits.keys !== null,
  run({ snapshot, contents, facts }) {
    const { issues } = snapshot.facts;
    const mentioned = new Set(contents.commits.flatMap(({ issueKeys }) => issueKeys));
    return facts["earlier-issues"]
      .filter((key) => !mentioned.has(key))
      .map((key) => ({
        subject: { type: "issue", id: key },
        message: `${key} was in an earlier push of this deploy, and no commit names it any more`,
        remedy: `Bring the commits of ${key} back into ${snapshot.head.ref}, or approve that it is left out`,
        url: isKnown(issues) ? (readOwn(issues.value.issues, key)?.url ?? null) : null,
        value: "without commits",
      }));
  },
  summarise: (drafts) => [`${count(drafts.length, "issue")} of earlier pushes without commits`],
};
