import { spawn } from "node:child_process";

export class GitFailed extends Error {
  override readonly name = "GitFailed";
  readonly args: readonly string[];
  readonly exitCode: number | null;
  readonly stderr: string;

  constructor(args: readonly string[], exitCode: number | null, stderr: string) {
    super(`git ${args.join(" ")} ended with ${exitCode ?? "a signal"}: ${stderr.trim()}`);
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

/** Runs git in a repository and answers what it wrote; throws {@link GitFailed}. */
export function runGit(
  directory: string,
  args: readonly string[],
  { input, env = {}, accept = [0] }: GitOptions = {},
): Promise<GitResult> {
  return new Promise((resolve, reject) => {
    const child = spawn("git", [...args], { cwd: directory, env: gitEnvironment(env) });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => stderr.push(chunk));
    child.on("error", reject);
    child.on("close", (exitCode) => {
      if (exitCode !== null && accept.includes(exitCode)) {
        resolve({ exitCode, stdout: Buffer.concat(stdout) });
      } else {
        reject(new GitFailed(args, exitCode, Buffer.concat(stderr).toString()));
      }
    });
    // A git that stops reading early (an unknown option) breaks the pipe; its exit code tells the story.
    child.stdin.on("error", () => undefined);
    child.stdin.end(input);
  });
}
