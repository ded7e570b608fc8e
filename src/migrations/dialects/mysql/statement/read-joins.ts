import { isSubquery, part, type SyntaxNode } from "../syntax/syntax-node.js";
import { readSelect, type Select } from "./read-subqueries.js";

/** The queries of a statement that stand in no expression, with its own FROM or list of tables, where they join tables. */
export function readJoins(node: SyntaxNode): readonly Select[] {
  const own = part(node, "tableReferenceList") === null ? [] : [node];
  return [...own, ...queriesIn(node)]
    .map((one) => readSelect(one, "value"))
    .filter(({ tables }) => tables.size > 1);
}

function queriesIn(node: SyntaxNode): readonly SyntaxNode[] {
  return node.children.flatMap((child) => {
    if (isSubquery(child)) return [];
    return child.rule === "querySpecification" ? [child, ...queriesIn(child)] : queriesIn(child);
  });
}
