import type { Report, ReportIssue } from "../../../checker/report.js";
import { orderIssues, type PlacedIssue } from "../issue-order.js";
import type { ReportIndex } from "../report-index.js";
import type { ContentsWish } from "./contents-wish.js";
import { groupIssues, type IssueGroup } from "./group-issues.js";
import { sortableColumns, sortIssues } from "./issue-sorting.js";

/** The issues that a reader wants to see, in groups; one without a title where they are not grouped. */
export interface ChosenIssues {
  readonly groups: readonly IssueGroup[];
  /** How many that are. */
  readonly count: number;
}

/** The names of the policy's fields, in the order of the columns. */
export function fieldsOf({ issues }: Pick<Report, "issues">): readonly string[] {
  return [...new Set(issues.flatMap((issue) => Object.keys(issue.fields)))];
}

/** Filters, sorts and groups a report's issues; sub-tasks stay right below their parent. */
export function chooseIssues(
  report: Pick<Report, "issues">,
  { troubledIssues }: Pick<ReportIndex, "troubledIssues">,
  wish: ContentsWish,
): ChosenIssues {
  const wanted = report.issues.filter(
    (issue) => (wish.show === "all" || troubledIssues.has(issue.key)) && matches(issue, wish.filter),
  );
  const sorted = sortIssues(wanted, wish.sort, sortableColumns(fieldsOf(report)));
  const placed: readonly PlacedIssue[] = orderIssues(sorted);
  return { groups: groupIssues(placed, report.issues, wish.group), count: placed.length };
}

/** Whether every word of the filter stands somewhere in what a row tells about its issue. */
function matches(issue: ReportIssue, filter: string): boolean {
  if (filter === "") return true;
  const { key, movedTo, summary, assignee, status } = issue;
  const told = plain([key, movedTo, summary, assignee, status].join("\n"));
  return plain(filter)
    .split(" ")
    .every((word) => told.includes(word));
}

function plain(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}
