import type { z } from "zod";

/** One mistake of the file's contents, by its path. */
export interface SchemaMistake {
  readonly path: readonly PropertyKey[];
  readonly message: string;
  /** It is the key that is wrong, not what it stands for. */
  readonly onKey?: boolean;
}

/** Every mistake that a schema found, each unknown key by itself, and of a choice the one that was meant. */
export function schemaMistakes(issues: readonly z.core.$ZodIssue[]): readonly SchemaMistake[] {
  return issues.flatMap((issue): readonly SchemaMistake[] => {
    if (issue.code === "unrecognized_keys") {
      const messages = issue.message.split("\n");
      return issue.keys.map((key, index) => ({
        path: [...issue.path, key],
        message: messages[index] ?? issue.message,
        onKey: true,
      }));
    }
    const meant = issue.code === "invalid_union" ? likeliestChoice(issue.errors) : null;
    if (meant === null) return [{ path: issue.path, message: issue.message }];
    return schemaMistakes(meant).map((mistake) => ({ ...mistake, path: [...issue.path, ...mistake.path] }));
  });
}

/**
 * Of the ways to write a value, the one that the author had in mind: of the right type, with the fewest mistakes.
 * Null where that is not clear; then the choice's own message lists all ways.
 */
function likeliestChoice(
  choices: readonly (readonly z.core.$ZodIssue[])[],
): readonly z.core.$ZodIssue[] | null {
  const [best, second] = choices
    .filter((issues) => !issues.some(({ code, path }) => path.length === 0 && code.startsWith("invalid_")))
    .toSorted((a, b) => a.length - b.length);
  if (best === undefined || best.length === second?.length) return null;
  return best;
}
