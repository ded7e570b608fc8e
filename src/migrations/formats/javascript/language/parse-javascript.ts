import { parse, type ParserOptions } from "@babel/parser";
import type { File } from "@babel/types";

export type ParsedJavaScript =
  | { readonly ok: true; readonly file: File }
  | { readonly ok: false; readonly line: number; readonly reason: string };

/** More than anyone writes by hand; the tree takes a hundred times as much memory. */
const longestText = 2_000_000;

const options: ParserOptions = {
  sourceType: "unambiguous",
  allowReturnOutsideFunction: true,
  allowUndeclaredExports: true,
  allowAwaitOutsideFunction: true,
  attachComment: false,
};

const plugins: readonly NonNullable<ParserOptions["plugins"]>[] = [
  ["typescript", "decorators-legacy"],
  ["typescript", "jsx", "decorators-legacy"],
  ["flow", "jsx"],
];

/** Where a syntax error is, as Babel tells it. */
function lineOf(error: unknown): number {
  const place = error instanceof Error && "loc" in error ? error.loc : null;
  const isPlace = typeof place === "object" && place !== null && "line" in place;
  return isPlace && typeof place.line === "number" ? place.line : 1;
}

/**
 * Parses JavaScript or TypeScript: CommonJS or ES modules, with types, decorators and JSX. `path` stands in the places of
 * an imported file's nodes, which are told by it from those of the migration itself.
 */
export function parseJavaScript(text: string, path?: string): ParsedJavaScript {
  if (text.length > longestText) return { ok: false, line: 1, reason: "the file is too long to be read" };
  let failure: unknown = null;
  for (const chosen of plugins)
    try {
      return {
        ok: true,
        file: parse(text, {
          ...options,
          plugins: [...chosen],
          ...(path === undefined ? {} : { sourceFilename: path }),
        }),
      };
    } catch (error) {
      if (error instanceof RangeError)
        return { ok: false, line: 1, reason: "the code is nested too deep to be read" };
      failure ??= error;
    }
  const told = failure instanceof Error ? `: ${failure.message.replace(/ \(\d+:\d+\)$/, "")}` : "";
  const reason = `this is no valid JavaScript or TypeScript${told}`;
  return { ok: false, line: lineOf(failure), reason: reason.slice(0, 200) };
}
