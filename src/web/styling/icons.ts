import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

/** What an icon stands for, and the Octicon that draws it. */
const octicons = {
  product: "checklist",
  success: "check-circle-fill",
  failure: "x-circle-fill",
  warning: "alert-fill",
  error: "question",
  pending: "clock",
  off: "skip",
  approved: "check-circle",
  repository: "repo",
  target: "rocket",
  commit: "git-commit",
  issue: "issue-opened",
  migration: "database",
  finding: "bug",
  check: "checklist",
  compare: "git-compare",
  link: "link-external",
  recheck: "sync",
  person: "person",
  people: "people",
  onCall: "bell",
  risk: "meter",
  announce: "megaphone",
  copy: "copy",
  more: "ellipsis",
  info: "info",
} as const;

export type IconName = keyof typeof octicons;

const require = createRequire(import.meta.url);

function pathsOf(octicon: string): readonly string[] {
  const svg = readFileSync(require.resolve(`@primer/octicons/build/svg/${octicon}-16.svg`), "utf8");
  return [...svg.matchAll(/<path d="([^"]+)"/g)].flatMap(([, path]) => (path === undefined ? [] : [path]));
}

/** The outlines of every icon, on a canvas of 16 by 16. Read once, with the module. */
export const iconPaths: ReadonlyMap<IconName, readonly string[]> = new Map(
  (Object.keys(octicons) as IconName[]).map((name) => [name, pathsOf(octicons[name])]),
);
