import { find, findAll, type SyntaxNode } from "../syntax/syntax-node.js";

/** A name without its quotes. */
export function unquote(text: string): string {
  const quote = text.charAt(0);
  if (quote !== "`" && quote !== '"' && quote !== "'") return text;
  return text.slice(1, -1).replaceAll(quote + quote, quote);
}

/** The last part of `schema`.`table`: found by the dot outside of quotes. */
export function lastName(text: string): string {
  const parts = /(?:`(?:[^`]|``)*`|"(?:[^"]|"")*"|[^.`"\s]+)\s*$/.exec(text.trim());
  return unquote((parts?.[0] ?? text).trim());
}

/** The name that a node holds at any depth, unquoted and without schema; "" where it holds none. */
export function nameIn(node: SyntaxNode | null): string {
  return node === null ? "" : lastName(node.text);
}

const tableRules = ["tableRef", "tableName", "tableRefWithWildcard"] as const;

/** The tables that a node names, in order, each once. */
export function tablesIn(node: SyntaxNode): readonly string[] {
  const names = tableRules.flatMap((rule) => findAll(node, rule).map((found) => tableName(found)));
  return [...new Set(names)];
}

/** `db.t.*` of a multi-table DELETE names t. */
function tableName(node: SyntaxNode): string {
  return lastName(node.text.replace(/\s*\.\s*\*\s*$/, ""));
}

export function firstTable(node: SyntaxNode): string {
  const found = tableRules.map((rule) => find(node, rule)).find((one) => one !== null);
  return found === undefined ? "" : tableName(found);
}
