import type { Engine } from "../../../engine.js";
import { type Grammar, SyntaxRefused } from "./load-grammar.js";
import { rewrites } from "./rewrites.js";
import type { SqlToken } from "./sql-token.js";
import { type EditTypes, TokenEdit } from "./token-edit.js";
import type { SyntaxNode } from "./syntax-node.js";
import type { Tokenizer } from "./tokenize.js";

/** A statement that was read. */
export interface ParsedStatement {
  readonly tree: SyntaxNode;
}

/** Longer statements are not parsed: the parser's time grows with them. An INSERT's rows are cut off before. */
const mostCharacters = 1_000_000;
const mostTokens = 60_000;
/** Enough to tell a statement by its head. */
const wordsTold = 6;
/** What a server would refuse as well (`thread_stack`), and what keeps the parser off its own stack's end. */
const deepest = 120;

const signs: Readonly<Record<string, string>> = { "(": "OPEN_PAR", ")": "CLOSE_PAR" };

function editTypes({ type }: Grammar): EditTypes {
  return {
    typeOf: (keyword) =>
      type[keyword === "''" ? "SINGLE_QUOTED_TEXT" : `${signs[keyword] ?? keyword}_SYMBOL`] ??
      type["IDENTIFIER"] ??
      0,
    quoted: new Set(
      ["BACK_TICK_QUOTED_ID", "SINGLE_QUOTED_TEXT", "DOUBLE_QUOTED_TEXT", "NCHAR_TEXT"].map(
        (name) => type[name] ?? 0,
      ),
    ),
  };
}

/** An INSERT of many rows says no more than one of its first: how many there are is not looked at. */
function withoutFurtherRows(tokens: readonly SqlToken[], types: EditTypes): readonly SqlToken[] {
  const edit = new TokenEdit(tokens, types);
  if (edit.word(0) !== "INSERT" && edit.word(0) !== "REPLACE") return tokens;
  const values = tokens.findIndex(
    (_, index) => edit.word(index) === "VALUES" || edit.word(index) === "VALUE",
  );
  if (values < 0 || edit.word(values + 1) !== "(") return tokens;
  const first = edit.behindParenthesis(values + 1);
  let behind = first;
  while (edit.word(behind) === "," && edit.word(behind + 1) === "(")
    behind = edit.behindParenthesis(behind + 1);
  return [...tokens.slice(0, first), ...tokens.slice(behind)];
}

function checkDepth(tokens: readonly SqlToken[]): void {
  let depth = 0;
  for (const { text } of tokens) {
    if (text === "(" || /^(?:begin|case|if|loop|while|repeat)$/i.test(text)) depth += 1;
    else if (text === ")" || /^end$/i.test(text)) depth = Math.max(0, depth - 1);
    if (depth > deepest) throw new SyntaxRefused(`nested more than ${String(deepest)} deep`);
  }
}

/** Reads single statements for one engine. */
export class StatementParser {
  readonly #grammar: Grammar;
  readonly #tokenizer: Tokenizer;
  readonly #types: EditTypes;
  readonly #engine: Engine;

  constructor(grammar: Grammar, engine: Engine) {
    this.#grammar = grammar;
    this.#engine = engine;
    this.#tokenizer = grammar.tokenizerFor(engine);
    this.#types = editTypes(grammar);
  }

  /** The first words, upper-case, quoted names as "". @throws UnreadableText */
  firstWords(text: string): readonly string[] {
    const tokens = this.#tokenizer.read(text, wordsTold);
    const words = new TokenEdit(tokens, this.#types);
    return tokens.map((_, index) => words.word(index));
  }

  /** @throws SyntaxRefused, UnreadableText */
  parse(text: string): ParsedStatement {
    const insert = /^(?:insert|replace)\b/i.test(text);
    if (text.length > mostCharacters && !insert) {
      throw new SyntaxRefused(`longer than ${String(mostCharacters)} characters`);
    }
    const all = this.#tokenizer.read(text, mostTokens + 1);
    const tokens = withoutFurtherRows(all, this.#types);
    if (all.length > mostTokens && tokens.length > mostTokens) {
      throw new SyntaxRefused(`longer than ${String(mostTokens)} words`);
    }
    checkDepth(tokens);
    try {
      return { tree: this.#grammar.parse(tokens, text, this.#engine) };
    } catch (refused) {
      const edited = this.#rewrite(tokens);
      if (edited === null) throw refused;
      try {
        return { tree: this.#grammar.parse(edited, text, this.#engine) };
      } catch {
        throw refused;
      }
    }
  }

  /** The tokens in the grammar's words, or null where no rewrite has anything to do. */
  #rewrite(tokens: readonly SqlToken[]): readonly SqlToken[] | null {
    const edit = new TokenEdit(tokens, this.#types);
    for (const rewrite of rewrites) rewrite.edit(edit);
    return edit.tokens === tokens ? null : edit.tokens;
  }
}
