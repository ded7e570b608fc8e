import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Person } from "./sample/steps.js";

const run = promisify(execFile);

export interface Signature {
  readonly by: Person;
  readonly at: Date;
}

/** Runs git in a folder, apart from the user's own configuration, and returns what it printed. */
export async function runGit(
  folder: string,
  args: readonly string[],
  signature?: Signature,
): Promise<string> {
  const { stdout } = await run("git", args, {
    cwd: folder,
    env: {
      PATH: process.env["PATH"],
      HOME: folder,
      LC_ALL: "C.UTF-8",
      GIT_CONFIG_NOSYSTEM: "1",
      GIT_CONFIG_GLOBAL: "/dev/null",
      GIT_TERMINAL_PROMPT: "0",
      ...(signature === undefined ? {} : signed(signature)),
    },
  });
  return stdout.trim();
}

function signed({ by, at }: Signature): Record<string, string> {
  const date = at.toISOString();
  return {
    GIT_AUTHOR_NAME: by.name,
    GIT_AUTHOR_EMAIL: by.email,
    GIT_AUTHOR_DATE: date,
    GIT_COMMITTER_NAME: by.name,
    GIT_COMMITTER_EMAIL: by.email,
    GIT_COMMITTER_DATE: date,
  };
}
