import type { Check } from "../check.js";
import { compareUrl } from "../compare-url.js";
import { count } from "../count.js";
import { describeCommit } from "../describe-commit.js";
import { enumerate } from "../enumerate.js";

const commitsNamed = 5;

/**
 * Shipping a head that lacks commits of production takes them back: a hotfix that was never merged is undone
 * without anybody meaning to. From Invoca's "SHA ahead of production". One finding on the deploy.
 */
export const behindProduction: Check<"production" | "range"> = {
  id: "behind-production",
  title: "Contains production",
  why: "Deploying a head that lacks commits of production would silently roll them back.",
  defaultSeverity: "failure",
  needs: ["production", "range"],
  configured: () => true,
  run({ snapshot, facts: { production, range } }) {
    const { behind } = range;
    if (behind.length === 0) return [];
    const named = enumerate(behind.map(describeCommit), "and", commitsNamed);
    return [
      {
        subject: { type: "deploy", id: snapshot.target },
        message: `${production.ref} has ${count(behind.length, "commit")} that this deploy would take back: ${named}`,
        remedy: `Merge ${production.ref} into ${snapshot.head.ref}`,
        url: compareUrl(snapshot, snapshot.head.sha, production.sha),
        value: behind
          .map(({ sha }) => sha)
          .toSorted()
          .join(" "),
        words: `behind production by ${count(behind.length, "commit")}`,
      },
    ];
  },
  summarise: (drafts) => drafts.flatMap(({ words }) => words ?? []),
};
