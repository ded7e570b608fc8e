import type { Commit } from "../../checker/snapshot.js";
import type { Repository } from "./repository.js";

/** What to bring up to date before reading: full ref names, and globs over tags (`production-*`). */
export interface RefRequest {
  /** "refs/heads/deploy", "refs/tags/v1": fetched where they exist. */
  readonly refs: readonly string[];
  readonly tagPatterns?: readonly string[];
  /** Globs over branch names (`release/*`). */
  readonly branchPatterns?: readonly string[];
}

/** A full ref name and the commit it points to (annotated tags peeled). */
export interface ResolvedRef {
  readonly ref: string;
  readonly sha: string;
  /** Of tags that were fetched: when the tag was made, or its commit where the tag is lightweight (ISO 8601). */
  readonly createdAt?: string;
}

/**
 * Local bare, blobless copies of repositories. Safe to use from many evaluations at once: fetches of one
 * repository take turns, reading never waits for them.
 */
export interface Mirror {
  /**
   * Fetches the refs and returns those that exist, with the graph to read from.
   * Throws {@link SourceUnavailable} (`git-unavailable`).
   */
  sync(
    repository: Repository,
    request: RefRequest,
  ): Promise<{ readonly graph: CommitGraph; readonly refs: readonly ResolvedRef[] }>;
  /** The refs as they are on the host now, without fetching anything. */
  remoteRefs(repository: Repository, request: RefRequest): Promise<readonly ResolvedRef[]>;
  /** Forgets a repository's copy. */
  remove(repositoryId: number): Promise<void>;
  /** Tidies the copies that grew (packs, commit graph). For quiet moments: nothing depends on it but speed. */
  tidy(): Promise<void>;
}

/** A commit as `git log` tells it, before it is known whether its patch has shipped. */
export type LoggedCommit = Omit<Commit, "changeId" | "alreadyShipped"> & { readonly tree: string };

export interface TreeChange {
  readonly path: string;
  readonly oldMode: string;
  readonly newMode: string;
  /** Blob ids; forty zeros where the file is not there. */
  readonly oldId: string;
  readonly newId: string;
}

/** Lets a caller stop reading what it turned out not to need; the promise then rejects. */
export interface ReadOptions {
  readonly signal?: AbortSignal;
}

/** Reads commits. Revisions are 40-digit SHAs; methods throw {@link SourceUnavailable} (`git-unavailable`). */
export interface CommitGraph {
  /** The commit a revision stands for (CLI: anything `git rev-parse` knows), or null. */
  resolve(revision: string): Promise<string | null>;
  isAncestor(ancestor: string, descendant: string): Promise<boolean>;
  mergeBase(a: string, b: string): Promise<string | null>;
  /**
   * Commits on the first-parent line from `from` (included), newest first, down to `until` and what it descends from
   * (excluded; null: root), at most `limit` of them.
   */
  firstParentLine(
    from: string,
    until: string | null,
    limit?: number,
  ): Promise<readonly { readonly sha: string; readonly tree: string }[]>;
  /** Commits reachable from `to` and from none of `without`, newest first in topological order. */
  log(to: string, without: readonly string[], options?: ReadOptions): Promise<readonly LoggedCommit[]>;
  /** By SHA: what each commit of the same range changes against its first parent; reads no file contents. */
  changes(
    to: string,
    without: readonly string[],
    options?: ReadOptions,
  ): Promise<ReadonlyMap<string, readonly TreeChange[]>>;
  /** What changes between two commits' trees. */
  changesBetween(from: string, to: string): Promise<readonly TreeChange[]>;
  /**
   * The commits on either side of `left...right` whose patch is on the other side too
   * (`git log --cherry-mark`): reads file contents only where the changed paths collide.
   */
  patchEquivalents(left: string, right: string): Promise<ReadonlySet<string>>;
  /** Whether `revert`'s patch is `original`'s patch reversed, by patch id. `original`'s first parent counts for merges. */
  isReversePatch(original: string, revert: string): Promise<boolean>;
  /** The files of a folder ("" is the top) and of what lies in it; reads no file contents. */
  filesUnder(
    sha: string,
    folder: string,
  ): Promise<readonly { readonly path: string; readonly blob: string }[]>;
  /** The blob id of a file in a commit, or null; reads no file contents. */
  blobAt(sha: string, path: string): Promise<string | null>;
  /** The text and blob id of a file in a commit, or null. */
  fileAt(sha: string, path: string): Promise<{ readonly text: string; readonly blob: string } | null>;
  /** By blob id: the texts of files, all in one go. */
  texts(blobIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
}
