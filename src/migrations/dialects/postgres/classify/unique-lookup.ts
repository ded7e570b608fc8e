import { columnOf, conjuncts } from "../expressions/proves-not-null.js";
import { as, textOf, type Node } from "../parser/ast.js";
import type { Context } from "./context.js";

/** Whether a WHERE clause names its rows by constants for a unique key, so that they are few and found by an index. */
export function isUniqueLookup(where: Node | undefined, table: string, context: Context): boolean {
  if (where === undefined) return false;
  const fixed = new Set(conjuncts(where).map(fixedColumn));
  const { indexes, indexesKnown } = context.schema.table(table);
  const isCovered = (columns: readonly string[]): boolean =>
    columns.length > 0 && columns.every((column) => fixed.has(column));
  for (const { columns, unique } of indexes.values()) {
    const isIdentifier = columns.length === 1 && columns[0] === "id";
    if ((unique === true || isIdentifier) && isCovered(columns)) return true;
  }
  // By custom, "id" is the primary key.
  return !indexesKnown && fixed.has("id");
}

/** The column where a condition is `column = constant` or `column IN (constants)`. */
function fixedColumn(condition: Node): string | null {
  const comparison = as(condition, "A_Expr");
  if (comparison === null || textOf(comparison.name?.[0]) !== "=") return null;
  const values = as(comparison.rexpr, "List")?.items ?? as(comparison.rexpr, "A_ArrayExpr")?.elements;
  const isConstant = (values ?? [comparison.rexpr]).every(isConstantNode);
  return isConstant ? columnOf(comparison.lexpr) : null;
}

function isConstantNode(node: Node | undefined): boolean {
  const cast = as(node, "TypeCast");
  if (cast !== null) return isConstantNode(cast.arg);
  return as(node, "A_Const") !== null || as(node, "ParamRef") !== null;
}
