import { z } from "zod";
import { allowedStatuses } from "../allowed-statuses.js";
import type { Check } from "../check.js";
import { count } from "../count.js";
import { enumerate } from "../enumerate.js";
import { foldCase } from "../fold-case.js";
import { foundIssues } from "../found-issues.js";
import { oneLine } from "../one-line.js";
import { quote } from "../quote.js";
import type { IssueRules } from "../rules.js";
import { shorten } from "../shorten.js";
import { wordsByGroup } from "../words-by-group.js";

const statuses = z.array(z.string().trim().min(1)).min(1).optional();

/** Keys of the policy's `issues` section that this check owns. */
export const issueStatusOptions = {
  statuses: statuses.describe("Statuses in which an issue may ship, in any case. Default: not checked."),
  "subtask-statuses": statuses.describe("Statuses in which a sub-task may ship. Default: as `statuses`."),
};

/**
 * An issue ships only when its status says that it was accepted. Sub-tasks have a workflow of their own and may
 * have their own list. One finding an issue: "STORY-12 is "In Progress", not Ready to Deploy".
 */
export const issueStatus: Check<"range" | "origins" | "issues"> = {
  id: "issue-status",
  title: "Issues are ready",
  why: "The status is where people say that work was reviewed, tested and accepted.",
  defaultSeverity: "failure",
  needs: ["range", "origins", "issues"],
  configured: ({ commits, issues }) =>
    commits.keys !== null && (issues.statuses !== null || issues.subtaskStatuses !== null),
  run({ rules, contents, facts }) {
    return foundIssues(contents, facts.issues).flatMap(([key, issue]) => {
      const allowed = allowedStatuses(rules.issues, issue);
      if (allowed === null || allowed.some((status) => foldCase(status) === foldCase(issue.status)))
        return [];
      return {
        subject: { type: "issue", id: key },
        message: `${key} is ${quote(issue.status)}, not ${enumerate(allowed.map(oneLine), "or")}`,
        remedy: `Move ${issue.key} to ${enumerate(
          allowed.map((status) => quote(status)),
          "or",
        )} in Jira`,
        url: issue.url,
        value: issue.status,
        group: `not ${shortList(allowed)}`,
      };
    });
  },
  summarise(drafts, { issues }) {
    if (
      issues.statuses !== null &&
      new Set(drafts.map(({ group }) => group)).size > 1 &&
      subtasksMayMore(issues)
    ) {
      return [`${count(drafts.length, "issue")} not ${shortList(issues.statuses)}`];
    }
    return wordsByGroup(drafts, "issue");
  },
};

/** Then a sub-task that may not ship is in none of `statuses` either, and one phrase is true of both. */
function subtasksMayMore({ statuses, subtaskStatuses }: IssueRules): boolean {
  const allowed = new Set(subtaskStatuses?.map(foldCase));
  return (statuses ?? []).every((status) => allowed.has(foldCase(status)));
}

/** "Ready to Deploy", "Ready to Deploy or Closed", "Ready to Deploy, Closed …" */
function shortList(names: readonly string[]): string {
  const short = names.map((name) => shorten(oneLine(name), 24));
  return short.length > 2 ? `${short.slice(0, 2).join(", ")} …` : short.join(" or ");
}
