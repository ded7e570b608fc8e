import { compileGlobs } from "../../policy/compile-globs.js";
import type { TreeChange } from "../ports/mirror.js";

export type ChangesByCommit = ReadonlyMap<string, readonly TreeChange[]>;

/**
 * Whether a commit touches the target's paths. Null where every commit counts: no paths, or `**`, which means the
 * same and so does not leave out empty commits.
 */
export function pathFilter(
  paths: readonly string[] | null,
): ((changes: readonly TreeChange[]) => boolean) | null {
  if (paths === null || paths.includes("**")) return null;
  const matches = compileGlobs(paths);
  return (changes) => changes.some(({ path }) => matches(path));
}
