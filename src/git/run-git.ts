import { GitPluginError, simpleGit } from "simple-git";
import { GitFailure, type GitFailureKind } from "./git-failure.js";

export interface GitRun {
  /** The folder it runs in; it must exist. */
  readonly dir: string;
  /** The whole environment: nothing is inherited. */
  readonly environment: Readonly<Record<string, string>>;
  readonly args: readonly string[];
  readonly input?: string;
  /** Milliseconds without output after which the process is stopped. */
  readonly idleTimeoutMs: number;
  readonly signal?: AbortSignal;
  /** Taken out of whatever git says. */
  readonly secrets?: readonly string[];
}

/** Runs one git process to its end. Throws {@link GitFailure}. */
export type RunGit = (run: GitRun) => Promise<string>;

/** What a failure's output holds where git was ended by a signal. */
export const killed = "git was killed";

/** As much of a failed command's output as is kept: its end says why. */
const longestOutput = 8_192;

/**
 * Runs one git process to its end and returns what it wrote; bytes that are not UTF-8 become U+FFFD.
 * Exit codes without a message on stderr (`merge-base` finding none) are not failures.
 * Throws {@link GitFailure}.
 */
export async function runGit(run: GitRun): Promise<string> {
  try {
    return await configure(run).raw([...run.args]);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const output = scrub(message.slice(-longestOutput), run.secrets ?? []);
    throw new GitFailure({ kind: kindOf(error), command: run.args[0] ?? "", output });
  }
}

function configure({ dir, environment, input, idleTimeoutMs, signal }: GitRun) {
  const git = simpleGit({
    baseDir: dir,
    maxConcurrentProcesses: 1,
    completion: { onClose: true, onExit: false },
    timeout: { block: idleTimeoutMs },
    errors: (error, { exitCode }) => error ?? (complete(exitCode) ? undefined : interrupted(exitCode)),
    allowEnvironment: Object.keys(environment),
    unsafe: { allowUnsafeConfigEnvCount: true },
    ...(input === undefined ? {} : { input: () => input }),
    ...(signal === undefined ? {} : { abort: signal }),
  }).env({ ...environment });
  // simple-git waits 50 ms longer for a command that printed nothing, in case output is still to come. With
  // its `close` event awaited there is none: an empty chunk says so. Measured: 55 ms without, 4 ms with.
  return git.outputHandler((_command, stdout) => queueMicrotask(() => stdout.emit("data", Buffer.alloc(0))));
}

/** 1 says "none" or "differs". By signal (no code) or otherwise, the output may be cut off: never an answer. */
function complete(exitCode: number | null): boolean {
  return exitCode === 0 || exitCode === 1;
}

function interrupted(exitCode: number | null): Error {
  return new Error(exitCode === null ? killed : `git ended with code ${exitCode}`);
}

function kindOf(error: unknown): GitFailureKind {
  if (error instanceof GitPluginError) {
    if (error.plugin === "timeout") return "timeout";
    if (error.plugin === "abort") return "aborted";
    return "not-started";
  }
  return error instanceof Error && /\bspawn\b.*\bE[A-Z]+|Cannot use simple-git/.test(error.message)
    ? "not-started"
    : "failed";
}

function scrub(text: string, secrets: readonly string[]): string {
  return secrets
    .filter((secret) => secret.length > 0)
    .reduce((scrubbed, secret) => scrubbed.replaceAll(secret, "***"), text);
}
