import { z } from "zod";
import type { Check, CheckInput, Draft } from "../check.js";
import { count } from "../count.js";
import { isKnown } from "../fact.js";
import { foundIssues } from "../found-issues.js";
import { quote } from "../quote.js";
import type { ReadyIssues } from "../snapshot.js";

/** Keys of the policy's `issues` section that this check owns. */
export const issueMissingFromDeployOptions = {
  "ready-to-deploy": z
    .string()
    .trim()
    .min(1)
    .optional()
    .describe(
      "JQL of the issues that should be in the deploy; asked within `jira.projects`. Default: not checked.",
    ),
};

/**
 * An issue that Jira calls ready but no commit of the deploy carries was forgotten: its branch is not merged, or its
 * commits name another issue. One finding an issue.
 */
export const issueMissingFromDeploy: Check<"range" | "origins" | "ready-issues"> = {
  id: "issue-missing-from-deploy",
  title: "Ready issues are in the deploy",
  why: "People expect that what Jira calls ready to deploy goes out with the next deploy.",
  defaultSeverity: "warning",
  needs: ["range", "origins", "ready-issues"],
  configured: ({ commits, issues }) => commits.keys !== null && issues.readyToDeploy !== null,
  run(input) {
    const { snapshot, contents, facts } = input;
    const present = presentKeys(input);
    const reverted = new Set(contents.revertedIssues);
    const missing = facts["ready-issues"].issues
      .filter(({ key }) => !present.has(key))
      .map(({ key, summary, url }): Draft => ({
        subject: { type: "issue", id: key },
        message: reverted.has(key)
          ? `${key} ${quote(summary)} is ready to deploy, but its commits were reverted`
          : `${key} ${quote(summary)} is ready to deploy, but no commit of this deploy names it`,
        remedy: `Merge the work on ${key} into ${snapshot.head.ref}, or move the issue back in Jira`,
        url,
        value: reverted.has(key) ? "reverted" : "missing",
      }));
    return [...missing, ...beyondTheList(facts["ready-issues"], snapshot.target)];
  },
  summarise: (drafts) => {
    const issues = drafts.filter(({ subject }) => subject.type === "issue");
    return [
      ...(issues.length === 0 ? [] : [`${count(issues.length, "ready issue")} not in this deploy`]),
      ...(issues.length === drafts.length ? [] : ["more ready issues than can be compared"]),
    ];
  },
};

/** What is beyond the end of Jira's list may be in the deploy or not: that nothing is missing cannot be said. */
function beyondTheList({ truncatedAt, url }: ReadyIssues, target: string): readonly Draft[] {
  if (truncatedAt === undefined) return [];
  const limit = truncatedAt.toLocaleString("en");
  return [
    {
      subject: { type: "deploy", id: target },
      message: `The query for ready issues finds more than ${limit}: the others were not compared with this deploy`,
      remedy: "Narrow the policy's issues.ready-to-deploy to what the next deploy should hold",
      url,
      value: `more than ${truncatedAt}`,
    },
  ];
}

/** Keys, old and new ones, of the issues that ship or are live already. */
function presentKeys({ snapshot, contents }: CheckInput<never>): ReadonlySet<string> {
  const { issues } = snapshot.facts;
  const moved = isKnown(issues) ? foundIssues(contents, issues.value).map(([, issue]) => issue.key) : [];
  return new Set([...contents.issues.keys(), ...contents.alreadyShippedIssues, ...moved]);
}
