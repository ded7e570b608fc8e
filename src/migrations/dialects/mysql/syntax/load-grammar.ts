import type { ParserRuleContext } from "antlr4ts";
import type { Engine } from "../../../engine.js";
import { isAtLeast } from "../../../engine.js";
import type { SqlToken } from "./sql-token.js";
import type { SyntaxNode } from "./syntax-node.js";
import { Tokenizer } from "./tokenize.js";
import { readVocabulary } from "./vocabulary.js";

/** The grammar refuses a statement. */
export class SyntaxRefused extends Error {
  override readonly name = "SyntaxRefused";
}

export interface Grammar {
  readonly tokenizerFor: (engine: Engine) => Tokenizer;
  /** @throws SyntaxRefused */
  readonly parse: (tokens: readonly SqlToken[], text: string, engine: Engine) => SyntaxNode;
  /** Token types by the grammar's names. */
  readonly type: Readonly<Record<string, number>>;
}

/** Of expressions only the queries and calls in them are kept: their text is all else that is needed, and they are deep. */
const opaque = new Set([
  "expr",
  "exprListWithParentheses",
  "exprWithParentheses",
  "simpleExprWithParentheses",
]);

/** Words that a query stands behind where each row is compared with all of its. */
const inSubqueryAfter: ReadonlySet<string> = new Set(["IN", "ANY", "SOME", "ALL"]);

/** The grammar knows MySQL up to 8.0; what came later is for `normalise`. MariaDB's is read as that of 8.0. */
function grammarVersion(engine: Engine): number {
  return engine.family === "mysql" && !isAtLeast(engine, 8) ? 50_744 : 80_040;
}

/**
 * Loads ts-mysql-parser's grammar, whose parser is driven directly: its own lexer takes most of the time and memory.
 * See docs/mysql-parser.md.
 */
export async function loadGrammar(): Promise<Grammar> {
  const [antlr, { TerminalNode }, { PredictionMode }, { MySQLLexer }, { MySQLParser }] = await Promise.all([
    import("antlr4ts"),
    import("antlr4ts/tree/TerminalNode.js"),
    import("antlr4ts/atn/PredictionMode.js"),
    import("ts-mysql-parser/dist/grammar/MySQLLexer.js"),
    import("ts-mysql-parser/dist/grammar/MySQLParser.js"),
  ]);

  function toNode(tree: unknown, text: string): SyntaxNode {
    if (!(tree instanceof antlr.ParserRuleContext)) {
      const word = tree instanceof TerminalNode ? (tree.symbol.text ?? "") : "";
      return { rule: null, text: word, children: [] };
    }
    const rule = MySQLParser.ruleNames[tree.ruleIndex] ?? "";
    const children = opaque.has(rule)
      ? partsOfExpression(tree, text)
      : partsOf(tree).map((child) => toNode(child, text));
    return { rule, text: sourceOf(tree, text), children };
  }

  function partsOf(tree: ParserRuleContext): readonly unknown[] {
    return Array.from({ length: tree.childCount }, (_, index) => tree.getChild(index));
  }

  /**
   * Calls of functions that the grammar does not know by name, and queries, under a name that tells how they are used.
   * Without recursion: conditions that OR joins may be thousands of levels deep.
   */
  function partsOfExpression(tree: ParserRuleContext, text: string): readonly SyntaxNode[] {
    const found: SyntaxNode[] = [];
    const inside = (part: ParserRuleContext) =>
      partsOf(part)
        .map((child, index, all) => ({ child, before: all[index - 1] }))
        .toReversed();
    const waiting = inside(tree);
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const { child, before } = next;
      if (!(child instanceof antlr.ParserRuleContext)) continue;
      const rule = MySQLParser.ruleNames[child.ruleIndex] ?? "";
      if (rule === "functionCall") found.push(toNode(child, text));
      else if (rule === "subquery") found.push(queryBehind(sourceBefore(before), toNode(child, text)));
      else waiting.push(...inside(child));
    }
    return found;
  }

  function queryBehind(word: string, query: SyntaxNode): SyntaxNode {
    const use =
      word === "EXISTS" ? "existsSubquery" : inSubqueryAfter.has(word) ? "inSubquery" : "valueSubquery";
    return { rule: use, text: query.text, children: [query] };
  }

  function sourceBefore(tree: unknown): string {
    if (tree instanceof TerminalNode) return (tree.symbol.text ?? "").toUpperCase();
    return tree instanceof antlr.ParserRuleContext ? (tree.start.text ?? "").toUpperCase() : "";
  }

  function sourceOf(tree: ParserRuleContext, text: string): string {
    const start = tree.start.startIndex;
    const stop = tree.stop?.stopIndex ?? -1;
    return stop < start ? "" : text.slice(start, stop + 1);
  }

  return {
    tokenizerFor: (engine) => new Tokenizer(MySQLLexer, readVocabulary(MySQLLexer, engine)),
    type: MySQLLexer as unknown as Readonly<Record<string, number>>,
    parse(tokens, text, engine) {
      const list = tokens.map((token) => {
        const made = new antlr.CommonToken(token.type, token.text);
        made.startIndex = token.start;
        made.stopIndex = token.stop;
        return made;
      });
      const end = new antlr.CommonToken(antlr.Token.EOF, "");
      end.startIndex = end.stopIndex = text.length;
      const stream = new antlr.CommonTokenStream(new antlr.ListTokenSource([...list, end]));
      const parser = new MySQLParser(stream);
      parser.serverVersion = grammarVersion(engine);
      parser.removeErrorListeners();
      parser.errorHandler = new antlr.BailErrorStrategy();
      parser.interpreter.setPredictionMode(PredictionMode.SLL);
      try {
        return toNode(parser.query(), text);
      } catch (cause) {
        const near = stream.LT(1).text ?? "";
        throw new SyntaxRefused(
          near === "" ? "the statement is not complete" : `not understood at "${near.slice(0, 40)}"`,
          {
            cause,
          },
        );
      }
    },
  };
}
