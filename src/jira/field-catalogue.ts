import { z } from "zod";
import { SourceUnavailable } from "../deploys/ports/unavailable.js";

/** The answer of `GET /field`: every field of this Jira that the account may know of. */
export const fieldCatalogueSchema = z.array(z.object({ id: z.string(), name: z.string() }));

export type FieldCatalogue = z.infer<typeof fieldCatalogueSchema>;

/** Field ids by the spelling that the policy uses. */
export type FieldIds = ReadonlyMap<string, string>;

/**
 * Finds fields by id, by name, or by name in any case, in this order. Names need not be unique in Jira: one that
 * fits two fields is refused, because half of the issues would be judged by the wrong one.
 * Throws SourceUnavailable (`jira-refused`) naming every field that is not clear.
 */
export function resolveFields(catalogue: FieldCatalogue, names: readonly string[]): FieldIds {
  const ids = new Map<string, string>();
  const mistakes: string[] = [];
  const unknown: string[] = [];
  for (const name of names) {
    const [found, ...more] = findFields(catalogue, name);
    if (found === undefined) unknown.push(`"${name}"`);
    else if (more.length === 0) ids.set(name, found.id);
    else {
      const all = [found, ...more].map((field) => field.id).join(", ");
      mistakes.push(
        `Jira has ${count(more.length + 1)} fields named "${name}": ${all}. Write the id in the policy`,
      );
    }
  }
  if (unknown.length > 0) {
    mistakes.push(
      `Jira has no ${unknown.length === 1 ? "field" : "fields"} ${unknown.join(", ")}. Correct the policy`,
    );
  }
  if (mistakes.length > 0)
    throw new SourceUnavailable(mistakes.join("; "), { kind: "jira-refused", retryable: false });
  return ids;
}

function findFields(catalogue: FieldCatalogue, name: string): FieldCatalogue {
  const wanted = name.trim();
  const matchers: ((field: FieldCatalogue[number]) => boolean)[] = [
    (field) => field.id === wanted,
    (field) => field.name.trim() === wanted,
    (field) => field.name.trim().toLowerCase() === wanted.toLowerCase(),
  ];
  for (const matches of matchers) {
    const found = catalogue.filter(matches);
    if (found.length > 0) return found;
  }
  return [];
}

function count(fields: number): string {
  return fields === 2 ? "two" : String(fields);
}
