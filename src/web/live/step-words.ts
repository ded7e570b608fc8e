import type { CheckProgress } from "../../deploys/progress-board.js";
import type { EvaluationStep } from "../../deploys/progress.js";

/** What each step is called while it runs. */
export const stepWords: Readonly<Record<EvaluationStep, string>> = {
  git: "Fetching from git",
  commits: "Reading commits",
  issues: "Asking Jira",
  migrations: "Estimating migrations",
  checks: "Judging",
  status: "Posting the status",
};

const digits = new Intl.NumberFormat("en");

/** "120 of 600"; empty where there is nothing to count. */
export function countWords(count: CheckProgress[number]["count"]): string {
  return count === null || count.total === 1
    ? ""
    : `${digits.format(count.done)} of ${digits.format(count.total)}`;
}

/** What goes on, for who cannot see the steps; null: the check waits for its turn, or another process runs it. */
export function progressWords(progress: CheckProgress | null): string {
  const running = (progress ?? []).filter(({ state }) => state === "running");
  return running.length === 0
    ? "Waiting for its turn"
    : running.map(({ step }) => stepWords[step]).join(", ");
}
