import type { CommitGraph, LoggedCommit, TreeChange } from "../deploys/ports/mirror.js";
import { GitFailure } from "./git-failure.js";
import { gitUnavailable } from "./git-unavailable.js";
import { logFormat, parseLoggedCommits } from "./logged-commits.js";
import { patchEquivalents, type WithContents } from "./patch-equivalents.js";
import { patchFormat, patchId } from "./patch-id.js";
import { readTexts } from "./read-texts.js";
import type { ReadGit } from "./read-git.js";
import { sha } from "./revision.js";
import {
  blobIdsOf,
  parseChangesByCommit,
  parseTreeChanges,
  rawFormat,
  rawLogFormat,
} from "./tree-changes.js";

export interface CommitGraphOptions {
  readonly git: ReadGit;
  /** For messages: "acme/web". */
  readonly name: string;
  /** Brings file contents in with one request; absent where git has them or gets them by itself. */
  readonly fetchBlobs?: (blobIds: readonly string[]) => Promise<void>;
  /** Looks at the commits of a range before anybody rests on them (shallow clones). */
  readonly verify?: (commits: readonly LoggedCommit[]) => Promise<void>;
}

interface RememberedChanges {
  readonly reading: ReturnType<CommitGraph["changes"]>;
  /** Who asked first may stop it: then it is no answer for others. */
  readonly signal: AbortSignal | undefined;
}

