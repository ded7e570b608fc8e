import { commitUrl } from "./commit-url.js";
import type { Contents } from "./contents.js";
import { isKnown } from "./fact.js";
import { foundIssues } from "./found-issues.js";
import type { Report, ReportCommit, ReportIssue } from "./report.js";
import type { Commit, Facts, FieldValue, Issue, Snapshot } from "./snapshot.js";

/** What the deploy contains, as the report lists it: commits newest first, issues in order of first mention. */
export function reportContents(
  snapshot: Snapshot,
  contents: Contents,
  issues: Facts["issues"],
): Pick<Report, "commits" | "issues" | "revertedIssues" | "alreadyShippedIssues"> {
  const found = isKnown(issues) ? foundIssues(contents, issues.value) : [];
  return {
    commits: contents.commits.map(({ commit, issueKeys, disposition }): ReportCommit => {
      const { sha, author, committedAt, message } = commit;
      return { sha, author, committedAt, message, issueKeys, disposition, url: commitUrl(snapshot, sha) };
    }),
    issues: found.map(([key, issue]) => reportIssue(key, issue, contents.issues.get(key) ?? [])),
    revertedIssues: contents.revertedIssues,
    alreadyShippedIssues: contents.alreadyShippedIssues,
  };
}

function reportIssue(key: string, issue: Issue, commits: readonly Commit[]): ReportIssue {
  const fields = Object.entries(issue.fields);
  return {
    key,
    movedTo: issue.key === key ? null : issue.key,
    url: issue.url,
    summary: issue.summary,
    type: issue.type,
    subtask: issue.subtask,
    status: issue.status,
    assignee: issue.assignee,
    parent: issue.parent,
    fields: Object.fromEntries(fields.map(([name, value]) => [name, textOf(value)])),
    fieldStates: Object.fromEntries(fields.map(([name, { state }]) => [name, state])),
    commits: commits.map(({ sha }) => sha),
  };
}

function textOf(value: FieldValue): string | null {
  return value.state === "value" ? value.texts.join(", ") : null;
}
