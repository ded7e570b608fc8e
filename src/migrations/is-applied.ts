import { alembicRevision } from "./alembic-revision.js";
import { formatOf } from "./formats/index.js";
import type { MigrationFile } from "./read-migration.js";

/**
 * Whether production's own bookkeeping, as these names or versions tell it, says that a migration was run.
 * @param files all that the deploy adds: Alembic notes only its newest revision, and those that it comes after were run
 * before it
 */
export function isApplied(
  applied: readonly string[],
  files: readonly MigrationFile[] = [],
): (file: MigrationFile) => boolean {
  const names = new Set(applied.map((name) => name.trim()).filter((name) => name !== ""));
  const revisions = revisionsBefore(names, files);
  const isUpToNewest = upToNewest(names);
  return (file) => {
    if (namesOf(file).some((name) => names.has(name))) return true;
    const revision = alembicRevision(file)?.revision;
    return (revision !== undefined && revisions.has(revision)) || isUpToNewest(file);
  };
}

/** What the tool calls it, and in any case the file's name with and without its ending. */
function namesOf(file: MigrationFile): readonly string[] {
  const base = file.path.slice(file.path.lastIndexOf("/") + 1);
  return [...(formatOf(file)?.appliedNames(file.path) ?? []), base, base.replace(/\.\w+$/, ""), file.path];
}

/** The Alembic revisions that were run: those that are named, and all that these come after. */
function revisionsBefore(names: ReadonlySet<string>, files: readonly MigrationFile[]): ReadonlySet<string> {
  const after = new Map(
    files.flatMap((file) => {
      const told = alembicRevision(file);
      return told === null ? [] : [[told.revision, told.after] as const];
    }),
  );
  const run = new Set(names);
  // A set is walked through with what is added to it on the way.
  for (const revision of run) for (const earlier of after.get(revision) ?? []) run.add(earlier);
  return run;
}

/** "<= 12": golang-migrate notes its newest version; every file of its that is no newer was run. */
function upToNewest(names: ReadonlySet<string>): (file: MigrationFile) => boolean {
  const limits = [...names].flatMap((name) => {
    const match = /^<(=?)\s*(\d{1,40})$/.exec(name);
    return match === null ? [] : [BigInt(match[2] ?? 0) + (match[1] === "=" ? 1n : 0n)];
  });
  return (file) => {
    if (limits.length === 0 || formatOf(file)?.id !== "golang-migrate") return false;
    const version = /(?:^|\/)(\d{1,40})[^/]*$/.exec(file.path)?.[1];
    return version !== undefined && limits.some((limit) => BigInt(version) < limit);
  };
}
