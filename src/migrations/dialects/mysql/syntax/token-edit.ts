import type { SqlToken } from "./sql-token.js";

/** The types that edits of a statement's tokens need. */
export interface EditTypes {
  readonly typeOf: (keyword: string) => number;
  readonly quoted: ReadonlySet<number>;
}

/** A statement's tokens while they are edited: words are compared upper-case, quoted names are no words. */
export class TokenEdit {
  #tokens: readonly SqlToken[];
  readonly #types: EditTypes;

  constructor(tokens: readonly SqlToken[], types: EditTypes) {
    this.#tokens = tokens;
    this.#types = types;
  }

  get tokens(): readonly SqlToken[] {
    return this.#tokens;
  }

  /** The word or sign at a place; "" for what is quoted and outside of the statement. */
  word(index: number): string {
    const token = this.#tokens[index];
    return token === undefined || this.#types.quoted.has(token.type) ? "" : token.text.toUpperCase();
  }

  matches(index: number, expected: readonly string[]): boolean {
    return expected.every((word, offset) => this.word(index + offset) === word);
  }

  startsWith(...expected: readonly string[]): boolean {
    return this.matches(0, expected);
  }

  has(...expected: readonly string[]): boolean {
    return this.#tokens.some((_, index) => this.matches(index, expected));
  }

  /** Replaces each run of these words. A word that is null in the replacement's place is left out. */
  replaceAll(expected: readonly string[], replacement: readonly string[]): void {
    for (let index = 0; index < this.#tokens.length; index += 1) {
      if (this.matches(index, expected)) this.splice(index, expected.length, replacement);
    }
  }

  /** Takes tokens out and puts keywords in, which keep the place (and so the source text) of the first taken out. */
  splice(index: number, count: number, keywords: readonly string[] = []): void {
    const at = this.#tokens[index] ?? this.#tokens.at(-1);
    const last = this.#tokens[index + Math.max(count, 1) - 1] ?? at;
    if (at === undefined || last === undefined) return;
    const made = keywords.map((keyword, position): SqlToken => ({
      type: this.#types.typeOf(keyword),
      text: keyword,
      start: at.start,
      stop: position === keywords.length - 1 && count > 0 ? last.stop : at.start,
    }));
    this.#tokens = [...this.#tokens.slice(0, index), ...made, ...this.#tokens.slice(index + count)];
  }

  /** Gives a token another type; its text stays, so that what was written can still be read. */
  retype(index: number, keyword: string): void {
    const type = this.#types.typeOf(keyword);
    this.#tokens = this.#tokens.map((token, at) => (at === index ? { ...token, type } : token));
  }

  /** Behind the parenthesis that closes the one at the index; the statement's end where none does. */
  behindParenthesis(open: number): number {
    let depth = 0;
    for (let index = open; index < this.#tokens.length; index += 1) {
      const word = this.word(index);
      if (word === "(") depth += 1;
      if (word === ")") depth -= 1;
      if (depth === 0) return index + 1;
    }
    return this.#tokens.length;
  }

  /** Whether a place is inside of parentheses. */
  depth(index: number): number {
    let depth = 0;
    for (let at = 0; at < index; at += 1) {
      const word = this.word(at);
      if (word === "(") depth += 1;
      if (word === ")") depth -= 1;
    }
    return depth;
  }
}
