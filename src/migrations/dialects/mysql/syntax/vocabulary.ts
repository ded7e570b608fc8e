import type { MySQLLexer } from "ts-mysql-parser/dist/grammar/MySQLLexer.js";
import type { Engine } from "../../../engine.js";
import { isAtLeast } from "../../../engine.js";
import { forgotten, freeInMariadb, functionWords, goneSince80, newIn80, synonyms } from "./keywords.js";

export type LexerClass = typeof MySQLLexer;

/** The token types of one engine's words and signs. */
export interface Vocabulary {
  /** Upper-case word to its type. */
  readonly words: ReadonlyMap<string, number>;
  /** Words that are keywords only with a parenthesis directly behind them. */
  readonly functions: ReadonlyMap<string, number>;
  /** Operators and signs, "<=>" to "@". */
  readonly signs: ReadonlyMap<string, number>;
}

/** Tokens of signs are named like those of words. */
const signNames = new Set(
  [
    "DOT",
    "COMMA",
    "SEMICOLON",
    "COLON",
    "OPEN_PAR",
    "CLOSE_PAR",
    "OPEN_CURLY",
    "CLOSE_CURLY",
    "UNDERLINE",
  ].concat([
    "JSON_SEPARATOR",
    "JSON_UNQUOTED_SEPARATOR",
    "AT_SIGN",
    "AT_AT_SIGN",
    "NULL2",
    "NOT2",
    "CONCAT_PIPES",
  ]),
);

function hasWindows(engine: Engine): boolean {
  return engine.family === "mariadb" || isAtLeast(engine, 8);
}

/** Reads the types from the grammar's own names, which say what they stand for: ADD_SYMBOL, '<='. */
export function readVocabulary(lexer: LexerClass, engine: Engine): Vocabulary {
  const words = new Map<string, number>();
  const functions = new Map<string, number>();
  const signs = new Map<string, number>();
  const names = lexer.VOCABULARY;
  const typeOf = new Map<string, number>();
  for (let type = 1; type <= names.maxTokenType; type += 1) {
    const name = names.getSymbolicName(type);
    const literal = names.getLiteralName(type);
    if (literal !== undefined) signs.set(literal.slice(1, -1), type);
    else if (name?.endsWith("_SYMBOL") === true) typeOf.set(name.slice(0, -"_SYMBOL".length), type);
  }
  for (const [word, type] of typeOf) {
    if (signNames.has(word) || forgotten.has(word) || Object.hasOwn(functionWords, word)) continue;
    if (hasWindows(engine) ? goneSince80.has(word) : newIn80.has(word)) continue;
    if (engine.family === "mariadb" && freeInMariadb.has(word)) functions.set(word, type);
    else words.set(word, type);
  }
  const stand = (map: Map<string, number>, word: string, keyword: string): void => {
    const type = typeOf.get(keyword);
    if (type !== undefined) map.set(word, type);
  };
  for (const [word, keyword] of Object.entries(synonyms)) stand(words, word, keyword);
  for (const [word, keyword] of Object.entries(functionWords)) stand(functions, word, keyword);
  signs.set("<>", lexer.NOT_EQUAL_OPERATOR);
  // A sign of its own that the statement never holds: the splitter took the delimiters.
  signs.delete("_");
  signs.delete("\\");
  return { words, functions, signs };
}
