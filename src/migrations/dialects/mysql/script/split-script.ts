import type { Engine } from "../../../engine.js";
import { blankComments } from "./blank-comments.js";
import { CompoundDepth } from "./compound-depth.js";
import { scan } from "./scan.js";

/** One statement as the server would get it: without its delimiter and with comments turned into spaces. */
export interface ScriptStatement {
  readonly text: string;
  /** From 1, in the script. */
  readonly line: number;
}

function countLines(text: string, from: number, to: number): number {
  let lines = 0;
  for (let at = text.indexOf("\n", from); at >= 0 && at < to; at = text.indexOf("\n", at + 1)) lines += 1;
  return lines;
}

/** The delimiter that a `DELIMITER //` line sets, or null where there is no such line. */
function newDelimiter(line: string): string | null {
  return /^delimiter[ \t]+(\S+)/i.exec(line)?.[1] ?? null;
}

/**
 * Cuts a script the way the mysql client does (`DELIMITER`), and the way the server cuts what a framework sends in one
 * piece: a semicolon inside a stored program's body ends no statement.
 * https://dev.mysql.com/doc/refman/8.4/en/stored-programs-defining.html
 */
export function* splitScript(script: string, engine: Engine): Generator<ScriptStatement> {
  const text = blankComments(script, engine);
  let delimiter = ";";
  let line = 1;
  let counted = 0;
  const at = (start: number, end: number): ScriptStatement => {
    line += countLines(text, counted, start);
    counted = start;
    return { text: text.slice(start, end).trimEnd(), line };
  };
  let position = 0;
  while (position < text.length) {
    const first = scan(text, position);
    if (first === null) return;
    if (first.kind === "word") {
      const lineEnds = text.indexOf("\n", first.start);
      const set = newDelimiter(text.slice(first.start, lineEnds < 0 ? undefined : lineEnds));
      if (set !== null) {
        delimiter = set;
        position = lineEnds < 0 ? text.length : lineEnds;
        continue;
      }
    }
    const depth = new CompoundDepth();
    let end = text.length;
    position = text.length;
    for (let token: typeof first | null = first; token !== null; token = scan(text, token.end)) {
      if (depth.value === 0 || delimiter !== ";") {
        const found = endsWith(text, token, delimiter);
        if (found >= 0) {
          end = found;
          position = found + delimiter.length;
          break;
        }
      }
      depth.see(text, token);
    }
    if (end > first.start) yield at(first.start, end);
  }
}

/** Where the delimiter starts in a token, or -1: `$$` may follow a word without a space. */
function endsWith(
  text: string,
  token: { kind: string; start: number; end: number },
  delimiter: string,
): number {
  if (text.startsWith(delimiter, token.start)) return token.start;
  if (token.kind !== "word" && token.kind !== "number") return -1;
  const inside = text.slice(token.start, token.end + delimiter.length - 1).indexOf(delimiter);
  return inside < 0 ? -1 : token.start + inside;
}
