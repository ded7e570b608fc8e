import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** What a commit-msg hook wants to know of the repository it runs in. */
export interface HookRepository {
  /** The working tree's folder; null outside of one. */
  readonly root: string | null;
  /** Whether the commit being made is a merge. */
  readonly merging: boolean;
  /** The branch that is checked out; null where none is. */
  readonly branch: string | null;
  /** How comment lines begin, or "auto". */
  readonly comment: string;
}

/** Asks git; outside a repository, or without git, the answers are those of a plain folder. */
export async function readHookRepository(cwd: string): Promise<HookRepository> {
  const [root, mergeHead, branch, comment] = await Promise.all([
    git(cwd, ["rev-parse", "--show-toplevel"]),
    git(cwd, ["rev-parse", "--git-path", "MERGE_HEAD"]),
    git(cwd, ["symbolic-ref", "--quiet", "--short", "HEAD"]),
    git(cwd, ["config", "--get-regexp", "^core\\.comment(char|string)$"]),
  ]);
  return {
    root,
    merging: mergeHead !== null && existsSync(isAbsolute(mergeHead) ? mergeHead : join(cwd, mergeHead)),
    branch,
    comment: lastValue(comment) ?? "#",
  };
}

async function git(cwd: string, args: readonly string[]): Promise<string | null> {
  try {
    const { stdout } = await run("git", args, { cwd });
    return stdout.replace(/\n$/, "");
  } catch {
    return null;
  }
}

/** Of "core.commentchar ;" lines the last one counts, as for git. */
function lastValue(lines: string | null): string | null {
  const line = lines?.split("\n").at(-1) ?? "";
  const blank = line.indexOf(" ");
  return blank === -1 || blank === line.length - 1 ? null : line.slice(blank + 1);
}
