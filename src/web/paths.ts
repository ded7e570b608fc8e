import type { Crumb } from "./parts/layout.js";

/** A repository's page; `repository` is "owner/name". */
export function repositoryHref(repository: string): string {
  return `/r/${encodedName(repository)}`;
}

/** The page of a target's newest head; with a SHA after it, of that head. */
export function targetHref(repository: string, target: string): string {
  return `${repositoryHref(repository)}/${encodeURIComponent(target)}`;
}

/** What became of a target's deploys. */
export function historyHref(repository: string, target: string): string {
  return `${targetHref(repository, target)}/history`;
}

/**
 * Who did what in a repository. Not below its page: there every word may be a target's name.
 * `page`: what else the address says.
 */
export function auditHref(
  repository: string,
  page: Readonly<Record<string, string | undefined>> = {},
): string {
  return `/audit/${encodedName(repository)}${queryOf(page)}`;
}

/** The same lines for a spreadsheet. */
export function auditCsvHref(repository: string, page: Readonly<Record<string, string | undefined>>): string {
  return `/audit/${encodedName(repository)}/lines.csv${queryOf(page)}`;
}

function queryOf(page: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(page).filter((entry): entry is [string, string] => (entry[1] ?? "") !== "");
  return given.length === 0 ? "" : `?${new URLSearchParams(given).toString()}`;
}

function encodedName(repository: string): string {
  return repository.split("/").map(encodeURIComponent).join("/");
}

/** The way from a head's page back up. */
export function targetCrumbs(repository: string, target: string, page: string): readonly Crumb[] {
  return [
    { words: repository, href: repositoryHref(repository) },
    { words: target, href: targetHref(repository, target) },
    { words: page, href: null },
  ];
}
