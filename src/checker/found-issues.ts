import type { Contents } from "./contents.js";
import { readOwn } from "./read-own.js";
import type { Issue, IssueLookup } from "./snapshot.js";

/** The shipping issues that were found, by the key as the commits write it, in order of first mention. */
export function foundIssues(contents: Contents, lookup: IssueLookup): readonly (readonly [string, Issue])[] {
  return [...contents.issues.keys()].flatMap((key): [string, Issue][] => {
    const issue = readOwn(lookup.issues, key);
    return issue === undefined ? [] : [[key, issue]];
  });
}
