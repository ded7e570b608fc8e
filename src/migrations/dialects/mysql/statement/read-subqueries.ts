import { findAll, isSubquery, part, subqueryRules, type SyntaxNode } from "../syntax/syntax-node.js";
import { nameIn, tablesByName, tablesIn } from "./names.js";
import {
  columnsIn,
  comparisonsIn,
  equalitiesIn,
  joinableQueries,
  spelled,
  type Column,
  type Comparison,
  type EqualSide,
} from "./read-conditions.js";
import { comparedByUsing, namesBehind } from "./read-using.js";
import { wordsIn } from "./words.js";

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
  /** What those queries are called. */
  readonly madeNames: readonly string[];
  /** What it compares by `=`, both ways round. */
  readonly comparisons: readonly Comparison[];
  readonly equalities: readonly (readonly [EqualSide, EqualSide])[];
  /** What an outer join or STRAIGHT_JOIN lets be read only after the other side of it. */
  readonly behind: ReadonlySet<string>;
  /** Whether it joins by `NATURAL`, which names no columns. */
  readonly isNatural: boolean;
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

/** Reads a query, or a statement that joins tables itself; `use`: as what it stands in an expression. */
export function readSelect(select: SyntaxNode, use: Subquery["use"]): Select {
  const from = part(select, "fromClause") ?? part(select, "tableReferenceList");
  const parts = from === null ? [] : ownParts(from, new Set(["singleTable", "expr", "derivedTable"]));
  const derived = parts.filter(({ rule }) => rule === "derivedTable");
  const read = derived.map((one) => ({ one, filtered: mergedTable(one) }));
  const merged = read.flatMap(({ filtered }) => filtered ?? []);
  const made = read.flatMap(({ one, filtered }) => (filtered === null ? [one] : []));
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
    made: made.flatMap(tablesIn),
    madeNames: made.map(aliasOf),
    behind: from === null ? new Set() : namesBehind(from),
    equalities: [
      ...conditions.flatMap(equalitiesIn),
      ...merged.flatMap(({ equalities }) => equalities),
      ...(from === null ? [] : comparedByUsing(from)),
    ],
    isNatural: from !== null && findAll(from, "naturalJoinType").length > 0,
    comparisons: [
      ...conditions.flatMap(comparisonsIn),
      ...merged.flatMap(({ comparisons }) => comparisons),
      ...(selected === null ? [] : [{ column: selected, value: "outside" as const }]),
    ],
  };
}

const makesATable: ReadonlySet<string> = new Set(
  "GROUP LIMIT DISTINCT HAVING OVER MIN MAX SUM COUNT AVG GROUP_CONCAT".split(" "),
);

/** What GROUP BY, LIMIT and the like make of a table is made once and then looked up in; null where it is only filtered. */
function mergedTable(derived: SyntaxNode): Select | null {
  const [select, ...more] = ownParts(derived, new Set(["querySpecification"]));
  const isMade = wordsIn(derived.text).some(
    ({ kind, text }) => kind === "word" && makesATable.has(text.toUpperCase()),
  );
  if (select === undefined || more.length > 0 || isMade) return null;
  const query = readSelect(select, "value");
  const [only, ...others] = query.tables;
  if (only === undefined || others.length > 0 || part(derived, "tableAlias") === null) return null;
  return { ...query, tables: new Map([[aliasOf(derived), only[1]]]), made: [], madeNames: [] };
}

function aliasOf(derived: SyntaxNode): string {
  return nameIn(part(derived, "tableAlias")?.children.at(-1) ?? null);
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
