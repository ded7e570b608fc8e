import { type Token, scan } from "../script/scan.js";
import { findAll, isSubquery, part, subqueryRules, type SyntaxNode } from "../syntax/syntax-node.js";
import { lastName, nameIn, tablesIn, unquote } from "./names.js";

/** A query within an expression. */
export interface Subquery {
  /** How it is used: `n = (SELECT ...)`, `x IN (SELECT ...)`, `EXISTS (SELECT ...)`. */
  readonly use: (typeof subqueryRules)[keyof typeof subqueryRules];
  /** Whether it stands where it can be joined: a condition by itself, or among others joined by AND. */
  readonly mayJoin: boolean;
  /** `NOT IN`: all of its rows are compared. */
  readonly isNotIn: boolean;
  /** What its columns are qualified with that is not its own: names of the row outside. */
  readonly outside: ReadonlySet<string>;
  /** Of a UNION each side. */
  readonly selects: readonly Select[];
}

export interface Select {
  /** The tables of its own FROM, by the names that their columns are qualified with. */
  readonly tables: ReadonlyMap<string, string>;
  /** The tables of which a query in its FROM makes one of its own, in which is then looked up. */
  readonly made: readonly string[];
  /** What it compares by `=`, both ways round. */
  readonly comparisons: readonly Comparison[];
}

export interface Comparison {
  readonly column: Column;
  /** The columns that it is compared with: none of a constant. "outside": the value is there before rows are looked for. */
  readonly value: readonly Column[] | "outside";
}

export interface Column {
  /** Of which table, by its name there; null: it does not say. */
  readonly qualifier: string | null;
  /** In lower case. */
  readonly column: string;
}

/** The queries that conditions consist of, as they are written. */
type Joinable = ReadonlyMap<string, "positive" | "negated">;

/** The queries within a statement's expressions, at any depth. */
export function readSubqueries(node: SyntaxNode): readonly Subquery[] {
  const joinable = new Map<string, "positive" | "negated">();
  const found: SyntaxNode[] = [];
  const waiting = [node];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next.rule === "whereClause")
      for (const [query, sense] of joinableQueries(conditionOf(next))) joinable.set(query, sense);
    if (isSubquery(next)) found.push(next);
    waiting.push(...next.children.toReversed());
  }
  return found.map((one) =>
    readSubquery(one, subqueryRules[one.rule as keyof typeof subqueryRules], joinable),
  );
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

function readSubquery(node: SyntaxNode, use: Subquery["use"], joinable: Joinable): Subquery {
  const tables = tablesByName(node);
  const outside = new Set(
    columnsIn(node.text).flatMap(({ qualifier }) =>
      qualifier === null || tables.has(qualifier) ? [] : [qualifier],
    ),
  );
  const text = spelled(wordsIn(node.text));
  return {
    use,
    mayJoin: joinable.has(text),
    isNotIn: use === "in" && joinable.get(text) !== "positive",
    outside,
    selects: ownParts(node, new Set(["querySpecification"])).map((select) => readSelect(select, use)),
  };
}

function readSelect(select: SyntaxNode, use: Subquery["use"]): Select {
  const from = part(select, "fromClause");
  const parts = from === null ? [] : ownParts(from, new Set(["singleTable", "expr", "derivedTable"]));
  const derived = parts.filter(({ rule }) => rule === "derivedTable");
  const merged = derived.flatMap((one) => mergedTable(one) ?? []);
  const tables = parts
    .filter(({ rule }) => rule === "singleTable")
    .flatMap((one) => [...tablesByName({ rule: null, text: "", children: [one] })]);
  const where = part(select, "whereClause");
  const conditions = [
    ...(where === null ? [] : [conditionOf(where)]),
    ...parts.flatMap(({ rule, text }) => (rule === "expr" ? [text] : [])),
  ];
  const selected = use === "in" ? selectedColumn(select) : null;
  return {
    tables: new Map([...tables, ...merged.flatMap((one) => [...one.tables])]),
    made: derived.filter((one) => mergedTable(one) === null).flatMap(tablesIn),
    comparisons: [
      ...conditions.flatMap(comparisonsIn),
      ...merged.flatMap(({ comparisons }) => comparisons),
      ...(selected === null ? [] : [{ column: selected, value: "outside" as const }]),
    ],
  };
}

