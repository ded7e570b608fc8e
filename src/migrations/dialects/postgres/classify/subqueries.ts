import { aggregateFunctions } from "../expressions/stable-functions.js";
import { conjuncts } from "../expressions/proves-not-null.js";
import { functionsCalled } from "../expressions/functions-called.js";
import { walk } from "../expressions/walk.js";
import { as, type Node, type RangeVar, type SelectStmt, type SubLink } from "../parser/ast.js";

/** A query that PostgreSQL may run for each row of what it stands in. */
export interface Subquery {
  readonly query: SelectStmt;
  /** Of its value one is made for each row; the others can be joined, or hashed. */
  readonly use: "value" | "exists" | "any" | "all";
  /** Whether it stands where it can be joined: a condition by itself, or among others joined by AND. */
  readonly mayJoin: boolean;
  /** What `IN`, `ANY` and `ALL` compare with its rows. */
  readonly compared: Node | undefined;
}

const uses: Readonly<Record<string, Subquery["use"]>> = {
  EXPR_SUBLINK: "value",
  ARRAY_SUBLINK: "value",
  EXISTS_SUBLINK: "exists",
  ANY_SUBLINK: "any",
  ALL_SUBLINK: "all",
};

/** The queries in a statement's expressions, and those behind LATERAL that are not joined as plain tables are. */
export function subqueriesOf(statement: object): readonly Subquery[] {
  const joinable = joinableLinks(statement);
  // `SET (a, b) = (SELECT ...)` holds its query once for each column.
  const seen = new Set<number>();
  return [...walk(statement)].flatMap(([name, contents]): readonly Subquery[] => {
    if (name === "RangeSubselect") return lateral(contents);
    if (name !== "SubLink") return [];
    const { subLinkType, subselect, testexpr, location } = contents as SubLink;
    const query = as(subselect, "SelectStmt");
    const use = uses[subLinkType ?? ""];
    if (query === null || use === undefined || (location !== undefined && seen.has(location))) return [];
    if (location !== undefined) seen.add(location);
    return [{ query, use, mayJoin: joinable.has(contents), compared: testexpr }];
  });
}

function lateral({
  lateral: isLateral,
  subquery,
}: {
  lateral?: boolean;
  subquery?: Node;
}): readonly Subquery[] {
  const query = as(subquery, "SelectStmt");
  if (isLateral !== true || query === null) return [];
  const { limitCount, distinctClause, sortClause } = query;
  const isTable =
    isPlain(query) && [limitCount, distinctClause, sortClause].every((clause) => clause === undefined);
  return isTable ? [] : [{ query, use: "value", mayJoin: false, compared: undefined }];
}

/** Whether a query only filters what it reads, so that its tables can be joined; LIMIT in EXISTS means nothing. */
export function isPlain(query: SelectStmt): boolean {
  const { larg, groupClause, havingClause, withClause, limitOffset, fromClause = [], targetList } = query;
  return (
    fromClause.length > 0 &&
    [larg, groupClause, havingClause, withClause, limitOffset].every((clause) => clause === undefined) &&
    !functionsCalled(targetList).some((name) => aggregateFunctions.has(name))
  );
}

/** EXISTS, IN and ANY that a condition consists of; NOT EXISTS, but not NOT IN, which answers otherwise where a null is. */
function joinableLinks(statement: object): ReadonlySet<object> {
  const selects = [...walk(statement)].flatMap(([name, contents]) =>
    name === "SelectStmt" ? sidesOf(contents as SelectStmt) : [],
  );
  const conditions = [...sidesOf(statement as SelectStmt), ...selects].flatMap(conditionsOf);
  return new Set(
    conditions.flatMap((condition) => {
      const negated = as(condition, "BoolExpr");
      const link = as(negated?.boolop === "NOT_EXPR" ? negated.args?.[0] : condition, "SubLink");
      return link === null || (negated !== null && link.subLinkType !== "EXISTS_SUBLINK") ? [] : [link];
    }),
  );
}

/** The sides of its UNIONs, of which there may be thousands; itself where there is none. */
function sidesOf(query: SelectStmt): readonly SelectStmt[] {
  const sides: SelectStmt[] = [];
  const waiting = [query];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next.larg === undefined || next.rarg === undefined) sides.push(next);
    else waiting.push(next.rarg, next.larg);
  }
  return sides;
}

/** The SELECTs that a query consists of: the sides of its UNIONs, the queries in its FROM and WITH. */
export function selectsOf(query: SelectStmt): readonly SelectStmt[] {
  return sidesOf(query).flatMap((side) => {
    const given = (side.withClause?.ctes ?? []).map((node) => as(node, "CommonTableExpr")?.ctequery);
    const inFrom = fromItems(side).map((item) => as(item, "RangeSubselect")?.subquery);
    const inside = [...given, ...inFrom].flatMap((node) => as(node, "SelectStmt") ?? []);
    return [side, ...inside.flatMap(selectsOf)];
  });
}

/** The tables of a SELECT's own FROM. */
export function tablesOf(select: SelectStmt): readonly RangeVar[] {
  return fromItems(select).flatMap((item) => as(item, "RangeVar") ?? []);
}

/** What a SELECT reads of, the sides of its joins one by one. */
export function fromItems({ fromClause = [] }: SelectStmt): readonly Node[] {
  return fromClause.flatMap(joinedItems);
}

function joinedItems(item: Node): readonly Node[] {
  const join = as(item, "JoinExpr");
  if (join === null) return [item];
  return [join.larg, join.rarg].flatMap((side) => (side === undefined ? [] : joinedItems(side)));
}

/** What holds for all its rows: the conditions of WHERE and of its joins. */
export function conditionsOf({ whereClause, fromClause = [] }: SelectStmt): readonly Node[] {
  return [whereClause, ...fromClause.flatMap(joinConditions)].flatMap((condition) =>
    condition === undefined ? [] : conjuncts(condition),
  );
}

function joinConditions(item: Node): readonly Node[] {
  const join = as(item, "JoinExpr");
  if (join === null) return [];
  const inside = [join.larg, join.rarg].flatMap((side) => (side === undefined ? [] : joinConditions(side)));
  return join.quals === undefined ? inside : [...inside, join.quals];
}
