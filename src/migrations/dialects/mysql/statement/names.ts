import { find, findAll, isSubquery, part, type SyntaxNode } from "../syntax/syntax-node.js";

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

/** The tables that a node names, each once, those of queries in expressions last; names that WITH gives are none. */
export function tablesIn(node: SyntaxNode): readonly string[] {
  const named: Named = { own: [], inQueries: [] };
  collect(node, "own", named);
  const names = new Set([...named.own, ...named.inQueries]);
  for (const given of findAll(node, "commonTableExpression")) names.delete(nameIn(part(given, "identifier")));
  return [...names];
}

interface Named {
  readonly own: string[];
  readonly inQueries: string[];
}

function collect(node: SyntaxNode, place: keyof Named, named: Named): void {
  for (const child of node.children) {
    if (isTable(child)) named[place].push(tableName(child));
    else collect(child, isSubquery(child) ? "inQueries" : place, named);
  }
}

function isTable({ rule }: SyntaxNode): boolean {
  return tableRules.some((one) => one === rule);
}

/** `db.t.*` of a multi-table DELETE names t. */
function tableName(node: SyntaxNode): string {
  return lastName(node.text.replace(/\s*\.\s*\*\s*$/, ""));
}

export function firstTable(node: SyntaxNode): string {
  const found = tableRules.map((rule) => find(node, rule)).find((one) => one !== null);
  return found === undefined ? "" : tableName(found);
}

/** The tables that a node names, by their names there. */
export function tablesByName(node: SyntaxNode): ReadonlyMap<string, string> {
  const aliased = findAll(node, "singleTable");
  // DELETE FROM t AS o
  const all = part(node, "tableRef") === null ? aliased : [node, ...aliased];
  const aliases = all.map((one): [string, string] => {
    const table = nameIn(part(one, "tableRef"));
    const alias = part(one, "tableAlias");
    return [alias === null ? table : nameIn(alias.children.at(-1) ?? null), table];
  });
  const names = tablesIn(node).flatMap((table) => {
    const own = aliases.filter(([, named]) => named === table);
    return own.length === 0 ? [[table, table] as const] : own;
  });
  const byName = new Map<string, string>();
  // The outermost of those that share a name stands first.
  for (const [name, table] of names) if (!byName.has(name)) byName.set(name, table);
  return byName;
}
