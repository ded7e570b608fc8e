import { compileGlobs } from "../../policy/compile-globs.js";
import { compareVersions } from "./compare-versions.js";

export interface DatedTag {
  /** Without "refs/tags/". */
  readonly name: string;
  readonly sha: string;
  /** ISO 8601; null where it is not known. */
  readonly createdAt: string | null;
}

/**
 * The newest of the tags that match a glob, or null. Where what the wildcard stands for is a number in all of them
 * ("production-42", "v1.10.0", "release/2026-11-20"), the greatest number is the newest, whenever it was tagged:
 * tags are moved and written anew. Else the one that was made last.
 */
export function newestTag<T extends DatedTag>(tags: readonly T[], pattern: string): T | null {
  const matches = compileGlobs([pattern]);
  const matching = tags.filter(({ name }) => matches(name));
  const literal = pattern.split(/[*?[{(\\]|[!+@]\(/, 1)[0] ?? "";
  const isNumbered = matching.every(({ name }) => /^v?[0-9]/i.test(name.slice(literal.length)));
  const byName = (a: T, b: T) => compareVersions(a.name.slice(literal.length), b.name.slice(literal.length));
  const byDate = (a: T, b: T) => instant(a) - instant(b);
  const order = isNumbered ? [byName, byDate] : [byDate, byName];
  return matching.reduce<T | null>((newest, tag) => {
    if (newest === null) return tag;
    const difference = order.map((compare) => compare(tag, newest)).find((compared) => compared !== 0) ?? 0;
    return difference > 0 ? tag : newest;
  }, null);
}

function instant({ createdAt }: DatedTag): number {
  const time = Date.parse(createdAt ?? "");
  return Number.isNaN(time) ? -Infinity : time;
}
