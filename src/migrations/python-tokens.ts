/** A word, a text (decoded as far as names need it) or a sign of Python, and where its line begins. */
export interface PythonToken {
  readonly kind: "word" | "text" | "sign";
  readonly value: string;
}

/** A logical line: what brackets, backslashes and texts carry over the end of a line belongs to it. */
export interface PythonLine {
  /** Of its first token, from 1. */
  readonly line: number;
  /** Columns before its first token. */
  readonly indent: number;
  readonly tokens: readonly PythonToken[];
}

/** The parser reads no longer ones. */
const longestText = 1_000_000;
const word = /[\p{L}\p{N}_]+/uy;
/** A text's prefix and opening quotes. */
const opening = /[rRbBuUfFtT]{0,2}("""|'''|"|')/y;
const mayOpen = new Set("rRbBuUfFtT\"'");

/**
 * Splits Python into its logical lines, for what has to be known before the parser is loaded: which migration a file is.
 * Takes anything; what ends in the midst of a text or bracket ends there.
 */
export function pythonLines(source: string): readonly PythonLine[] {
  const lines: PythonLine[] = [];
  if (source.length > longestText) return lines;
  let tokens: PythonToken[] = [];
  let [line, lineStart, depth, at] = [1, 0, 0, 0];
  let first = { line: 1, indent: 0 };
  const add = (token: PythonToken): void => {
    if (tokens.length === 0) first = { line, indent: at - lineStart };
    tokens.push(token);
  };
  const end = (): void => {
    if (tokens.length > 0) lines.push({ ...first, tokens });
    tokens = [];
  };
  const newline = (): void => {
    line += 1;
    lineStart = at + 1;
  };
  while (at < source.length) {
    const character = source.charAt(at);
    const quotes = mayOpen.has(character) ? matchAt(opening, source, at) : null;
    if (character === "\n") {
      if (depth === 0) end();
      newline();
      at += 1;
    } else if (character === "#") {
      while (at < source.length && source.charAt(at) !== "\n") at += 1;
    } else if (character === "\\") {
      if (source.charAt(at + 1) === "\n") {
        at += 1;
        newline();
      }
      at += 1;
    } else if (quotes !== null) {
      const closing = endOfText(source, at + quotes[0].length, quotes[1] ?? "");
      const begin = at + quotes[0].length;
      add({ kind: "text", value: source.slice(begin, closing.text) });
      for (; at < closing.after; at += 1) if (source.charAt(at) === "\n") newline();
    } else {
      const name = matchAt(word, source, at)?.[0];
      if (name !== undefined) add({ kind: "word", value: name });
      else if (!/\s/.test(character)) {
        add({ kind: "sign", value: character });
        if ("([{".includes(character)) depth += 1;
        if (")]}".includes(character)) depth = Math.max(0, depth - 1);
      }
      at += name?.length ?? 1;
    }
  }
  end();
  return lines;
}

function matchAt(pattern: RegExp, source: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(source);
}

/** Where a text's contents end, and where it does itself; one with single quotes ends with its line. */
function endOfText(
  source: string,
  begin: number,
  quotes: string,
): { readonly text: number; readonly after: number } {
  for (let at = begin; at < source.length; at += 1) {
    if (source.charAt(at) === "\\") at += 1;
    else if (source.startsWith(quotes, at)) return { text: at, after: at + quotes.length };
    else if (quotes.length === 1 && source.charAt(at) === "\n") return { text: at, after: at };
  }
  return { text: source.length, after: source.length };
}
