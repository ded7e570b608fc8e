import type { Check } from "../check.js";
import { count } from "../count.js";
import { enumerate } from "../enumerate.js";
import { createKeyReader } from "../issue-keys.js";
import { quote } from "../quote.js";
import type { OpenPullRequest } from "../snapshot.js";

/**
 * An issue of this deploy with a pull request that is still open ships in part: the rest of its work is missing.
 * One finding an issue, naming the pull requests.
 */
export const issuePartlyMerged: Check<"range" | "origins" | "open-pull-requests"> = {
  id: "issue-partly-merged",
  title: "Issues are merged as a whole",
  why: "Half of an issue's work may break what the other half was to complete.",
  defaultSeverity: "off",
  needs: ["range", "origins", "open-pull-requests"],
  configured: (rules) => rules.commits.keys !== null,
  run({ rules, contents, facts }) {
    if (rules.commits.keys === null) return [];
    const readKeys = createKeyReader(rules.commits.keys);
    const open = new Map<string, OpenPullRequest[]>();
    for (const pull of facts["open-pull-requests"]) {
      for (const key of readKeys(`${pull.title}\n${pull.branch}`))
        open.set(key, [...(open.get(key) ?? []), pull]);
    }
    return [...contents.issues.keys()].flatMap((key) => {
      const pulls = open.get(key) ?? [];
      const [first] = pulls;
      if (first === undefined) return [];
      const named = enumerate(
        pulls.map(({ number, title }) => `#${number} ${quote(title)}`),
        "and",
      );
      return {
        subject: { type: "issue", id: key },
        message: `${key} ships in part: ${named} ${pulls.length === 1 ? "is" : "are"} still open`,
        remedy: `Merge or close ${count(pulls.length, "pull request")} of ${key}`,
        url: first.url,
        value: pulls
          .map(({ number }) => number)
          .toSorted((a, b) => a - b)
          .join(" "),
      };
    });
  },
  summarise: (drafts) => [`${count(drafts.length, "issue")} with open pull requests`],
};
