import type { KeyRules } from "./rules.js";
import { literalPattern } from "./literal-pattern.js";

/**
 * Reads issue keys out of a text: all of them, in order, upper-cased and each once.
 *
 * The project allow-list and the boundaries keep `UTF-8`, `SHA-256`, `CVE-2024-1234` and version numbers
 * (`STORY-1.5`) from being issues. No `u` flag: with it, `i` would fold foreign letters (U+017F, U+212A) into
 * ASCII ones. Longest project first, so that a project whose key begins like another's is not cut short.
 * Takes time linear in the text's length.
 */
export function createKeyReader(rules: KeyRules): (text: string) => string[] {
  if (rules.projects.length === 0) return () => [];
  const projects = rules.projects
    .map((project) => project.toUpperCase())
    .toSorted((a, b) => b.length - a.length)
    .map((project) => literalPattern(project))
    .join("|");
  const separator = rules.lenient ? "[-_ ]" : "-";
  const key = new RegExp(
    `(?<![A-Za-z0-9])(${projects})${separator}([1-9][0-9]*)(?![A-Za-z0-9])(?!\\.[0-9])`,
    "gi",
  );
  return (text) => {
    const keys = new Set<string>();
    for (const [, project, number] of text.matchAll(key)) {
      if (project !== undefined && number !== undefined) keys.add(`${project.toUpperCase()}-${number}`);
    }
    return [...keys];
  };
}
