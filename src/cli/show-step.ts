import type { TerminalOutput } from "./terminal.js";

const clearLine = "\r\u001b[K";

/** What is being done: on a terminal one line that is gone at the end, else a line each. */
export function showStep(stderr: TerminalOutput): {
  readonly tell: (step: string) => void;
  readonly clear: () => void;
} {
  if (!stderr.isTTY) return { tell: (step) => stderr.write(`${step}\n`), clear: () => undefined };
  return {
    tell: (step) => stderr.write(`${clearLine}${step} …`),
    clear: () => stderr.write(clearLine),
  };
}
