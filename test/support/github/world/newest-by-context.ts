import type { CommitStatusEntry } from "./entities.js";

/** The newest status of every context: what counts of a commit's statuses. */
export function newestByContext(statuses: readonly CommitStatusEntry[]): CommitStatusEntry[] {
  return [...new Map(statuses.map((status) => [status.context, status])).values()];
}
