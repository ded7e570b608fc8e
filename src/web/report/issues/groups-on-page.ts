import type { Page } from "../../parts/page-of.js";
import type { PlacedIssue } from "../issue-order.js";
import type { IssueGroup } from "./group-issues.js";

/** The part of the groups that a page of their issues shows; a group goes on on the next page under its title. */
export function groupsOnPage(
  groups: readonly IssueGroup[],
  page: Pick<Page<PlacedIssue>, "from" | "items">,
): readonly IssueGroup[] {
  const start = page.from - 1;
  const end = start + page.items.length;
  let before = 0;
  return groups.flatMap((group) => {
    const from = before;
    before += group.issues.length;
    const issues = group.issues.slice(Math.max(0, start - from), Math.max(0, end - from));
    return issues.length === 0 ? [] : [{ ...group, issues }];
  });
}
