import type { ChangeSet } from "./change-set.js";

/** "classpath:db/changelog.xml", "./db/changelog.xml" and "/db/changelog.xml" are one file to Liquibase. */
const normalised = (path: string): string =>
  path
    .replaceAll("\\", "/")
    .replace(/^classpath\*?:/, "")
    .replace(/^(\.?\/)+/, "");

/** Whether one path is the other, seen from another folder. */
function isSameFile(one: string, other: string): boolean {
  const [a, b] = [normalised(one), normalised(other)];
  return a === b || a.endsWith(`/${b}`) || b.endsWith(`/${a}`);
}

/**
 * Tells whether production has run a change set. DATABASECHANGELOG names it by file, id and author, the file as seen
 * from where Liquibase ran. @param applied "db/changelog.xml::12::ann"
 */
export function notedChangeSets(
  applied: readonly string[],
): (changeSet: Pick<ChangeSet, "id" | "author" | "logicalPath">, path: string) => boolean {
  const files = new Map<string, string[]>();
  for (const name of applied) {
    const end = name.indexOf("::");
    if (end === -1) continue;
    const key = name.slice(end + 2).trim();
    files.set(key, [...(files.get(key) ?? []), name.slice(0, end).trim()]);
  }
  return ({ id, author, logicalPath }, path) =>
    (files.get(`${id}::${author}`) ?? []).some((file) => isSameFile(file, logicalPath ?? path));
}