/** What GROUP BY, LIMIT and the like make of a table is made once and then looked up in; null where it is only filtered. */
function mergedTable(derived: SyntaxNode): Select | null {
  const [select, ...more] = ownParts(derived, new Set(["querySpecification"]));
  const isMade = /\b(?:group\s+by|limit|distinct|having|over|(?:min|max|sum|count|avg|group_concat)\s*\()/i;
  if (select === undefined || more.length > 0 || isMade.test(derived.text)) return null;
  const { tables, comparisons } = readSelect(select, "value");
  const alias = part(derived, "tableAlias");
  const [only, ...others] = tables;
  if (only === undefined || others.length > 0 || alias === null) return null;
  return { tables: new Map([[nameIn(alias.children.at(-1) ?? null), only[1]]]), made: [], comparisons };
}

/** The parts that are of these rules, but for those of queries within: in expressions, and in FROM. */
function ownParts(node: SyntaxNode, rules: ReadonlySet<string>): readonly SyntaxNode[] {
  return node.children.flatMap((child) => {
    if (child.rule !== null && rules.has(child.rule)) return [child];
    return isSubquery(child) || child.rule === "derivedTable" ? [] : ownParts(child, rules);
  });
}

function conditionOf(where: SyntaxNode): string {
  return where.text.replace(/^where\b/i, "");
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
function comparisonsIn(condition: string): readonly Comparison[] {
  return conjuncts(wordsIn(condition)).flatMap((conjunct) => {
    const at = conjunct.findIndex(({ text }) => text === "=");
    if (at === -1) return [];
    // `<=>` finds by an index, too.
    const isNullSafe = conjunct[at - 1]?.text === "<" && conjunct[at + 1]?.text === ">";
    const sides = [
      conjunct.slice(0, isNullSafe ? at - 1 : at),
      conjunct.slice(isNullSafe ? at + 2 : at + 1),
    ] as const;
    return [sides, sides.toReversed()].flatMap(([own = [], value = []]) => {
      const column = columnOf(own);
      const compared = valueOf(value);
      return column === null || compared === null ? [] : [{ column, value: compared }];
    });
  });
}

function columnOf(words: readonly Word[]): Column | null {
  const text = words.map((word) => word.text).join("");
  const columns = columnsIn(text);
  const [only] = columns;
  return columns.length === 1 && only?.text === text
    ? { qualifier: only.qualifier, column: only.column }
    : null;
}

/** Words in a value that are no columns. */
const noColumns: ReadonlySet<string> = new Set(["AS", "SIGNED", "UNSIGNED", "CHAR", "TRUE", "FALSE", "NULL"]);

/** The columns of a value; null where it cannot be told which they are. */
function valueOf(words: readonly Word[]): Comparison["value"] | null {
  if (words.length === 0) return null;
  if (isQueryAt(words, 0)) return "outside";
  const names = words.filter(
    (word, at) =>
      isName(word) &&
      words[at + 1]?.text !== "(" &&
      !/^[@?]/.test(word.text) &&
      !noColumns.has(word.text.toUpperCase()),
  );
  const column = columnOf(words);
  if (names.length === 0) return words.some(({ text }) => /^[=<>!]$/.test(text)) ? null : [];
  if (column !== null) return [column];
  if (words.some(({ text }) => /^[=<>!]$/.test(text))) return null;
  const columns = columnsIn(
    words
      .filter((word) => !isName(word) || names.includes(word))
      .map(({ text }) => text)
      .join(" "),
  );
  return columns.every(({ qualifier }) => qualifier !== null) ? columns : null;
}

/** The queries that the conditions of one consist of, where AND joins them: EXISTS, IN and what it compares. */
function joinableQueries(condition: string): readonly (readonly [string, "positive" | "negated"])[] {
  return conjuncts(wordsIn(condition)).flatMap((words) => {
    const at = words.findIndex(
      ({ text }, index) => text === "(" && /^(?:select|with)$/i.test(words[index + 1]?.text ?? ""),
    );
    const isNegated = words.slice(0, Math.max(at, 0)).some(({ text }) => /^not$/i.test(text));
    return at === -1 ? [] : [[spelled(words.slice(at)), isNegated ? "negated" : "positive"] as const];
  });
}

function spelled(words: readonly Word[]): string {
  return words.map(({ text }) => text).join(" ");
}

/** The conditions of one that are joined by AND, brackets left off; none where an OR stands among them. */
function conjuncts(condition: readonly Word[]): readonly (readonly Word[])[] {
  const parts = joinedByAnd(withoutBrackets(condition));
  return parts.length > 1 ? parts.flatMap(conjuncts) : parts;
}

function joinedByAnd(condition: readonly Word[]): readonly (readonly Word[])[] {
  const parts: Word[][] = [[]];
  let depth = 0;
  for (const word of condition) {
    const keyword = word.kind === "word" ? word.text.toUpperCase() : "";
    if (word.text === "(") depth += 1;
    if (word.text === ")") depth -= 1;
    if (depth === 0 && (keyword === "OR" || keyword === "XOR" || word.text === "||")) return [];
    if (depth === 0 && (keyword === "AND" || word.text === "&&")) parts.push([]);
    else parts.at(-1)?.push(word);
  }
  return parts;
}

function withoutBrackets(condition: readonly Word[]): readonly Word[] {
  let start = 0;
  let end = condition.length;
  while (
    condition[start]?.text === "(" &&
    !isQueryAt(condition, start) &&
    closingOf(condition, start) === end - 1
  ) {
    start += 1;
    end -= 1;
  }
  return condition.slice(start, end);
}

function closingOf(words: readonly Word[], from: number): number {
  let depth = 0;
  return words.findIndex(({ text }, at) => {
    if (at < from) return false;
    if (text === "(") depth += 1;
    if (text === ")") depth -= 1;
    return depth === 0;
  });
}

function isQueryAt(words: readonly Word[], at: number): boolean {
  return words[at]?.text === "(" && /^(?:select|with)$/i.test(words[at + 1]?.text ?? "");
}
