import { displayWidth } from "./display-width.js";

export interface Wrapping {
  /** Columns; Infinity: no wrapping. */
  readonly width: number;
  /** Put before the first line. */
  readonly first: string;
  /** Put before the following lines. */
  readonly rest: string;
}

/** Breaks a text at blanks to the width. A word that is longer than a line keeps a line to itself, uncut: URLs. */
export function wrap(text: string, { width, first, rest }: Wrapping): readonly string[] {
  if (width === Infinity) return [first + text];
  const lines: string[] = [];
  let line = "";
  const room = () => width - displayWidth(lines.length === 0 ? first : rest);
  for (const word of text.split(" ")) {
    if (line !== "" && displayWidth(line) + 1 + displayWidth(word) > room()) {
      lines.push(line);
      line = word;
    } else {
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  lines.push(line);
  return lines.map((content, index) => (index === 0 ? first : rest) + content);
}
