import { loadPrism, type ProgramNode } from "@ruby/prism";
import { nestsTooDeep } from "./nesting.js";
import { RubySource } from "./ruby-source.js";

/** What the parser made of a file. */
export type ParsedRuby =
  | { readonly ok: true; readonly program: ProgramNode; readonly source: RubySource }
  | { readonly ok: false; readonly line: number; readonly reason: string };

export type ParseRuby = (source: string) => ParsedRuby;

/** No migration is so long; a parse tree takes about a hundred times its source. */
const longestSource = 1_000_000;

/**
 * Loads Prism, the Ruby core team's parser. It runs in WebAssembly with a stack of 64 KB, which deep nesting
 * overflows: such source is turned away before, and should the parser crash all the same, a second one takes over.
 */
export async function loadRubyParser(): Promise<ParseRuby> {
  let parse: Prism | null = await loadPrism();
  let spare: Prism | null = null;
  const loadSpare = (): void => {
    // Where it cannot be loaded there is none: what is then unreadable says so.
    void loadPrism().then(
      (fresh) => (spare = fresh),
      () => null,
    );
  };
  loadSpare();
  return (source) => {
    if (source.length > longestSource) return failed("the file is too long to be read");
    if (nestsTooDeep(source)) return failed("the code is nested too deep to be read");
    if (parse === null) {
      parse = spare;
      spare = null;
      loadSpare();
    }
    if (parse === null) return failed("the Ruby parser is starting again after a crash");
    try {
      return parsed(source, parse);
    } catch {
      parse = null;
      return failed("the Ruby parser cannot read this file");
    }
  };
}

type Prism = Awaited<ReturnType<typeof loadPrism>>;

const failed = (reason: string, line = 1): ParsedRuby => ({ ok: false, line, reason });

function parsed(source: string, parse: Prism): ParsedRuby {
  const { value, errors } = parse(source, { encoding: false, filepath: "" });
  const ruby = new RubySource(source);
  const [error] = errors;
  if (error === undefined) return { ok: true, program: value, source: ruby };
  return failed(`this is no valid Ruby: ${error.message}`, ruby.lineAt(error.location));
}
