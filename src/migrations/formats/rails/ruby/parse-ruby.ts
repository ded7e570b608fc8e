import { loadPrism, type ProgramNode } from "@ruby/prism";
import { nestsTooDeep } from "./nesting.js";

/** What the parser made of a file. */
export type ParsedRuby =
  | { readonly ok: true; readonly program: ProgramNode; readonly lineAt: (offset: number) => number }
  | { readonly ok: false; readonly line: number; readonly reason: string };

export type ParseRuby = (source: string) => ParsedRuby;

/** No migration is so long; a parse tree takes about a hundred times its source. */
const longestSource = 1_000_000;

/** Finds the line of a byte offset. */
function lineFinder(source: string): (offset: number) => number {
  const bytes = new TextEncoder().encode(source);
  const starts = [0];
  for (let index = bytes.indexOf(10); index !== -1; index = bytes.indexOf(10, index + 1))
    starts.push(index + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  };
}

/**
 * Loads Prism, the Ruby core team's parser. It runs in WebAssembly with a stack of 64 KB, which deep nesting
 * overflows: such source is turned away before, and after a crash the parser is loaded anew.
 */
export async function loadRubyParser(): Promise<ParseRuby> {
  let parse: Awaited<ReturnType<typeof loadPrism>> | null = await loadPrism();
  return (source) => {
    if (source.length > longestSource)
      return { ok: false, line: 1, reason: "the file is too long to be read" };
    if (nestsTooDeep(source)) return { ok: false, line: 1, reason: "the code is nested too deep to be read" };
    if (parse === null)
      return { ok: false, line: 1, reason: "the Ruby parser is starting again after a crash" };
    try {
      const { value, errors } = parse(source, { encoding: false, filepath: "" });
      const lineAt = lineFinder(source);
      const [error] = errors;
      if (error === undefined) return { ok: true, program: value, lineAt };
      return {
        ok: false,
        line: lineAt(error.location.startOffset),
        reason: `this is no valid Ruby: ${error.message}`,
      };
    } catch {
      parse = null;
      void loadPrism().then((fresh) => (parse = fresh));
      return { ok: false, line: 1, reason: "the Ruby parser cannot read this file" };
    }
  };
}
