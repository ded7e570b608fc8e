import { GitShell } from "../../git-shell/git-shell.js";

export class GitFailed extends Error {
  override readonly name = "GitFailed";
  readonly args: readonly string[];
  readonly exitCode: number;
  readonly stderr: string;

  constructor(args: readonly string[], exitCode: number, stderr: string) {
    super(`git ${args.join(" ")} ended with ${exitCode}: ${stderr.trim()}`);
    this.args = args;
    this.exitCode = exitCode;
    this.stderr = stderr;
  }
}

export interface GitOptions {
  readonly input?: string | Buffer;
  /** Added to the small environment that every git process gets here. */
  readonly env?: Readonly<Record<string, string>>;
  /** Exit codes that are answers rather than failures. */
  readonly accept?: readonly number[];
}

export interface GitResult {
  readonly exitCode: number;
  readonly stdout: Buffer;
}

/** The environment of every git process: nothing of the user's or the machine's configuration. */
export function gitEnvironment(extra: Readonly<Record<string, string>> = {}): Record<string, string> {
  return {
    PATH: process.env["PATH"] ?? "/usr/bin:/bin",
    HOME: "/nonexistent",
    LC_ALL: "C",
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_CONFIG_COUNT: "1",
    GIT_CONFIG_KEY_0: "safe.directory",
    GIT_CONFIG_VALUE_0: "*",
    ...extra,
  };
}

/** Runs git in a folder and answers what it wrote; throws {@link GitFailed}. */
export type RunGit = (directory: string, args: readonly string[], options?: GitOptions) => Promise<GitResult>;

/** Git as a shell starts it. */
export function gitRunner(shell: GitShell): RunGit {
  return async (directory, args, { input, env = {}, accept = [0] } = {}) => {
    const { exitCode, stdout, stderr } = await shell.run(
      { directory, args, env: gitEnvironment(env) },
      input,
    );
    if (!accept.includes(exitCode)) throw new GitFailed(args, exitCode, stderr.toString());
    return { exitCode, stdout };
  };
}

/** Runs git in a folder, started by a shell of its own. */
export const runGit: RunGit = async (...command) => {
  const shell = new GitShell();
  try {
    return await gitRunner(shell)(...command);
  } finally {
    await shell.close();
  }
};