/** Reads one repository's history with git. What it was asked for `changes` it remembers: two callers, one process. */
export function createCommitGraph({ git, name, fetchBlobs, verify }: CommitGraphOptions): CommitGraph {
  const changesOfRange = new Map<string, RememberedChanges>();

  const guarded = async <T>(read: () => Promise<T>): Promise<T> => {
    try {
      return await read();
    } catch (error) {
      throw gitUnavailable(error, `read the history of ${name}`);
    }
  };

  const mergeBase = async (a: string, b: string): Promise<string | null> =>
    (await git(["merge-base", sha(a), sha(b)])).trim() || null;

  const readChanges = async (args: readonly string[], signal?: AbortSignal) =>
    parseChangesByCommit(await git(["log", ...rawLogFormat, ...args, "--"], signal ? { signal } : {}));

  const changes = (to: string, without: readonly string[], signal?: AbortSignal) => {
    const range = rangeArguments(to, without);
    const key = range.join(" ");
    const known = changesOfRange.get(key);
    if (known !== undefined && !known.signal?.aborted) return known.reading;
    const reading = readChanges(range, signal);
    changesOfRange.set(key, { reading, signal });
    return reading;
  };

  const single = ["-1", "--root", "--diff-merges=first-parent"];
  const patchOf = (commit: string, ...options: readonly string[]) =>
    git(["log", ...single, "-p", "--format=", ...patchFormat, ...options, commit, "--"]);

  /** Reads file contents; where some are not here yet they are fetched, all at once, and read again. */
  const withContents: WithContents = async (read, blobIds) => {
    try {
      return await read();
    } catch (error) {
      if (fetchBlobs === undefined || !isNotFetched(error)) throw error;
      await fetchBlobs(await blobIds());
      return read();
    }
  };

  const readFile = async (name: string) => {
    const output = await git(["cat-file", "--batch"], { input: `${name}\n` });
    const header = /^([0-9a-f]{40}) blob [0-9]+\n/.exec(output);
    return header?.[1] === undefined ? null : { blob: header[1], text: output.slice(header[0].length, -1) };
  };

  const blobAt = async (commit: string, path: string): Promise<string | null> => {
    const entry = await git(["ls-tree", "-z", "--full-tree", sha(commit), "--", path]);
    return /^\d{6} blob ([0-9a-f]{40})\t/.exec(entry)?.[1] ?? null;
  };

  return {
    resolve: (revision) =>
      guarded(async () => {
        if (revision.startsWith("-") || /[\0\n]/.test(revision)) return null;
        // Where git may not fetch what is missing, rev-parse says so even when it is quiet; this is an answer.
        const found = await git(["cat-file", "--batch-check"], { input: `${revision}^{commit}\n` });
        return /^([0-9a-f]{40}) commit /.exec(found)?.[1] ?? null;
      }),

    isAncestor: (ancestor, descendant) =>
      guarded(async () => {
        if (ancestor === descendant) return true;
        try {
          return (await mergeBase(ancestor, descendant)) === ancestor;
        } catch (error) {
          // A commit that is not here (a branch that was force-pushed since) is nobody's ancestor.
          if (error instanceof GitFailure && error.output.includes(`valid commit name ${ancestor}`))
            return false;
          throw error;
        }
      }),

    mergeBase: (a, b) => guarded(() => mergeBase(a, b)),

    firstParentLine: (from, until, limit) =>
      guarded(async () => {
        const bound = limit === undefined ? [] : [`--max-count=${Math.trunc(limit)}`];
        const range = rangeArguments(from, until === null ? [] : [until]);
        const output = await git([
          "log",
          "--first-parent",
          "--no-show-signature",
          "--format=%H %T",
          ...bound,
          ...range,
          "--",
        ]);
        return output
          .split("\n")
          .filter(Boolean)
          .map((line) => ({ sha: line.slice(0, 40), tree: line.slice(41) }));
      }),

    log: (to, without, { signal } = {}) =>
      guarded(async () => {
        const args = ["log", ...logFormat, ...rangeArguments(to, without), "--"];
        const commits = parseLoggedCommits(await git(args, signal ? { signal } : {}));
        await verify?.(commits);
        return commits;
      }),

    changes: (to, without, { signal } = {}) => guarded(() => changes(to, without, signal)),

    changesBetween: (from, to) =>
      guarded(async (): Promise<readonly TreeChange[]> =>
        parseTreeChanges(await git(["diff-tree", ...rawFormat, sha(from), sha(to), "--"])),
      ),

    patchEquivalents: (left, right) =>
      guarded(async () => {
        const [leftChanges, rightChanges] = await Promise.all([
          changes(left, [right]),
          changes(right, [left]),
        ]);
        return patchEquivalents({ git, leftChanges, rightChanges, withContents });
      }),

    isReversePatch: (original, revert) =>
      guarded(async () => {
        const commits = [sha(original), sha(revert)] as const;
        const read = () => Promise.all([patchOf(commits[0], "-R"), patchOf(commits[1])]);
        const [reversed, patch] = await withContents(read, async () => {
          const both = await Promise.all(commits.map((commit) => readChanges([...single, commit])));
          return blobIdsOf(both.flatMap((byCommit) => [...byCommit.values()].flat()));
        });
        return patchId(reversed) === patchId(patch);
      }),

    texts: (blobIds) =>
      guarded(() => {
        const ids = [...new Set(blobIds)].map(sha);
        return withContents(
          () => readTexts(git, ids),
          () => Promise.resolve(ids),
        );
      }),

    filesUnder: (commit, folder) =>
      guarded(async () => {
        const inside = folder === "" ? [] : ["--", `${folder}/`];
        const entries = await git(["ls-tree", "-r", "-z", "--full-tree", sha(commit), ...inside]);
        return entries.split("\0").flatMap((entry) => {
          const [, blob, path] = /^\d{6} blob ([0-9a-f]{40})\t(.+)$/s.exec(entry) ?? [];
          return blob === undefined || path === undefined ? [] : [{ path, blob }];
        });
      }),

    blobAt: (commit, path) => guarded(() => blobAt(commit, path)),

    fileAt: (commit, path) =>
      guarded(async () => {
        const name = `${sha(commit)}:${path}`;
        if (name.includes("\n")) return null;
        return withContents(
          () => readFile(name),
          async () => [await blobAt(commit, path)].filter((blob) => blob !== null),
        );
      }),
  };
}

/** A partial clone's copy does not have the contents of a file. */
function isNotFetched(error: unknown): boolean {
  return (
    error instanceof GitFailure && /could not fetch [0-9a-f]{40} from promisor remote/.test(error.output)
  );
}

function rangeArguments(to: string, without: readonly string[]): string[] {
  return [sha(to), ...without.map((excluded) => `^${sha(excluded)}`)];
}
