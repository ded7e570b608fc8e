import type { MigrationFile } from "./read-migration.js";

/**
 * The order in which tools run migrations: by the number or timestamp that the file's (or its folder's) name begins
 * with, then by name; those without a number (Flyway's repeatable ones) last.
 */
export function orderMigrations<File extends Pick<MigrationFile, "path">>(
  files: readonly File[],
): readonly File[] {
  const ranked = files.map((file) => ({ file, version: versionOf(file.path) }));
  return ranked
    .toSorted((a, b) => compare(a.version, b.version) || (a.file.path < b.file.path ? -1 : 1))
    .map(({ file }) => file);
}

/** The numbers of a version, "V2.1__x.sql" being [2, 1]; null where the name has none. */
function versionOf(path: string): readonly bigint[] | null {
  const segments = path.split("/").toReversed();
  for (const segment of segments.slice(0, 2)) {
    const match = /^[vV]?([0-9]+(?:[._][0-9]+)*)/.exec(segment);
    if (match?.[1] !== undefined) return match[1].split(/[._]/).map(BigInt);
  }
  return null;
}

function compare(a: readonly bigint[] | null, b: readonly bigint[] | null): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  for (const [index, part] of a.entries()) {
    const other = b[index] ?? 0n;
    if (part !== other) return part < other ? -1 : 1;
  }
  return a.length - b.length;
}
