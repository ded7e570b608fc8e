import { createHash } from "node:crypto";
import type { TreeChange } from "../ports/mirror.js";

/**
 * A digest of what a commit changes, whatever its place in history: SHA-256 over one line a path, sorted. The same
 * for commits with the same changes, and for all that change nothing.
 */
export function changeId(changes: readonly TreeChange[]): string {
  const lines = changes.map(
    ({ oldMode, newMode, oldId, newId, path }) => `${oldMode} ${newMode} ${oldId} ${newId} ${path}\n`,
  );
  return createHash("sha256").update(lines.sort().join("")).digest("hex");
}
