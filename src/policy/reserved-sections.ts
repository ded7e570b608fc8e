import { readYaml } from "./read-yaml.js";

/** Sections that a policy may have already, although nothing rests on them yet. */
export const reservedSections = [
  "locks",
  "windows",
  "required-statuses",
  "dependencies",
  "vulnerabilities",
  "secrets",
  "previews",
  "announcements",
  "metrics",
] as const;

/** Those that a policy file has: whoever wrote them believes that something is checked. */
export function reservedSectionsIn(text: string): readonly string[] {
  const file = readYaml(text);
  if (!("value" in file) || typeof file.value !== "object" || file.value === null) return [];
  const names = new Set(Object.keys(file.value));
  return reservedSections.filter((name) => names.has(name));
}
