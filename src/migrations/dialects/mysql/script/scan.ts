/** What MySQL's own lexer tells apart, as far as cutting a script into statements needs it. */
export interface Token {
  /** `comment` is one that is not executed; `open` a quote or comment that the text ends within. */
  readonly kind: "word" | "number" | "string" | "name" | "symbol" | "comment" | "executable" | "open";
  readonly start: number;
  /** Behind the last character. */
  readonly end: number;
}

// Bounded, and repeated by `endOfRun`: one match over megabytes overflows the stack of the expression engine.
const blank = /\s{1,4096}/y;
const word = /[\p{L}\p{N}_$@\u0080-\uffff]{1,4096}/uy;
const lineEnd = /[\r\n]/g;
const stringPart = /[^'"\\]{1,4096}/y;
const executableStart = /\/\*(M?)!(\d{5,6})?/y;

function matchAt(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

/** Behind all characters of a class, of which the pattern takes a bounded number at once. */
function endOfRun(pattern: RegExp, text: string, at: number): number {
  let end = at;
  for (let next = matchAt(pattern, text, end); next > end; next = matchAt(pattern, text, end)) end = next;
  return end;
}

/** Behind the closing quote, or -1; a doubled quote and, in strings, a backslash escape go on. */
function endOfQuoted(text: string, at: number): number {
  const quote = text.charAt(at);
  let position = at + 1;
  while (position < text.length) {
    if (quote !== "`") position = endOfRun(stringPart, text, position);
    const character = text.charAt(position);
    if (character === "\\" && quote !== "`") position += 2;
    else if (character !== quote) position += 1;
    else if (text.charAt(position + 1) === quote) position += 2;
    else return position + 1;
  }
  return -1;
}

function endOfLine(text: string, at: number): number {
  lineEnd.lastIndex = at;
  return lineEnd.exec(text)?.index ?? text.length;
}

function startsLineComment(text: string, at: number): boolean {
  const character = text.charAt(at);
  if (character === "#") return true;
  return character === "-" && text.charAt(at + 1) === "-" && /^[\s\0]?$/.test(text.charAt(at + 2));
}

/**
 * The token at or behind a position; null at the end. Of an executable comment only its opening (with the version) is
 * the token: what it holds is SQL.
 */
export function scan(text: string, from: number): Token | null {
  const start = endOfRun(blank, text, from);
  if (start >= text.length) return null;
  const character = text.charAt(start);
  if (character === "'" || character === '"' || character === "`") {
    const end = endOfQuoted(text, start);
    if (end < 0) return { kind: "open", start, end: text.length };
    return { kind: character === "`" ? "name" : "string", start, end };
  }
  if (startsLineComment(text, start)) return { kind: "comment", start, end: endOfLine(text, start) };
  if (character === "/" && text.charAt(start + 1) === "*") {
    const behindOpening = matchAt(executableStart, text, start);
    if (behindOpening > start) return { kind: "executable", start, end: behindOpening };
    const end = text.indexOf("*/", start + 2);
    return end < 0 ? { kind: "open", start, end: text.length } : { kind: "comment", start, end: end + 2 };
  }
  const behindWord = endOfRun(word, text, start);
  if (behindWord === start) return { kind: "symbol", start, end: start + 1 };
  return { kind: /[0-9]/.test(character) ? "number" : "word", start, end: behindWord };
}
