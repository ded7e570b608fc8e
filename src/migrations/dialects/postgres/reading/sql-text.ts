/** A stretch of SQL between two semicolons, or a psql meta-command. */
export interface Piece {
  readonly kind: "statement" | "meta-command";
  /** Without leading blanks and comments, without the semicolon. */
  readonly text: string;
  /** Where `text` starts and ends in the whole. */
  readonly start: number;
  readonly end: number;
  /** From 1: the first line of the statement itself. */
  readonly line: number;
  /** Parentheses that are open at the end: above 0, the semicolon stands inside them (CREATE RULE ... DO (...; ...)). */
  readonly depth: number;
}

// Bounded, and repeated by who uses them: one match over megabytes overflows the stack of the expression engine.
const plain = /[^;'"$\-/()\\A-Za-z_\u0080-\uffff]{1,4096}/y;
const word = /[A-Za-z_\u0080-\uffff][A-Za-z_0-9$\u0080-\uffff]{0,4096}/y;
const wordRest = /[A-Za-z_0-9$\u0080-\uffff]{1,4096}/y;
const blanks = /[\s\ufeff;]{1,4096}/y;
const dollarTag = /\$(?:[A-Za-z_\u0080-\uffff][A-Za-z_0-9\u0080-\uffff]*)?\$/y;

/** A place in a text to come back to. */
interface Mark {
  readonly position: number;
  readonly line: number;
  readonly nextNewline: number;
}

/**
 * Cuts a text at its semicolons by the lexical rules of psql (strings, dollar quotes, nested comments): one pass,
 * nothing copied, so that a 50 MB dump is cut in about a second. What is between the cuts is for the real parser.
 * @see https://www.postgresql.org/docs/current/sql-syntax-lexical.html
 */
export class SqlText {
  readonly #text: string;
  #position = 0;
  #line = 1;
  /** Where a comment starts that never ends. */
  #unclosedComment: number | null = null;
  /** Where line `#line` ends. */
  #nextNewline: number;

  constructor(text: string) {
    this.#text = text;
    this.#nextNewline = this.#endOfLine(0);
  }

  mark(): Mark {
    return { position: this.#position, line: this.#line, nextNewline: this.#nextNewline };
  }

  rewind({ position, line, nextNewline }: Mark): void {
    [this.#position, this.#line, this.#nextNewline] = [position, line, nextNewline];
  }

  /** The text from `start` to `end`. */
  slice(start: number, end: number): string {
    return this.#text.slice(start, end);
  }

  /** Null at the end. Empty statements are left out. */
  next(): Piece | null {
    this.#skipBlanksAndComments();
    if (this.#position >= this.#text.length) return this.#rest();
    return this.#text[this.#position] === "\\" ? this.#metaCommand() : this.#statement();
  }

  /** After COPY ... FROM stdin: passes its data, up to the line `\.`; how many lines it was. */
  skipCopyData(): number {
    let lines = 0;
    let next = this.#endOfLine(this.#position) + 1;
    while (next <= this.#text.length) {
      const end = this.#endOfLine(next);
      const isEnd = this.#text.startsWith("\\.", next) && end - next <= 3;
      next = end + 1;
      if (isEnd) break;
      lines += 1;
    }
    this.#position = Math.min(next, this.#text.length);
    return lines;
  }

  /** A comment that never ends hides what follows: the parser is to refuse it. */
  #rest(): Piece | null {
    const start = this.#unclosedComment;
    if (start === null) return null;
    this.#unclosedComment = null;
    const end = this.#text.length;
    const text = this.#text.slice(start, Math.min(end, start + 1000));
    return { kind: "statement", text, start, end, line: this.#lineAt(start), depth: 0 };
  }

  #statement(): Piece {
    const start = this.#position;
    const line = this.#lineAt(start);
    let depth = 0;
    for (;;) {
      this.#take(plain);
      const at = this.#position;
      const char = this.#text[at];
      if (char === undefined || char === ";" || (char === "\\" && this.#text[at + 1] === "g")) break;
      if (char === "(") depth += 1;
      if (char === ")") depth = Math.max(0, depth - 1);
      this.#skipToken(char);
    }
    const end = this.#position;
    // `\g` and its kind send the statement as a semicolon does; the meta-command itself is the next piece.
    if (this.#text[end] === ";") this.#position += 1;
    return { kind: "statement", text: this.#text.slice(start, end).trimEnd(), start, end, line, depth };
  }

  #metaCommand(): Piece {
    const start = this.#position;
    const line = this.#lineAt(start);
    const end = (this.#position = this.#endOfLine(start));
    return { kind: "meta-command", text: this.#text.slice(start, end).trim(), start, end, line, depth: 0 };
  }

  #skipToken(char: string): void {
    if (this.#skipComment()) return;
    // A doubled quote ends one string and starts the next, which comes to the same.
    if (char === "'" || char === '"') this.#skipPast(char);
    else if (char === "$") this.#skipDollar();
    else this.#skipWord(char);
  }

  #skipWord(char: string): void {
    const taken = this.#take(word);
    if (taken === 0) this.#position += 1;
    else if (taken === 1 && (char === "e" || char === "E")) this.#skipEscapeString();
    else while (this.#take(wordRest) > 0);
  }

  #skipPast(quote: string): void {
    const end = this.#text.indexOf(quote, this.#position + 1);
    this.#position = end === -1 ? this.#text.length : end + 1;
  }

  /** E'...', where a backslash takes the next character with it. */
  #skipEscapeString(): void {
    if (this.#text[this.#position] !== "'") return;
    const special = /[\\']/g;
    special.lastIndex = this.#position + 1;
    for (let found = special.exec(this.#text); found !== null; found = special.exec(this.#text)) {
      if (found[0] === "'") {
        this.#position = special.lastIndex;
        return;
      }
      special.lastIndex += 1;
    }
    this.#position = this.#text.length;
  }

  #skipDollar(): void {
    const start = this.#position;
    const length = this.#take(dollarTag);
    if (length === 0) {
      this.#position += 1;
      return;
    }
    const tag = this.#text.slice(start, start + length);
    const end = this.#text.indexOf(tag, this.#position);
    this.#position = end === -1 ? this.#text.length : end + length;
  }

  #skipBlanksAndComments(): void {
    while (this.#take(blanks) > 0 || this.#skipComment());
  }

  #skipComment(): boolean {
    if (this.#text.startsWith("--", this.#position)) {
      this.#position = this.#endOfLine(this.#position);
      return true;
    }
    if (!this.#text.startsWith("/*", this.#position)) return false;
    const edge = /\/\*|\*\//g;
    edge.lastIndex = this.#position;
    let depth = 0;
    do {
      const found = edge.exec(this.#text);
      if (found === null) {
        this.#unclosedComment = this.#position;
        this.#position = this.#text.length;
        return true;
      }
      depth += found[0] === "/*" ? 1 : -1;
    } while (depth > 0);
    this.#position = edge.lastIndex;
    return true;
  }

  /** How many characters it took. */
  #take(pattern: RegExp): number {
    pattern.lastIndex = this.#position;
    if (!pattern.test(this.#text)) return 0;
    const length = pattern.lastIndex - this.#position;
    this.#position = pattern.lastIndex;
    return length;
  }

  #endOfLine(from: number): number {
    const end = this.#text.indexOf("\n", from);
    return end === -1 ? this.#text.length : end;
  }

  #lineAt(position: number): number {
    while (this.#nextNewline < position) {
      this.#line += 1;
      this.#nextNewline = this.#endOfLine(this.#nextNewline + 1);
    }
    return this.#line;
  }
}
