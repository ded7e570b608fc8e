import { scan, type Token } from "../script/scan.js";

/** A word of a statement's text: a name, a keyword, a constant or a sign. */
export interface Word {
  readonly kind: Token["kind"];
  readonly text: string;
}

/** The words of an expression, of which no tree is kept. */
export function wordsIn(text: string): readonly Word[] {
  const found: Word[] = [];
  for (let token = scan(text, 0); token !== null; token = scan(text, token.end))
    found.push({ kind: token.kind, text: text.slice(token.start, token.end) });
  return found;
}

export const isName = (word: Word | undefined): word is Word =>
  word?.kind === "word" || word?.kind === "name";
