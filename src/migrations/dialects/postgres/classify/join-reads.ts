import type { Work } from "../../../operation.js";
import { isFoundByIndex } from "../../correlated-subquery.js";
import { comparedWithAll, tiesTables, type JoinEquality, type JoinSide } from "../../join-order.js";
import { tablesRead } from "../expressions/tables-read.js";
import { as, textOf, textsOf, type Node, type RangeVar, type SelectStmt } from "../parser/ast.js";
import type { IndexState, TableState } from "../schema/table-state.js";
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
  // Which columns NATURAL means cannot be told: they are taken for what ties them.
  if ((select.fromClause ?? []).some(isNatural)) return [];
  const compared = [
    ...conditionsOf(select).flatMap(comparedIn),
    ...(select.fromClause ?? []).flatMap(usedIn),
  ];
  const equalities = compared
    .map(([one, other]): JoinEquality => [
      sideOf(one, names, stored, context),
      sideOf(other, names, stored, context),
    ])
    .filter(tiesTables);
  if (equalities.some(([one, other]) => one.of === null && other.of === null)) return [];
  const stateOf = (name: string): TableState => context.schema.table(stored.get(name) ?? "");
  const isUsable = ({ unused, partial }: IndexState): boolean => unused !== true && partial !== true;
  const anew = comparedWithAll(
    { names, equalities, behind: new Set() },
    {
      hashes: () => true,
      isFoundByIndex(name, pinned) {
        const { indexes, indexesKnown } = stateOf(name);
        const usable = [...indexes].filter(([, index]) => isUsable(index));
        return isFoundByIndex({ indexes: new Map(usable), indexesKnown }, pinned);
      },
      isOneRow(name, columns) {
        const { indexes, indexesKnown } = stateOf(name);
        if (!indexesKnown) return columns.has("id");
        return [...indexes.values()].some(
          (index) =>
            index.unique === true && isUsable(index) && index.columns.every((column) => columns.has(column)),
        );
      },
    },
  );
  const outer = [...stored].filter(([name]) => !anew.includes(name)).map(([, table]) => table);
  return anew.flatMap((name) => {
    const table = stored.get(name);
    if (table === undefined) return [];
    return [...new Set(outer)].map((one) =>
      work(context, "scan", table, { forEachRowOf: context.schema.table(one).sizeName, byJoin: true }),
    );
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

/** What `JOIN b USING (id)` compares: the columns of one side with those of the other, whichever table has them. */
function usedIn(item: Node): readonly Compared[] {
  const join = as(item, "JoinExpr");
  if (join === null) return [];
  const { larg, rarg, usingClause } = join;
  const inside = [larg, rarg].flatMap((side) => (side === undefined ? [] : usedIn(side)));
  const [lefts = [], rights = []] = [larg, rarg].map((side) =>
    side === undefined ? [] : fromItems({ fromClause: [side] }).map(nameOfItem),
  );
  const used = textsOf(usingClause).flatMap((name) =>
    lefts.flatMap((left) =>
      rights.map(
        (right) =>
          [
            { qualifier: left, name },
            { qualifier: right, name },
          ] as const,
      ),
    ),
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

function sideOf(
  side: Node | Column | undefined,
  names: readonly string[],
  stored: ReadonlyMap<string, string>,
  { schema }: Context,
): JoinSide {
  const isColumn = side !== undefined && "qualifier" in side;
  const column = isColumn ? side : columnOf(side);
  // A query has its value before the rows are looked for, or for each of them.
  if (!isColumn && as(side, "SubLink") !== null) return { column: null, of: new Set() };
  const states = [...stored].map(([name, table]) => ({ name, state: schema.table(table) }));
  const isKnown = stored.size === names.length && states.every(({ state }) => state.columnsKnown);
  const all = (isColumn ? [side] : columnsOf(side)).map(({ qualifier, name }) => {
    if (qualifier !== null) return names.includes(qualifier) ? qualifier : null;
    const having = states.filter(({ state }) => state.columns.has(name));
    if (having.length === 0 && isKnown) return "";
    return having.length === 1 ? (having[0]?.name ?? null) : null;
  });
  const known = all.filter((name) => name !== null);
  if (known.length < all.length) return { column: null, of: null };
  const of = new Set(known.filter((name) => name !== ""));
  const [own] = of;
  return { column: column === null || own === undefined ? null : { of: own, name: column.name }, of };
}
