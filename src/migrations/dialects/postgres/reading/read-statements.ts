import { as, type Node } from "../parser/ast.js";
import { SqlSyntaxError, type SqlParser } from "../parser/load-sql-parser.js";
import { insertHead } from "./insert-head.js";
import { readMetaCommand } from "./psql-meta-command.js";
import { SqlText, type Piece } from "./sql-text.js";

/** One statement of a text, as PostgreSQL's parser reads it. */
export type ReadStatement =
  | { readonly kind: "statement"; readonly line: number; readonly node: Node; readonly text: string }
  /** Rows that the file itself holds after COPY ... FROM stdin, or a VALUES list too long to read in full. */
  | {
      readonly kind: "rows";
      readonly line: number;
      readonly node: Node;
      readonly rows: number | null;
    }
  | { readonly kind: "unreadable"; readonly line: number; readonly reason: string }
  /** What it runs lies outside of the text. */
  | { readonly kind: "opaque"; readonly line: number; readonly reason: string };

/** The parse tree of a longer one would take more memory than it is worth (500 MB for 700 kB of VALUES, measured). */
const longestStatement = 1_000_000;
const longestValues = 64_000;
/** A text with more statements is data, not a migration; reading on would take minutes. */
const mostStatements = 50_000;
/** A text with more that cannot be read is no SQL at all. */
const mostUnreadable = 1_000;
/** How many pieces a routine body without quotes (BEGIN ATOMIC ... END) may have. */
const mostJoined = 200;
/** How often in one text this is tried in vain, before a semicolon always counts as an end. */
const mostVainJoins = 100;

/** Reads a text statement by statement, so that one that cannot be read hides none of the others. */
export function* readStatements(sql: string, parser: SqlParser): Generator<ReadStatement> {
  const text = new SqlText(sql);
  const joins = { vain: 0 };
  let unreadable = 0;
  for (let count = 0; ; count += 1) {
    const piece = text.next();
    if (piece === null) return;
    const { line } = piece;
    if (count >= mostStatements || unreadable >= mostUnreadable) {
      const reason = `the rest is not read, after ${count} statements, ${unreadable} of them unreadable`;
      yield { kind: "unreadable", line, reason };
      return;
    }
    const read = piece.kind === "meta-command" ? readCommand(piece) : readPiece(piece, text, parser, joins);
    for (const statement of read) {
      if (statement.kind === "unreadable") unreadable += 1;
      yield statement;
    }
  }
}

function* readCommand({ text, line }: Piece): Generator<ReadStatement> {
  const command = readMetaCommand(text);
  if (command.kind === "unknown")
    yield { kind: "unreadable", line, reason: `psql knows no ${text.slice(0, 40)}` };
  if (command.kind === "opaque") yield { kind: "opaque", line, reason: command.reason };
}

function* readPiece(
  piece: Piece,
  text: SqlText,
  parser: SqlParser,
  joins: { vain: number },
): Generator<ReadStatement> {
  const { line } = piece;
  const head = piece.text.length > longestValues ? insertHead(piece.text) : null;
  if (head === null && piece.text.length > longestStatement) {
    yield { kind: "unreadable", line, reason: `a statement of ${piece.text.length} characters` };
    return;
  }
  try {
    const nodes = head === null ? parseJoined(piece, text, parser, joins) : parser.statements(head);
    for (const node of nodes) {
      if (head !== null) yield { kind: "rows", line, node, rows: heldRows(piece.text) };
      else if (isCopyFromStdin(node)) yield { kind: "rows", line, node, rows: text.skipCopyData() };
      else yield { kind: "statement", line, node, text: piece.text };
    }
  } catch (error) {
    if (!(error instanceof SqlSyntaxError)) throw error;
    yield { kind: "unreadable", line, reason: error.message };
  }
}

/** About how many rows a long VALUES list has, which is not parsed: brackets within texts count as rows as well. */
function heldRows(statement: string): number {
  return [...statement.matchAll(/\)\s{0,100},\s{0,100}\(/g)].length + 1;
}

/**
 * A semicolon inside parentheses or inside BEGIN ATOMIC ... END does not end a statement: where the piece by itself is
 * none, it is tried together with those that follow. @throws SqlSyntaxError that of the piece by itself
 */
function parseJoined(
  piece: Piece,
  text: SqlText,
  parser: SqlParser,
  joins: { vain: number },
): readonly Node[] {
  try {
    return parser.statements(piece.text);
  } catch (error) {
    const isAtomic = /\bbegin\s+atomic\b/i.test(piece.text);
    const mayGoOn = (piece.depth > 0 || isAtomic) && joins.vain < mostVainJoins;
    if (!(error instanceof SqlSyntaxError) || !mayGoOn) throw error;
    const after = text.mark();
    let depth = piece.depth;
    for (let joined = 1; joined < mostJoined; joined += 1) {
      const next = text.next();
      if (next?.kind !== "statement" || next.end - piece.start > longestStatement) break;
      const closed = next.text.split(")").length - next.text.split("(").length;
      depth = Math.max(0, depth - closed);
      if (isAtomic ? !/^(end\b|.*\bend$)/is.test(next.text) : depth > 0) continue;
      const nodes = tryParse(text.slice(piece.start, next.end), parser);
      if (nodes !== null) return nodes;
      if (!isAtomic) break;
    }
    joins.vain += 1;
    text.rewind(after);
    throw error;
  }
}

function tryParse(sql: string, parser: SqlParser): readonly Node[] | null {
  try {
    return parser.statements(sql);
  } catch (error) {
    if (error instanceof SqlSyntaxError) return null;
    throw error;
  }
}

function isCopyFromStdin(node: Node): boolean {
  const copy = as(node, "CopyStmt");
  return copy?.is_from === true && copy.filename === undefined && copy.is_program !== true;
}
