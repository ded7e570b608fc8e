import type { Token } from "./scan.js";

const stored = new Set(["PROCEDURE", "FUNCTION", "TRIGGER", "EVENT", "PACKAGE"]);
const blocks = new Set(["IF", "LOOP", "WHILE", "REPEAT"]);
/** A statement of the body starts behind these; ":" is a label's, ROW a trigger's. */
const statementFollows = new Set([
  ";",
  ":",
  "BEGIN",
  "THEN",
  "ELSE",
  "DO",
  "LOOP",
  "REPEAT",
  "ATOMIC",
  "ROW",
]);
/** CREATE [OR REPLACE] [DEFINER = user@host] [AGGREGATE] FUNCTION: the kind of object stands among the first tokens. */
const headLength = 16;

/** How deep in the blocks of a stored program (or of MariaDB's BEGIN NOT ATOMIC) a statement's tokens are. */
export class CompoundDepth {
  readonly #open: ("block" | "case expression")[] = [];
  #compound = false;
  #first = "";
  #seen = 0;
  #previous = "";

  get value(): number {
    return this.#open.length;
  }

  see(text: string, token: Token): void {
    const word =
      token.kind === "word" || token.kind === "symbol"
        ? text.slice(token.start, token.end).toUpperCase()
        : token.kind;
    this.#seen += 1;
    if (this.#seen === 1) this.#first = word;
    if (this.#compound) this.#nest(word);
    else this.#begin(word);
    this.#previous = word;
  }

  #begin(word: string): void {
    if (this.#first === "CREATE" && this.#seen < headLength && stored.has(word)) this.#compound = true;
    if (this.#first === "BEGIN" && this.#seen === 2 && word === "NOT") {
      this.#compound = true;
      this.#open.push("block");
    }
  }

  #nest(word: string): void {
    if (this.#previous === "END" && (blocks.has(word) || word === "CASE")) return;
    if (word === "END") this.#open.pop();
    else if (word === "BEGIN") this.#open.push("block");
    else if (word === "CASE") this.#open.push(this.#startsStatement() ? "block" : "case expression");
    else if (blocks.has(word) && this.#startsStatement()) this.#open.push("block");
  }

  #startsStatement(): boolean {
    if (this.#open.at(-1) === "case expression") return false;
    return statementFollows.has(this.#previous) || (this.#open.length === 0 && this.#previous === ")");
  }
}
