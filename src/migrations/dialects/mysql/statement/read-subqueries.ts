import type { Pin } from "../../correlated-subquery.js";
import { type Token, scan } from "../script/scan.js";
import { findAll, isSubquery, part, subqueryRules, type SyntaxNode } from "../syntax/syntax-node.js";
import { lastName, nameIn, tablesIn, unquote } from "./names.js";

/** A query within an expression. */
export interface Subquery {
  /** How it is used: `n = (SELECT ...)`, `x IN (SELECT ...)`, `EXISTS (SELECT ...)`. */
  readonly use: (typeof subqueryRules)[keyof typeof subqueryRules];
  /** The tables that it names, by the names that their columns are qualified with. */
  readonly tables: ReadonlyMap<string, string>;
  /** What its columns are qualified with that is not its own: names of the row outside. */
  readonly outside: ReadonlySet<string>;
  /** Columns that it compares by `=`, and what with: a constant or the row outside. */
  readonly pinned: readonly PinnedColumn[];
}

export interface PinnedColumn {
  /** Of which table, by its name there; null: it does not say. */
  readonly qualifier: string | null;
  readonly column: string;
  readonly to: Pin;
}

/** The queries within a statement's expressions, at any depth. */
export function readSubqueries(node: SyntaxNode): readonly Subquery[] {
  return node.children.flatMap((child) => {
    const inside = readSubqueries(child);
    if (!isSubquery(child)) return inside;
    return [readSubquery(child, subqueryRules[child.rule as keyof typeof subqueryRules]), ...inside];
  });
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
  return new Map(
    tablesIn(node).flatMap((table) => {
      const own = aliases.filter(([, named]) => named === table);
      return own.length === 0 ? [[table, table] as const] : own;
    }),
  );
}

function readSubquery(node: SyntaxNode, use: Subquery["use"]): Subquery {
  const tables = tablesByName(node);
  const outside = new Set(
    columnsIn(node.text).flatMap(({ qualifier }) =>
      qualifier === null || tables.has(qualifier) ? [] : [qualifier],
    ),
  );
  const [specification] = findAll(node, "querySpecification");
  const where = specification === undefined ? null : part(specification, "whereClause");
  const compared = where === null ? [] : pinnedBy(where.text.replace(/^where\b/i, ""), tables);
  const selected = use === "in" && specification !== undefined ? selectedColumn(specification) : null;
  const pinned = selected === null ? compared : [...compared, { ...selected, to: "outside" as const }];
  return { use, tables, outside, pinned };
}

interface Column {
  readonly qualifier: string | null;
  readonly column: string;
}

/** The column that `IN (SELECT column ...)` compares. */
function selectedColumn(specification: SyntaxNode): Column | null {
  const items = part(specification, "selectItemList")?.text ?? "";
  const columns = columnsIn(items);
  const [only] = columns;
  return columns.length === 1 && only?.text === items.trim() ? only : null;
}

interface Word {
  readonly kind: Token["kind"];
  readonly text: string;
}

function wordsIn(text: string): readonly Word[] {
  const found: Word[] = [];
  for (let token = scan(text, 0); token !== null; token = scan(text, token.end))
    found.push({ kind: token.kind, text: text.slice(token.start, token.end) });
  return found;
}

const isName = (word: Word | undefined): word is Word => word?.kind === "word" || word?.kind === "name";

/** Names in a text, with what they are qualified by. Keywords among them do no harm: they are not qualified. */
function columnsIn(text: string): readonly (Column & { readonly text: string })[] {
  const words = wordsIn(text);
  const found: (Column & { readonly text: string })[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const parts: string[] = [];
    let end = at;
    for (let next = words[end]; isName(next); next = words[end]) {
      parts.push(next.text);
      if (words[end + 1]?.text !== ".") break;
      end += 2;
    }
    if (parts.length === 0) continue;
    const qualifier = parts.at(-2);
    found.push({
      qualifier: qualifier === undefined ? null : unquote(qualifier),
      column: lastName(parts.at(-1) ?? "").toLowerCase(),
      text: parts.join("."),
    });
    at = end;
  }
  return found;
}

/** The equalities of a condition that are joined by AND. */
function pinnedBy(condition: string, tables: ReadonlyMap<string, string>): readonly PinnedColumn[] {
  return conjuncts(condition).flatMap((conjunct) => {
    const at = conjunct.findIndex(({ text }) => text === "=");
    if (at === -1) return [];
    const sides = [conjunct.slice(0, at), conjunct.slice(at + 1)].map(sideOf);
    return [
      [sides[0], sides[1]],
      [sides[1], sides[0]],
    ].flatMap(([own, value]) => pinnedColumn(own, value, tables));
  });
}

type Side = Column | "constant" | null;

function pinnedColumn(
  own: Side | undefined,
  value: Side | undefined,
  tables: ReadonlyMap<string, string>,
): readonly PinnedColumn[] {
  if (own === undefined || own === null || own === "constant" || value === undefined || value === null)
    return [];
  if (own.qualifier !== null && !tables.has(own.qualifier)) return [];
  if (value === "constant") return [{ ...own, to: "constant" }];
  const isOutside = value.qualifier !== null && !tables.has(value.qualifier);
  return isOutside ? [{ ...own, to: "outside" }] : [];
}

/** Null: more than a column or a constant. */
function sideOf(words: readonly Word[]): Side {
  const [first] = words;
  if (
    words.length === 1 &&
    (first?.kind === "number" || first?.kind === "string" || /^[@?]/.test(first?.text ?? ""))
  )
    return "constant";
  const text = words.map((word) => word.text).join("");
  const columns = columnsIn(text);
  const [only] = columns;
  return columns.length === 1 && only?.text === text
    ? { qualifier: only.qualifier, column: only.column }
    : null;
}

/** The conditions of one that are joined by AND; none where an OR stands among them. */
function conjuncts(condition: string): readonly (readonly Word[])[] {
  const parts: Word[][] = [[]];
  let depth = 0;
  for (const word of wordsIn(condition)) {
    const keyword = word.kind === "word" ? word.text.toUpperCase() : "";
    if (word.text === "(") depth += 1;
    if (word.text === ")") depth -= 1;
    if (depth === 0 && (keyword === "OR" || keyword === "XOR" || word.text === "||")) return [];
    if (depth === 0 && (keyword === "AND" || word.text === "&&")) parts.push([]);
    else parts.at(-1)?.push(word);
  }
  return parts;
}
