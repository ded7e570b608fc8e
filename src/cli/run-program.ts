import { CommanderError } from "commander";
import { exitCode, type ExitCode } from "./exit-code.js";
import { createProgram } from "./program.js";
import { visibleText } from "./render/visible-text.js";
import type { Terminal } from "./terminal.js";

/**
 * Runs the command that the arguments name and tells the exit status; writes to the terminal's streams and
 * never throws. The caller lets the process end by itself, so that a slow pipe still gets everything.
 */
export async function runProgram(terminal: Terminal, args: readonly string[]): Promise<ExitCode> {
  for (const stream of [terminal.stdout, terminal.stderr]) stream.on("error", endQuietly);
  let code: ExitCode = exitCode.success;
  try {
    await createProgram(terminal, (result) => (code = result)).parseAsync(args, { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) {
      return error.exitCode === 0 ? exitCode.success : exitCode.unclear;
    }
    terminal.stderr.write(`error: ${describe(error)}\n`);
    return exitCode.unclear;
  }
}

/** The reader went away (`... | head`): nobody is left to tell. */
function endQuietly(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
  process.exit();
}

/** Known failures say what to do; whatever else happened is told with its cause. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return visibleText(String(error));
  const message = visibleText(error.message, { keepLines: true });
  const { cause } = error;
  if (!(cause instanceof Error) || message.includes(visibleText(cause.message))) return message;
  return `${message}\n  because: ${visibleText(cause.message)}`;
}
