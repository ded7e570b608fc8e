import { alembicRevision } from "./alembic-revision.js";
import { djangoMigration } from "./django-migration.js";
import { inOrderOfLinks, type Linked } from "./in-order-of-links.js";
import type { MigrationFile } from "./read-migration.js";

/**
 * The order in which tools run migrations: by the number or timestamp that the file's (or its folder's) name begins
 * with, then by name; those without a number (Flyway's repeatable ones) last. Alembic's come after the revisions that
 * they name, Django's after their dependencies, in the places that they have among the others.
 */
export function orderMigrations<File extends MigrationFile>(files: readonly File[]): readonly File[] {
  const ranked = files.map((file) => ({ file, version: versionOf(file.path) }));
  const byName = ranked
    .toSorted((a, b) => compare(a.version, b.version) || (a.file.path < b.file.path ? -1 : 1))
    .map(({ file }) => file);
  return inTheirPlaces(inTheirPlaces(byName, alembicLinks), djangoLinks);
}

type LinksOf = <File extends MigrationFile>(files: readonly File[]) => readonly Linked<File>[];

const alembicLinks: LinksOf = (files) =>
  files.flatMap((file) => {
    const told = alembicRevision(file);
    return told === null ? [] : [{ item: file, name: told.revision, after: told.after }];
  });

const djangoLinks: LinksOf = (files) => {
  const told = files.flatMap((file) => {
    const migration = djangoMigration(file);
    return migration === null ? [] : [{ file, migration }];
  });
  return told.map(({ file, migration: { name, after } }) => {
    const runBefore = told.filter(({ migration }) => migration.before.includes(name));
    return { item: file, name, after: [...after, ...runBefore.map(({ migration }) => migration.name)] };
  });
};

/** The files that a tool links, in their order, in the places that they have; the others stay where they are. */
function inTheirPlaces<File extends MigrationFile>(
  files: readonly File[],
  linksOf: LinksOf,
): readonly File[] {
  const linked = linksOf(files);
  const places = new Set(linked.map(({ item }) => item));
  const ordered = inOrderOfLinks(linked).values();
  return files.map((file) => (places.has(file) ? (ordered.next().value ?? file) : file));
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
