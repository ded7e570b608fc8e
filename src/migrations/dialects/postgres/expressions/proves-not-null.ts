import { as, lastName, type Node } from "../parser/ast.js";

/**
 * Whether a CHECK expression can only hold where the column is not null. PostgreSQL itself proves it from
 * `column IS NOT NULL` alone or among conditions joined by AND, or from every side of an OR.
 * @see https://www.postgresql.org/docs/current/sql-altertable.html (SET NOT NULL)
 */
export function provesNotNull(expression: Node, column: string): boolean {
  const test = as(expression, "NullTest");
  if (test !== null) return test.nulltesttype === "IS_NOT_NULL" && columnOf(test.arg) === column;
  const joined = as(expression, "BoolExpr");
  const sides = joined?.args ?? [];
  if (joined?.boolop === "AND_EXPR") return sides.some((side) => provesNotNull(side, column));
  if (joined?.boolop === "OR_EXPR") return sides.every((side) => provesNotNull(side, column));
  return false;
}

/** The column's name where the expression is nothing but a column. */
export function columnOf(expression: Node | undefined): string | null {
  return lastName(as(expression, "ColumnRef")?.fields);
}

/** The conditions that all hold: the sides of its ANDs. */
export function conjuncts(expression: Node): readonly Node[] {
  const joined = as(expression, "BoolExpr");
  return joined?.boolop === "AND_EXPR" ? (joined.args ?? []).flatMap(conjuncts) : [expression];
}
