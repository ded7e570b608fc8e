import type { Engine } from "../../../engine.js";
import { scan } from "./scan.js";

/** Spaces of the same length; line ends stay, so that lines and offsets remain those of the file. */
function spaces(text: string): string {
  return text.replace(/[^\r\n]/g, " ");
}

/** A part of the version that was not told counts as the newest: what may be executed is looked at. */
function versionNumber({ major, minor, patch }: Engine): number {
  return major * 10_000 + (minor ?? 99) * 100 + (patch ?? 99);
}

/**
 * Whether the server executes what such a comment holds. MariaDB leaves out MySQL's comments of 5.7 to 9.99, whose
 * syntax it may not know; MySQL takes `M!` for a plain comment.
 * https://mariadb.com/docs/server/reference/sql-structure/sql-language-structure/comment-syntax
 */
function executes(opening: string, engine: Engine): boolean {
  const version = Number(/\d+$/.exec(opening)?.[0] ?? 0);
  const forMariadb = opening.includes("M");
  if (engine.family === "mariadb") {
    if (!forMariadb && version >= 50_700 && version <= 99_999) return false;
    return version <= versionNumber(engine);
  }
  return !forMariadb && version <= versionNumber(engine);
}

/** Where a skipped executable comment ends: plain comments may be nested in it. */
function endOfSkipped(text: string, from: number): number {
  let position = from;
  for (;;) {
    const close = text.indexOf("*/", position);
    const open = text.indexOf("/*", position);
    if (close < 0) return text.length;
    if (open < 0 || open > close) return close + 2;
    const nested = text.indexOf("*/", open + 2);
    if (nested < 0) return text.length;
    position = nested + 2;
  }
}

/**
 * The text with comments turned into spaces and executable comments, like `/*!40101 ... *\/`, opened where this server
 * would execute them. An unfinished quote or comment stays, for the parser to refuse.
 */
export function blankComments(text: string, engine: Engine): string {
  const parts: string[] = [];
  let copied = 0;
  let openComments = 0;
  const replace = (start: number, end: number): void => {
    parts.push(text.slice(copied, start), spaces(text.slice(start, end)));
    copied = end;
  };
  for (let token = scan(text, 0); token !== null;) {
    let { end } = token;
    if (token.kind === "comment") replace(token.start, end);
    else if (token.kind === "executable") {
      if (executes(text.slice(token.start, end), engine)) openComments += 1;
      else end = endOfSkipped(text, end);
      replace(token.start, end);
    } else if (openComments > 0 && text.startsWith("*/", token.start)) {
      openComments -= 1;
      end = token.start + 2;
      replace(token.start, end);
    }
    token = scan(text, end);
  }
  parts.push(text.slice(copied));
  return parts.join("");
}
