import type { Crumb } from "./parts/layout.js";

/** A repository's page; `repository` is "owner/name". */
export function repositoryHref(repository: string): string {
  return `/r/${repository.split("/").map(encodeURIComponent).join("/")}`;
}

/** The page of a target's newest head; with a SHA after it, of that head. */
export function targetHref(repository: string, target: string): string {
  return `${repositoryHref(repository)}/${encodeURIComponent(target)}`;
}

/** The way from a head's page back up. */
export function targetCrumbs(repository: string, target: string, page: string): readonly Crumb[] {
  return [
    { words: repository, href: repositoryHref(repository) },
    { words: target, href: targetHref(repository, target) },
    { words: page, href: null },
  ];
}
