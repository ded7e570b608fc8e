import type { TreeChange } from "../deploys/ports/mirror.js";
import { patchFormat, patchId } from "./patch-id.js";
import type { ReadGit } from "./read-git.js";
import { blobIdsOf } from "./tree-changes.js";

type ChangesByCommit = ReadonlyMap<string, readonly TreeChange[]>;

/** Reads file contents, after fetching these blobs where they are not here yet. */
export type WithContents = <T>(
  read: () => Promise<T>,
  blobIds: () => Promise<readonly string[]>,
) => Promise<T>;

export interface PatchEquivalentsInput {
  readonly git: ReadGit;
  readonly leftChanges: ChangesByCommit;
  readonly rightChanges: ChangesByCommit;
  readonly withContents: WithContents;
}

/**
 * The commits on either side whose patch is on the other side too, as `git log --cherry-mark` tells, but for fewer
 * reads: the same object ids are the same patch, and only where the same paths changed to something else are file
 * contents compared. They are fetched together, where git would ask the remote for each commit's. Merges have no
 * patch, and commits that change nothing are not copies of each other.
 */
export async function patchEquivalents(input: PatchEquivalentsInput): Promise<ReadonlySet<string>> {
  const { git, leftChanges, rightChanges, withContents } = input;
  const alike = pairUp(leftChanges, rightChanges, pathsOf);
  if (alike.length === 0) return new Set();
  const commits = new Set(await withoutMerges(git, alike));
  const [left, right] = [only(leftChanges, commits), only(rightChanges, commits)];

  const equivalents = new Set(pairUp(left, right, outcomeOf));
  const unsettled = (side: ChangesByCommit) =>
    only(side, new Set([...side.keys()].filter((sha) => !equivalents.has(sha))));
  // A commit that has its counterpart may be the counterpart of others too: compare the unsettled with all.
  const candidates = new Set([
    ...pairUp(unsettled(left), right, pathsOf),
    ...pairUp(left, unsettled(right), pathsOf),
  ]);
  if (candidates.size === 0) return equivalents;

  const ids = await withContents(
    () => patchIdsOf(git, [...candidates]),
    () => Promise.resolve(blobIdsOf([...candidates].flatMap((sha) => left.get(sha) ?? right.get(sha) ?? []))),
  );
  const idsIn = (side: ChangesByCommit) =>
    new Set([...ids].filter(([sha]) => side.has(sha)).map(([, id]) => id));
  const [leftIds, rightIds] = [idsIn(left), idsIn(right)];
  for (const [sha, id] of ids) if (leftIds.has(id) && rightIds.has(id)) equivalents.add(sha);
  return equivalents;
}

function only(side: ChangesByCommit, shas: ReadonlySet<string>): ChangesByCommit {
  return new Map([...side].filter(([sha]) => shas.has(sha)));
}

async function withoutMerges(git: ReadGit, shas: readonly string[]): Promise<string[]> {
  const output = await git(["rev-list", "--no-walk=unsorted", "--no-merges", "--stdin"], {
    input: `${shas.join("\n")}\n`,
  });
  return output.split("\n").filter(Boolean);
}

/** The commits of both sides that have a counterpart with the same key on the other. */
function pairUp(
  left: ChangesByCommit,
  right: ChangesByCommit,
  keyOf: (changes: readonly TreeChange[]) => string,
): string[] {
  const keysOf = (side: ChangesByCommit) =>
    [...side]
      .filter(([, changes]) => changes.length > 0)
      .map(([sha, changes]) => [sha, keyOf(changes)] as const);
  const leftKeys = keysOf(left);
  const rightKeys = keysOf(right);
  const inLeft = new Set(leftKeys.map(([, key]) => key));
  const inRight = new Set(rightKeys.map(([, key]) => key));
  return [
    ...leftKeys.filter(([, key]) => inRight.has(key)).map(([sha]) => sha),
    ...rightKeys.filter(([, key]) => inLeft.has(key)).map(([sha]) => sha),
  ];
}

function outcomeOf(changes: readonly TreeChange[]): string {
  return changes
    .map(({ path, oldMode, newMode, oldId, newId }) => [oldMode, newMode, oldId, newId, path].join(" "))
    .join("\0");
}

function pathsOf(changes: readonly TreeChange[]): string {
  return changes.map(({ path }) => path).join("\0");
}

async function patchIdsOf(git: ReadGit, shas: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const output = await git(
    [
      "log",
      "--no-walk=unsorted",
      "--stdin",
      "-p",
      "--root",
      "--no-show-signature",
      "--format=%x00%H",
      ...patchFormat,
    ],
    { input: `${shas.join("\n")}\n` },
  );
  const ids = new Map<string, string>();
  const parts = output.split(/\0([0-9a-f]{40})\n/);
  for (let at = 1; at + 1 < parts.length; at += 2)
    ids.set(parts[at] ?? "", patchId((parts[at + 1] ?? "").trimStart()));
  return ids;
}
