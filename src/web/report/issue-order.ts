import type { ReportIssue } from "../../checker/report.js";

/** An issue in its place; `nested`: it stands right below its parent. */
export interface PlacedIssue {
  readonly issue: ReportIssue;
  readonly nested: boolean;
}

/** Issues in the report's order, sub-tasks right below their parent where that is in the deploy too. */
export function orderIssues(issues: readonly ReportIssue[]): readonly PlacedIssue[] {
  const keys = new Set(issues.flatMap(({ key, movedTo }) => (movedTo === null ? [key] : [key, movedTo])));
  const isNested = ({ subtask, parent }: ReportIssue): boolean =>
    subtask && parent !== null && keys.has(parent.key);
  const children = Map.groupBy(issues.filter(isNested), ({ parent }) => parent?.key);
  const placed = new Set<ReportIssue>();
  const place = (issue: ReportIssue, nested: boolean): readonly PlacedIssue[] => {
    if (placed.has(issue)) return [];
    placed.add(issue);
    const below = [issue.key, issue.movedTo].flatMap((key) =>
      key === null ? [] : (children.get(key) ?? []),
    );
    return [{ issue, nested }, ...below.flatMap((child) => place(child, true))];
  };
  const tops = issues.filter((issue) => !isNested(issue)).flatMap((issue) => place(issue, false));
  // Sub-tasks that name each other as parents belong to no top; Jira forbids it, a page must not lose them.
  return [...tops, ...issues.flatMap((issue) => place(issue, false))];
}
