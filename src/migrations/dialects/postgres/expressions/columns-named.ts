import { lastName, type ColumnRef } from "../parser/ast.js";
import { walk } from "./walk.js";

/** Names of the columns that an expression mentions. */
export function columnsNamed(expression: unknown): ReadonlySet<string> {
  const names = new Set<string>();
  for (const [name, contents] of walk(expression)) {
    const column = name === "ColumnRef" ? lastName((contents as ColumnRef).fields) : null;
    if (column !== null) names.add(column);
  }
  return names;
}
