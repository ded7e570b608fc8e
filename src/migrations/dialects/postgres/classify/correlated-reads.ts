import type { Work } from "../../../operation.js";
import { isFoundByIndex, type Pin } from "../../correlated-subquery.js";
import { tablesRead } from "../expressions/tables-read.js";
import { as, textOf, type Node, type RangeVar, type SelectStmt } from "../parser/ast.js";
import { isSince, work, type Context } from "./context.js";
import {
  columnOf,
  columnsOf,
  givenIn,
  namesOf,
  rangesIn,
  scopeOf,
  type Column,
  type Names,
  type Scope,
  type Surroundings,
} from "./names-in-query.js";
import { conditionsOf, isPlain, selectsOf, subqueriesOf, tablesOf, type Subquery } from "./subqueries.js";

/**
 * How many rows of a few bytes fit into the memory that a hash may take by default (`work_mem`, twice of it since 15):
 * a subquery that is not joined is kept there, and where it does not fit, all of its rows are read for each row.
 * @see https://www.postgresql.org/docs/current/runtime-config-resource.html#GUC-HASH-MEM-MULTIPLIER
 */
const hashedRows = 131_072;

/**
 * What `SET n = (SELECT count(*) FROM b WHERE b.a_id = a.id)` takes besides reading each table once: the subquery runs
 * for each row, and finds its own by an index or reads the whole table every time. So do EXISTS and IN that can neither
 * be joined nor hashed. `changed`: what UPDATE, DELETE or ON CONFLICT changes.
 * @see https://www.postgresql.org/docs/current/using-explain.html (SubPlan)
 */
export function correlatedReads(
  statement: object,
  context: Context,
  changed: readonly RangeVar[] = [],
): readonly Work[] {
  const tables = new Set([...tablesRead(statement), ...changed.map(({ relname = "" }) => relname)]);
  const around = namesOf([...changed, ...rangesIn(statement)], tables);
  const given = givenIn(statement);
  return subqueriesOf(statement).flatMap((subquery) => readsOf(subquery, { context, tables, around, given }));
}

function readsOf(subquery: Subquery, surroundings: Surroundings): readonly Work[] {
  const { context, tables, around, given } = surroundings;
  const { query } = subquery;
  const givenInside = givenIn(query);
  const scope = scopeOf(query, surroundings);
  const depends = columnsOf(query).flatMap((column) => scope.outside(column) ?? []);
  if (isReadOnce(subquery, depends.length > 0, scope, context)) return [];
  const [outer] = [...depends, ...tablesOfCompared(subquery.compared, around)];
  if (outer === undefined) return [];
  return selectsOf(query).flatMap((select) => {
    const own = [...namesOf(tablesOf(select), tables)];
    const found = foundByIndexes(select, own, scope, context);
    const [first] = found.values();
    const ofWith = tablesOf(select).flatMap(({ relname = "" }) =>
      givenInside.has(relname) ? [] : (given.get(relname) ?? []).filter((table) => tables.has(table)),
    );
    const anew = [...own.filter(([name]) => !found.has(name)).map(([, table]) => table), ...ofWith];
    const forEachRowOf = context.schema.table(outer).sizeName;
    return [
      ...anew.map((table) => work(context, "scan", table, { forEachRowOf })),
      ...(first === undefined
        ? []
        : [
            work(context, "scan", outer, {
              lookedUpIn: context.schema.table(first).sizeName,
              bySubquery: true,
            }),
          ]),
    ];
  });
}

/** Whether it is joined with what it stands in, kept as a hash, or the same for all rows. */
function isReadOnce(
  { query, use, mayJoin }: Subquery,
  depends: boolean,
  scope: Scope,
  context: Context,
): boolean {
  switch (use) {
    case "value":
      return !depends;
    case "exists":
      return (
        !depends || (isPlain(query) && comparesEqual(query, scope) && (mayJoin || isHashed(query, context)))
      );
    case "any":
      if (depends) return mayJoin && isSince(context, 17) && isPlain(query) && comparesEqual(query, scope);
      return mayJoin || isHashed(query, context);
    case "all":
      return false;
  }
}

