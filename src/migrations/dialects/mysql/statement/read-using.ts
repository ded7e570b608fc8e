import { isSubquery, part, type SyntaxNode } from "../syntax/syntax-node.js";
import { tablesByName } from "./names.js";
import { columnsIn, type EqualSide } from "./read-conditions.js";

/** What `JOIN b USING (id)` compares: the column of b with that of the table before. */
export function comparedByUsing(from: SyntaxNode): readonly (readonly [EqualSide, EqualSide])[] {
  return referencesIn(from).flatMap((reference) => {
    const named = reference.children.map((child) => ({ child, names: [...tablesByName(child).keys()] }));
    return named.flatMap(({ child, names: [right] }, at) => {
      const columns = part(child, "identifierListWithParentheses");
      const left = named
        .slice(0, at)
        .findLast(({ names }) => names.length > 0)
        ?.names.at(-1);
      if (columns === null || left === undefined || right === undefined) return [];
      return columnsIn(columns.text).map(
        ({ column }) => [columnSide(left, column), columnSide(right, column)] as const,
      );
    });
  });
}

/** Tables with what is joined to them, one within the other. */
function referencesIn(node: SyntaxNode): readonly SyntaxNode[] {
  return node.children.flatMap((child) => {
    if (isSubquery(child) || child.rule === "derivedTable") return [];
    return child.rule === "tableReference" ? [child, ...referencesIn(child)] : referencesIn(child);
  });
}

function columnSide(qualifier: string, column: string): EqualSide {
  return { column: { qualifier, column }, value: [{ qualifier, column }] };
}
