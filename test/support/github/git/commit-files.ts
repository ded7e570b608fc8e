import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { BareRepository } from "./bare-repository.js";
import { writeCommit, type Identity } from "./merge-buttons.js";

export interface FilesCommit {
  readonly parents: readonly string[];
  readonly message: string;
  /** Contents by path; null removes. */
  readonly files: Readonly<Record<string, string | Buffer | null>>;
  readonly author: Identity;
}

/** Writes a commit that changes files of its first parent, without a working tree; moves no ref. */
export async function commitFiles(git: BareRepository, commit: FilesCommit): Promise<string> {
  const index = join(git.directory, `index-${randomUUID()}`);
  const env = { GIT_INDEX_FILE: index };
  try {
    const [parent] = commit.parents;
    if (parent !== undefined) await git.bytes(["read-tree", parent], { env });
    const lines: string[] = [];
    for (const [path, content] of Object.entries(commit.files)) {
      if (content === null) {
        lines.push(`0 ${"0".repeat(40)}\t${path}`);
        continue;
      }
      const blob = await git.text(["hash-object", "-w", "--stdin"], { input: content });
      lines.push(`100644 ${blob}\t${path}`);
    }
    await git.bytes(["update-index", "-z", "--index-info"], { env, input: `${lines.join("\0")}\0` });
    const tree = await git.text(["write-tree"], { env });
    return await writeCommit(git, {
      tree,
      parents: commit.parents,
      message: commit.message,
      author: commit.author,
      committer: commit.author,
    });
  } finally {
    await rm(index, { force: true });
  }
}
