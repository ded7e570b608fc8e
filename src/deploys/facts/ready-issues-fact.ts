import { type FactSource, FactNotAsked } from "./gathering.js";

/** What Jira says should be in the deploy, by the policy's JQL within the policy's projects. */
export const readyIssuesFact: FactSource<"ready-issues"> = {
  id: "ready-issues",
  source: "Jira",
  changedBy: ["issue"],
  async gather({ subject, sources }) {
    const jql = subject.rules.issues.readyToDeploy;
    const keys = subject.rules.commits.keys;
    if (jql === null || keys === null) throw new FactNotAsked("the policy has no ready-to-deploy query");
    if (sources.issueTracker === null) throw new FactNotAsked("needs Jira");
    return sources.issueTracker.search(jql, keys.projects);
  },
};