function isHashed(query: SelectStmt, context: Context): boolean {
  const limit = isSince(context, 15) ? 2 * hashedRows : hashedRows;
  return selectsOf(query)
    .flatMap(tablesOf)
    .every(({ relname = "" }) => (context.schema.rows(relname) ?? 0) <= limit);
}

/** Whether a condition compares what it reads with the row outside by `=`: only that is joined without comparing all. */
function comparesEqual(query: SelectStmt, { outside }: Scope): boolean {
  const isOutside = (node: Node | undefined): boolean => {
    const columns = columnsOf(node);
    return columns.length > 0 && columns.every((column) => outside(column) !== null);
  };
  return conditionsOf(query)
    .flatMap(comparisons)
    .some(([one, other]) => isOutside(one) && columnsOf(other).every((column) => outside(column) === null));
}

/** The tables that `x` of `x NOT IN (SELECT ...)` is of; unqualified, that of the statement. */
function tablesOfCompared(compared: Node | undefined, around: Names): readonly string[] {
  if (compared === undefined) return [];
  const named = columnsOf(compared).flatMap(({ qualifier }) => around.get(qualifier ?? "") ?? []);
  return named.length > 0 ? named : [...around.values()].slice(0, 1);
}

/** The tables, by their names, whose rows indexes find from those of the row outside, one after the other. */
function foundByIndexes(
  select: SelectStmt,
  own: readonly (readonly [name: string, table: string])[],
  scope: Scope,
  context: Context,
): Names {
  const found = new Map<string, string>();
  const next = (): readonly [string, string] | undefined =>
    own.find(
      (one) =>
        !found.has(one[0]) && isFound(select, one, { isOnly: own.length === 1, found, scope }, context),
    );
  for (let one = next(); one !== undefined; one = next()) found.set(...one);
  return found;
}

/** Whether an index of the table finds what the conditions compare with the row outside, or with rows that are found. */
function isFound(
  select: SelectStmt,
  [alias, table]: readonly [string, string],
  { isOnly, found, scope }: { readonly isOnly: boolean; readonly found: Names; readonly scope: Scope },
  { schema }: Context,
): boolean {
  const pinned = new Map<string, Pin>();
  const conditions = conditionsOf(select);
  const isOwn = (column: Column): boolean =>
    column.qualifier === alias ||
    (column.qualifier === null &&
      scope.outside(column) === null &&
      (isOnly || schema.table(table).columns.has(column.name)));
  for (const [own, value] of conditions.flatMap(comparisons)) {
    const column = columnOf(own);
    if (column === null || !isOwn(column)) continue;
    const from = columnsOf(value);
    const isGiven = from.every((one) => scope.outside(one) !== null || found.has(one.qualifier ?? ""));
    if (isGiven || isAnotherQuery(value)) pinned.set(column.name, from.length > 0 ? "outside" : "constant");
  }
  const named = new Set(columnsOf(conditions).map(({ name }) => name));
  const { indexes, indexesKnown } = schema.table(table);
  const usable = [...indexes].filter(
    ([, { partial, unused, mentions }]) =>
      unused !== true && (partial !== true || [...mentions].every((one) => named.has(one))),
  );
  return isFoundByIndex({ indexes: new Map(usable), indexesKnown }, pinned);
}

/** A query has its value before the rows are looked for. */
function isAnotherQuery(node: Node | undefined): boolean {
  return as(node, "SubLink") !== null;
}

/** What a condition compares by `=`, both ways round: no index finds `IS NOT DISTINCT FROM`. */
function comparisons(condition: Node): readonly (readonly [Node | undefined, Node | undefined])[] {
  const { kind, name, lexpr, rexpr } = as(condition, "A_Expr") ?? {};
  if (textOf(name?.at(-1)) !== "=") return [];
  if (kind === "AEXPR_IN" || kind === "AEXPR_OP_ANY") return [[lexpr, rexpr]];
  if (kind !== "AEXPR_OP") return [];
  const [left, right] = [lexpr, rexpr].map((side) => as(side, "RowExpr")?.args ?? [side]);
  return (left ?? []).flatMap((one, at) => [[one, right?.[at]] as const, [right?.[at], one] as const]);
}
