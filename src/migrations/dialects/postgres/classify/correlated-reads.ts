import type { Work } from "../../../operation.js";
import { isFoundByIndex, type Pin } from "../../correlated-subquery.js";
import { conjuncts } from "../expressions/proves-not-null.js";
import { tablesRead } from "../expressions/tables-read.js";
import { walk } from "../expressions/walk.js";
import {
  as,
  textOf,
  textsOf,
  type Node,
  type RangeVar,
  type SelectStmt,
  type SubLink,
} from "../parser/ast.js";
import { work, type Context } from "./context.js";

/** Whose value is asked for anew with each row. EXISTS, IN and ANY are joined instead, which reads each table once. */
const runForEachRow: ReadonlySet<string> = new Set(["EXPR_SUBLINK", "ARRAY_SUBLINK"]);

/** The tables of a statement by the names that its columns are qualified with. */
type Names = ReadonlyMap<string, string>;

/**
 * What `SET n = (SELECT count(*) FROM b WHERE b.a_id = a.id)` takes besides reading each table once: the subquery runs
 * for each row, and finds its own by an index or reads the whole table every time. `changed`: the table of UPDATE or
 * DELETE.
 * @see https://www.postgresql.org/docs/current/using-explain.html (SubPlan)
 */
export function correlatedReads(statement: unknown, context: Context, changed?: RangeVar): readonly Work[] {
  const around = tablesByName(statement, changed);
  return [...walk(statement)].flatMap(([name, contents]) =>
    name === "SubLink" ? readsOf(contents as SubLink, around, context) : [],
  );
}

function readsOf({ subLinkType, subselect }: SubLink, around: Names, context: Context): readonly Work[] {
  const query = as(subselect, "SelectStmt");
  if (query === null || !runForEachRow.has(subLinkType ?? "")) return [];
  const tables = new Set(around.values());
  const inside = new Map([...tablesByName(query)].filter(([, table]) => tables.has(table)));
  const outer = columnsOf(query)
    .map(({ qualifier }) => (qualifier === null || inside.has(qualifier) ? undefined : around.get(qualifier)))
    .find((table) => table !== undefined);
  const [read, ...others] = inside.values();
  if (outer === undefined || read === undefined) return [];
  const found = [...inside].find((one) => isFound(query, one, { inside, around }, context));
  if (found !== undefined)
    return [work(context, "scan", outer, { lookedUpIn: context.schema.table(found[1]).sizeName })];
  const forEachRowOf = context.schema.table(outer).sizeName;
  return [read, ...others].map((table) => work(context, "scan", table, { forEachRowOf }));
}

/** Whether an index of the table finds what the condition compares with the row outside. */
function isFound(
  { whereClause }: SelectStmt,
  [alias, table]: readonly [string, string],
  { inside, around }: { readonly inside: Names; readonly around: Names },
  { schema }: Context,
): boolean {
  const pinned = new Map<string, Pin>();
  for (const condition of whereClause === undefined ? [] : conjuncts(whereClause)) {
    const comparison = as(condition, "A_Expr");
    if (comparison === null || textOf(comparison.name?.[0]) !== "=") continue;
    for (const [own, value] of [
      [comparison.lexpr, comparison.rexpr],
      [comparison.rexpr, comparison.lexpr],
    ]) {
      const column = columnOf(own);
      const isOwn = column?.qualifier === alias || (column?.qualifier === null && inside.size === 1);
      if (column === null || !isOwn) continue;
      const qualifiers = columnsOf(value).map(({ qualifier }) => qualifier);
      if (qualifiers.some((one) => one === null || inside.has(one))) continue;
      pinned.set(column.name, qualifiers.some((one) => around.has(one ?? "")) ? "outside" : "constant");
    }
  }
  return isFoundByIndex(schema.table(table), pinned);
}

interface Column {
  /** Null: it is not qualified. */
  readonly qualifier: string | null;
  readonly name: string;
}

function columnOf(node: Node | undefined): Column | null {
  const reference = as(node, "ColumnRef");
  if (reference === null) return null;
  const parts = textsOf(reference.fields);
  return { qualifier: parts.at(-2) ?? null, name: parts.at(-1) ?? "" };
}

function columnsOf(expression: unknown): readonly Column[] {
  return [...walk(expression)].flatMap(([name, contents]) =>
    name === "ColumnRef" ? (columnOf({ ColumnRef: contents }) ?? []) : [],
  );
}

function tablesByName(statement: unknown, changed?: RangeVar): Names {
  const read = new Set(tablesRead(statement));
  const ranges = [...walk(statement)].flatMap(([name, contents]) =>
    name === "RangeVar" && read.has((contents as RangeVar).relname ?? "") ? [contents as RangeVar] : [],
  );
  const all = changed === undefined ? ranges : [changed, ...ranges];
  return new Map(all.map(({ alias, relname = "" }) => [alias?.aliasname ?? relname, relname]));
}
