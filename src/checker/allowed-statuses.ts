import type { IssueRules } from "./rules.js";

/** The statuses that an issue may ship in; null: any. Sub-tasks may have their own. */
export function allowedStatuses(
  { statuses, subtaskStatuses }: Pick<IssueRules, "statuses" | "subtaskStatuses">,
  { subtask }: { readonly subtask: boolean },
): readonly string[] | null {
  return subtask ? (subtaskStatuses ?? statuses) : statuses;
}
