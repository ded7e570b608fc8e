import { createHash } from "node:crypto";

/**
 * `git diff` arguments whose output {@link patchId} reads: nothing of a person's configuration has a say in it.
 */
export const patchFormat = [
  "--no-color",
  "--no-ext-diff",
  "--no-textconv",
  "--no-renames",
  "--no-relative",
  "--ignore-submodules=none",
  "--full-index",
  "--no-prefix",
  "--unified=3",
  "--diff-algorithm=myers",
] as const;

/**
 * A digest of what a patch does, as git-patch-id(1) has it: line numbers and white space do not count. Unlike there,
 * binary files count by their object ids (git 2.39's `patch-id` takes any two changes of one binary for the same).
 */
export function patchId(patch: string): string {
  const digest = createHash("sha256");
  let index = "";
  let inHunk = false;
  for (const line of patch.split("\n")) {
    if (line.startsWith("diff --git ")) inHunk = false;
    if (!inHunk && line.startsWith("index ")) {
      index = line;
      continue;
    }
    if (line.startsWith("@@ ")) {
      inHunk = true;
      digest.update("@@\n");
      continue;
    }
    if (!inHunk && line.startsWith("Binary files ")) digest.update(`${index}\n`);
    digest.update(`${line.replace(/\s/g, "")}\n`);
  }
  return digest.digest("hex");
}
