import type { TreeChange } from "../deploys/ports/mirror.js";

/** Raw differences: names, modes and object ids only, so that no file contents are read or fetched. */
export const rawFormat = [
  "-z",
  "--raw",
  "-r",
  "--no-abbrev",
  "--no-renames",
  "--no-color",
  "--no-ext-diff",
  "--no-relative",
  "--ignore-submodules=none",
] as const;

/** Precedes each commit's id in the output of `git log --raw`. */
const marker = "\u0001";

export const rawLogFormat = [
  ...rawFormat,
  "--diff-merges=first-parent",
  "--root",
  "--no-show-signature",
  "--format=tformat:%x01%H",
] as const;

/** Reads `git log` with {@link rawLogFormat}: changes by commit; a commit without changes has none. */
export function parseChangesByCommit(output: string): Map<string, readonly TreeChange[]> {
  const byCommit = new Map<string, TreeChange[]>();
  let current: TreeChange[] = [];
  const fields = output.split("\0");
  for (let at = 0; at < fields.length; at += 1) {
    const field = fields[at] ?? "";
    if (field.startsWith(marker)) {
      current = [];
      byCommit.set(field.slice(marker.length), current);
    } else {
      const change = parseChange(field, fields[at + 1]);
      if (change === null) continue;
      current.push(change);
      at += 1;
    }
  }
  return byCommit;
}

/** Reads `git diff-tree` with {@link rawFormat}. */
export function parseTreeChanges(output: string): TreeChange[] {
  const fields = output.split("\0");
  return fields.flatMap((field, at) => (at % 2 === 0 ? (parseChange(field, fields[at + 1]) ?? []) : []));
}

const rawChange = /^\n?:(\d{6}) (\d{6}) ([0-9a-f]{40}) ([0-9a-f]{40}) [A-Z]/;

function parseChange(field: string, path: string | undefined): TreeChange | null {
  const match = rawChange.exec(field);
  if (match === null || path === undefined) return null;
  const [, oldMode = "", newMode = "", oldId = "", newId = ""] = match;
  return { path, oldMode, newMode, oldId, newId };
}

const submodule = "160000";

/** The files' contents that the changes are between. */
export function blobIdsOf(changes: readonly TreeChange[]): string[] {
  const ids = changes.flatMap(({ oldMode, newMode, oldId, newId }) => [
    ...(oldMode === submodule ? [] : [oldId]),
    ...(newMode === submodule ? [] : [newId]),
  ]);
  return [...new Set(ids)].filter((id) => !/^0+$/.test(id));
}
