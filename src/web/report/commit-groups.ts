import type { Report, ReportCommit } from "../../checker/report.js";

/** Commits that share a fate; `list` names the group in addresses. */
export interface CommitGroup {
  readonly list: string;
  readonly title: string;
  /** What the fate means; empty where the title says it all. */
  readonly meaning: string;
  readonly commits: readonly ReportCommit[];
}

/** A report's commits by what becomes of them; groups without commits are left out. */
export function groupCommits(report: Report): readonly CommitGroup[] {
  const needIssues = report.checks.some(({ id, state }) => id === "commit-without-issue" && state !== "off");
  const lacksIssue = (commit: ReportCommit): boolean =>
    needIssues && commit.disposition === "shipping" && commit.issueKeys.length === 0;
  const of = (disposition: ReportCommit["disposition"]): readonly ReportCommit[] =>
    report.commits.filter((commit) => commit.disposition === disposition && !lacksIssue(commit));
  const groups: readonly CommitGroup[] = [
    { list: "commits-shipping", title: "Shipping", meaning: "", commits: of("shipping") },
    {
      list: "commits-without-issue",
      title: "Without an issue",
      meaning: "They ship too, but name no issue.",
      commits: report.commits.filter(lacksIssue),
    },
    {
      list: "commits-no-issue",
      title: "Marked as needing no issue",
      meaning: "Their message carries the policy's marker.",
      commits: of("no-issue"),
    },
    {
      list: "commits-ignored",
      title: "Ignored",
      meaning: "The policy leaves these out of the checks.",
      commits: of("ignored"),
    },
    {
      list: "commits-reverted",
      title: "Reverted",
      meaning: "They cancel each other out within this deploy, so their issues are not checked.",
      commits: of("reverted"),
    },
    {
      list: "commits-already-shipped",
      title: "Already shipped",
      meaning: "The same change is in production already, by cherry-pick or rebase.",
      commits: of("already-shipped"),
    },
  ];
  return groups.filter(({ commits }) => commits.length > 0);
}
