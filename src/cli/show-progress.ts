import type { Progress, ProgressEvent } from "../deploys/progress.js";
import type { TerminalOutput } from "./terminal.js";

const steps: Readonly<Record<ProgressEvent["step"], string>> = {
  git: "Reading the clone",
  commits: "Reading the commits",
  issues: "Asking Jira",
  migrations: "Reading migrations",
  checks: "Checking",
  status: "Posting the status",
};

const clearLine = "\r\u001b[K";

/** One line on the terminal that says what is going on, and is gone at the end. Silent on anything else. */
export function showProgress(stderr: TerminalOutput): {
  readonly tell: Progress;
  readonly clear: () => void;
} {
  if (!stderr.isTTY) return { tell: () => undefined, clear: () => undefined };
  return {
    tell: ({ step, done, total }) => {
      const count = done === undefined ? "" : total === undefined ? ` ${done}` : ` ${done} of ${total}`;
      stderr.write(`${clearLine}${steps[step]}${count} …`);
    },
    clear: () => stderr.write(clearLine),
  };
}
