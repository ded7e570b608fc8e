import type { SqlToken } from "./sql-token.js";
import type { LexerClass, Vocabulary } from "./vocabulary.js";
import { scan } from "../script/scan.js";

/** A string or quoted name that the text ends within, or a character that SQL does not know. */
export class UnreadableText extends Error {
  override readonly name = "UnreadableText";
  readonly at: number;

  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

// Bounded, and repeated: a blob of megabytes in one match overflows the stack of the expression engine.
const hexadecimalDigits = /[0-9a-fA-F]{1,4096}/y;
const wordCharacter = /[\p{L}\p{N}_$]/uy;
const binary = /0b[01]+(?![\p{L}\p{N}_$])/uy;
const float = /(?:[0-9]*\.)?[0-9]+[eE][-+]?[0-9]+|[0-9]+\.[eE][-+]?[0-9]+/y;
const decimal = /[0-9]*\.[0-9]+|[0-9]+\./y;
const integer = /[0-9]+(?![\p{L}\p{N}_$\u0080-\uffff])/uy;
const name = /[\p{L}\p{N}_$\u0080-\uffff]+/uy;
const atName = /@(?=[\p{L}\p{N}_$.\u0080-\uffff])[\p{L}\p{N}_$.\u0080-\uffff]+/uy;

function match(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}

function hexadecimalAt(text: string, at: number): string | null {
  if (!text.startsWith("0x", at)) return null;
  let end = at + 2;
  for (let run = match(hexadecimalDigits, text, end); run !== null; run = match(hexadecimalDigits, text, end))
    end += run.length;
  return end === at + 2 || match(wordCharacter, text, end) !== null ? null : text.slice(at, end);
}

function numberAt(lexer: LexerClass, text: string, at: number): [number, string] | null {
  const blob = hexadecimalAt(text, at);
  if (blob !== null) return [lexer.HEX_NUMBER, blob];
  const kinds: readonly (readonly [number, RegExp])[] = [
    [lexer.BIN_NUMBER, binary],
    [lexer.FLOAT_NUMBER, float],
    [lexer.DECIMAL_NUMBER, decimal],
  ];
  for (const [type, pattern] of kinds) {
    const digits = match(pattern, text, at);
    if (digits !== null) return [type, digits];
  }
  const digits = match(integer, text, at);
  return digits === null ? null : [lexer.INT_NUMBER, digits];
}

const prefixedStrings: Readonly<Record<string, "NCHAR_TEXT" | "HEX_NUMBER" | "BIN_NUMBER">> = {
  N: "NCHAR_TEXT",
  X: "HEX_NUMBER",
  B: "BIN_NUMBER",
};

/** Turns one statement's text, without comments, into the grammar's tokens. @throws UnreadableText */
export class Tokenizer {
  readonly #lexer: LexerClass;
  readonly #vocabulary: Vocabulary;

  constructor(lexer: LexerClass, vocabulary: Vocabulary) {
    this.#lexer = lexer;
    this.#vocabulary = vocabulary;
  }

  /** At most so many tokens are read: what follows is left out. */
  read(text: string, limit = Number.POSITIVE_INFINITY): SqlToken[] {
    const tokens: SqlToken[] = [];
    for (let at = 0; tokens.length < limit;) {
      const token = this.#next(text, at, tokens.at(-1));
      if (token === null) break;
      tokens.push(token);
      at = token.stop + 1;
    }
    return tokens;
  }

  #next(text: string, from: number, before: SqlToken | undefined): SqlToken | null {
    const rough = scan(text, from);
    if (rough === null) return null;
    const { start } = rough;
    const make = (type: number, end: number): SqlToken => ({
      type,
      text: text.slice(start, end),
      start,
      stop: end - 1,
    });
    if (rough.kind === "open") throw new UnreadableText("a quote or comment is not closed", start);
    if (rough.kind === "name") return make(this.#lexer.BACK_TICK_QUOTED_ID, rough.end);
    if (rough.kind === "string") {
      const double = text.charAt(start) === '"';
      return make(double ? this.#lexer.DOUBLE_QUOTED_TEXT : this.#lexer.SINGLE_QUOTED_TEXT, rough.end);
    }
    const afterDot = before?.type === this.#lexer.DOT_SYMBOL && before.stop + 1 === start;
    const character = text.charAt(start);
    if (/[0-9.]/.test(character) && !afterDot && !(character === "." && this.#endsName(before))) {
      const number = numberAt(this.#lexer, text, start);
      if (number !== null) return make(number[0], start + number[1].length);
    }
    const word = match(name, text, start);
    if (word !== null) {
      const prefixed = prefixedStrings[word.toUpperCase()];
      if (prefixed !== undefined && text.charAt(start + 1) === "'") {
        const string = scan(text, start + 1);
        if (string?.kind === "string") return make(this.#lexer[prefixed], string.end);
      }
      return make(afterDot ? this.#lexer.IDENTIFIER : this.#wordType(text, start, word), start + word.length);
    }
    const variable = match(atName, text, start);
    if (variable !== null) return make(this.#lexer.AT_TEXT_SUFFIX, start + variable.length);
    for (const length of [3, 2, 1]) {
      const type = this.#vocabulary.signs.get(text.slice(start, start + length));
      if (type !== undefined && start + length <= text.length) return make(type, start + length);
    }
    throw new UnreadableText(`"${character}" is no SQL`, start);
  }

  #endsName(token: SqlToken | undefined): boolean {
    if (token === undefined) return false;
    return /[\p{L}\p{N}_$`]$/u.test(token.text);
  }

  #wordType(text: string, start: number, word: string): number {
    const upper = word.toUpperCase();
    const keyword = this.#vocabulary.words.get(upper);
    if (keyword !== undefined) return keyword;
    const called = this.#vocabulary.functions.get(upper);
    if (called !== undefined && text.charAt(start + word.length) === "(") return called;
    if (word.startsWith("_") && charsets.has(word.slice(1).toLowerCase()))
      return this.#lexer.UNDERSCORE_CHARSET;
    return this.#lexer.IDENTIFIER;
  }
}

/** Character sets that a string may name in front: _utf8mb4'text'. */
const charsets = new Set(
  `armscii8 ascii big5 binary cp1250 cp1251 cp1256 cp1257 cp850 cp852 cp866 cp932 dec8 eucjpms euckr gb18030 gb2312
  gbk geostd8 greek hebrew hp8 keybcs2 koi8r koi8u latin1 latin2 latin5 latin7 macce macroman sjis swe7 tis620 ucs2
  ujis utf16 utf16le utf32 utf8 utf8mb3 utf8mb4`.split(/\s+/),
);
