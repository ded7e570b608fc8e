import { as, textOf, type A_Expr, type Node, type PartitionBoundSpec } from "../parser/ast.js";
import { columnOf, conjuncts, provesNotNull } from "./proves-not-null.js";

/**
 * Whether CHECK constraints on a table say what a partition's bound says, so that ATTACH PARTITION needs not look at
 * the rows: for a range of one column both edges, for a list its values, and that the column is not null.
 * @see https://www.postgresql.org/docs/current/ddl-partitioning.html#DDL-PARTITIONING-DECLARATIVE-MAINTENANCE
 */
export function provesPartition(
  checks: readonly Node[],
  bound: PartitionBoundSpec,
  isNotNull: (column: string) => boolean,
): boolean {
  const conditions = checks.flatMap(conjuncts);
  const columns = new Set(conditions.map((node) => columnOf(as(node, "A_Expr")?.lexpr)));
  return [...columns].some(
    (column) =>
      column !== null &&
      (isNotNull(column) || conditions.some((node) => provesNotNull(node, column))) &&
      saysBound(conditions, column, bound),
  );
}

function saysBound(conditions: readonly Node[], column: string, bound: PartitionBoundSpec): boolean {
  const about = conditions
    .map((node) => as(node, "A_Expr"))
    .filter((node) => node !== null && columnOf(node.lexpr) === column)
    .filter((node) => node !== null);
  if (bound.strategy === "l") return about.some((node) => sameList(node, bound.listdatums ?? []));
  if (bound.strategy !== "r") return false;
  const [lower, ...moreLower] = bound.lowerdatums ?? [];
  const [upper, ...moreUpper] = bound.upperdatums ?? [];
  if (moreLower.length > 0 || moreUpper.length > 0) return false;
  const says = (edge: Node | undefined, open: string, operator: string): boolean =>
    columnOf(edge) === open ||
    about.some((node) => textOf(node.name?.[0]) === operator && key(node.rexpr) === key(edge));
  return says(lower, "minvalue", ">=") && says(upper, "maxvalue", "<");
}

function sameList(node: A_Expr, values: readonly Node[]): boolean {
  if (textOf(node.name?.[0]) !== "=") return false;
  const list = as(node.rexpr, "List")?.items ?? as(node.rexpr, "A_ArrayExpr")?.elements;
  const said = (list ?? (node.rexpr === undefined ? [] : [node.rexpr])).map(key);
  const wanted = new Set(values.map(key));
  return said.length > 0 && said.every((value) => wanted.has(value));
}

/** A constant without its cast and its place in the text. */
function key(node: Node | undefined): string {
  const cast = as(node, "TypeCast");
  if (cast !== null) return key(cast.arg);
  return JSON.stringify(node ?? null, (name, value: unknown) => (name === "location" ? undefined : value));
}
