import type { CommitGraph, TreeChange } from "./ports/mirror.js";

export interface MigrationChanges {
  /** Files that production's code does not have. */
  readonly added: readonly { readonly path: string; readonly blob: string }[];
  /** Files of production's code that the deploy changes or removes; `blob` null where it is gone. */
  readonly changed: readonly {
    readonly path: string;
    readonly how: "changed" | "removed";
    readonly blob: string | null;
    /** Production's. */
    readonly oldBlob: string;
  }[];
  /** By path of an added or changed file: the SHAs of the range's commits that touch it. */
  readonly commits: Readonly<Record<string, readonly string[]>>;
}

const none = "0".repeat(40);

/** What a range does to the files that a predicate takes for migrations. Throws SourceUnavailable. */
export async function migrationChanges(
  graph: CommitGraph,
  range: {
    readonly head: string;
    readonly production: string;
    /** Null: head and production have nothing in common. */
    readonly base: string | null;
    readonly isMigration: (path: string) => boolean;
  },
): Promise<MigrationChanges> {
  const { head, production, base, isMigration } = range;
  const own = (changes: readonly TreeChange[]) => changes.filter(({ path }) => isMigration(path));
  const [againstProduction, againstBase] = await Promise.all([
    graph.changesBetween(production, head),
    base === null || base === production ? null : graph.changesBetween(base, head),
  ]);
  const live = own(againstProduction);
  // A hotfix's migration that the deploy lacks was not removed by it.
  const touched = againstBase === null ? null : new Set(own(againstBase).map(({ path }) => path));
  const byRange = live.filter(({ path }) => touched === null || touched.has(path));
  const added = byRange
    .filter(({ oldId, newId }) => oldId === none && newId !== none)
    .map(({ path, newId }) => ({ path, blob: newId }));
  const changed = byRange
    .filter(({ oldId, newId }) => oldId !== none && oldId !== newId)
    .map(({ path, oldId, newId }) => ({
      path,
      oldBlob: oldId,
      how: newId === none ? ("removed" as const) : ("changed" as const),
      blob: newId === none ? null : newId,
    }));
  const there = [...added, ...changed.filter(({ blob }) => blob !== null)];
  return { added, changed, commits: there.length === 0 ? {} : await commitsTouching(graph, range, there) };
}

async function commitsTouching(
  graph: CommitGraph,
  { head, production }: { readonly head: string; readonly production: string },
  files: readonly { readonly path: string }[],
): Promise<Readonly<Record<string, readonly string[]>>> {
  const paths = new Set(files.map(({ path }) => path));
  const commits = new Map<string, string[]>();
  for (const [commit, changes] of await graph.changes(head, [production])) {
    for (const { path } of changes) {
      if (paths.has(path)) commits.set(path, [...(commits.get(path) ?? []), commit]);
    }
  }
  return Object.fromEntries(commits);
}
