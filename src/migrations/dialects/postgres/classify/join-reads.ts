import type { Work } from "../../../operation.js";
import { isFoundByIndex } from "../../correlated-subquery.js";
import { comparedWithAll, type JoinEquality, type JoinSide } from "../../join-order.js";
import { tablesRead } from "../expressions/tables-read.js";
import { as, textOf, textsOf, type Node, type RangeVar, type SelectStmt } from "../parser/ast.js";
import { work, type Context } from "./context.js";
import { columnOf, columnsOf, nameOf, type Column } from "./names-in-query.js";
import { conditionsOf, fromItems, selectsOf } from "./subqueries.js";

/** What joins tables: a query; a change is read as the query that finds its rows. */
export interface JoiningQuery {
  readonly query: SelectStmt;
  /** What UPDATE, DELETE or MERGE changes, and joins with what stands in FROM. */
  readonly changed?: RangeVar | undefined;
}

/**
 * What joining tables takes besides reading each once: PostgreSQL hashes or sorts them by what is equal. Where nothing
 * is, and no index finds it, each row of one is compared with each of the other: 75 to 100 ns a pair on PostgreSQL 18
 * (20,000 rows each: 32 to 40 s), which is what a scan takes of a row.
 * @see https://www.postgresql.org/docs/current/planner-optimizer.html
 */
export function joinReads({ query, changed }: JoiningQuery, context: Context): readonly Work[] {
  const own = changed === undefined ? [] : [{ RangeVar: changed }];
  const joining = { ...query, fromClause: [...own, ...(query.fromClause ?? [])] };
  const read = new Set([
    ...tablesRead(joining),
    ...(changed?.relname === undefined ? [] : [changed.relname]),
  ]);
  return selectsOf(joining).flatMap((select) => readsOf(select, read, context));
}

function readsOf(select: SelectStmt, read: ReadonlySet<string>, context: Context): readonly Work[] {
  const items = fromItems(select).map((item) => [nameOfItem(item), item] as const);
  const stored = new Map(
    items.flatMap(([name, item]) => {
      const table = as(item, "RangeVar")?.relname ?? "";
      return read.has(table) ? [[name, table] as const] : [];
    }),
  );
  if (stored.size < 2) return [];
  const names = items.map(([name]) => name);
  const sides = [
    ...conditionsOf(select).flatMap(comparedIn),
    ...(select.fromClause ?? []).flatMap(usedIn),
  ].map(
    ([one, other]) => [sideOf(one, names, stored, context), sideOf(other, names, stored, context)] as const,
  );
  const equalities = sides.flatMap(([one, other]): JoinEquality[] =>
    one === null || other === null ? [] : [[one, other]],
  );
  // It cannot be told of which tables something is that is compared: taken for what ties them.
  if (equalities.length < sides.length || (select.fromClause ?? []).some(isNatural)) return [];
  const anew = comparedWithAll(
    { names, equalities },
    {
      hashes: () => true,
      isFoundByIndex(name, pinned) {
        const { indexes, indexesKnown } = context.schema.table(stored.get(name) ?? "");
        const usable = [...indexes].filter(([, { unused, partial }]) => unused !== true && partial !== true);
        return isFoundByIndex({ indexes: new Map(usable), indexesKnown }, pinned);
      },
    },
  );
  const outer = [...stored].find(([name]) => !anew.includes(name))?.[1];
  return anew.flatMap((name) => {
    const table = stored.get(name);
    if (table === undefined || outer === undefined) return [];
    return [
      work(context, "scan", table, { forEachRowOf: context.schema.table(outer).sizeName, byJoin: true }),
    ];
  });
}

function nameOfItem(item: Node): string {
  const range = as(item, "RangeVar");
  if (range !== null) return nameOf(range);
  const { alias } = as(item, "RangeSubselect") ?? as(item, "RangeFunction") ?? {};
  return alias?.aliasname ?? "";
}

type Compared = readonly [Node | Column | undefined, Node | Column | undefined];

/** What a condition compares by `=`, `(a, b) = (c, d)` column by column; with a list of constants, too. */
function comparedIn(condition: Node): readonly Compared[] {
  const { kind, name, lexpr, rexpr } = as(condition, "A_Expr") ?? {};
  if (textOf(name?.at(-1)) !== "=") return [];
  if (kind === "AEXPR_IN" && columnsOf(rexpr).length === 0) return [[lexpr, undefined]];
  if (kind !== "AEXPR_OP") return [];
  const [left = [], right = []] = [lexpr, rexpr].map((side) => as(side, "RowExpr")?.args ?? [side]);
  return left.map((one, at) => [one, right[at]] as const);
}

/** What `JOIN b USING (id)` compares: the columns of b with those of a table before it. */
function usedIn(item: Node): readonly Compared[] {
  const join = as(item, "JoinExpr");
  if (join === null) return [];
  const { larg, rarg, usingClause } = join;
  const inside = [larg, rarg].flatMap((side) => (side === undefined ? [] : usedIn(side)));
  const [left, right] = [larg, rarg].map((side) =>
    side === undefined
      ? undefined
      : fromItems({ fromClause: [side] })
          .map(nameOfItem)
          .at(-1),
  );
  const used = textsOf(usingClause).map(
    (name) =>
      [
        { qualifier: left ?? null, name },
        { qualifier: right ?? null, name },
      ] as const,
  );
  return [...inside, ...used];
}

function isNatural(item: Node): boolean {
  const join = as(item, "JoinExpr");
  if (join === null) return false;
  return (
    join.isNatural === true || [join.larg, join.rarg].some((side) => side !== undefined && isNatural(side))
  );
}

/** Null: it cannot be told of which tables it is. */
function sideOf(
  side: Node | Column | undefined,
  names: readonly string[],
  stored: ReadonlyMap<string, string>,
  { schema }: Context,
): JoinSide | null {
  const isColumn = side !== undefined && "qualifier" in side;
  const column = isColumn ? side : columnOf(side);
  const all = (isColumn ? [side] : columnsOf(side)).map(({ qualifier, name }) => {
    if (qualifier !== null) return names.includes(qualifier) ? qualifier : "";
    const having = [...stored].filter(([, table]) => schema.table(table).columns.has(name));
    return having.length === 1 ? (having[0]?.[0] ?? null) : null;
  });
  const known = all.filter((name) => name !== null);
  if (known.length < all.length) return null;
  const of = new Set(known.filter((name) => name !== ""));
  const [own] = of;
  return { column: column === null || own === undefined ? null : { of: own, name: column.name }, of };
}
