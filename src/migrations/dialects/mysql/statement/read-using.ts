import { isSubquery, part, type SyntaxNode } from "../syntax/syntax-node.js";
import { tablesByName } from "./names.js";
import { columnsIn, type EqualSide } from "./read-conditions.js";

/** What `JOIN b USING (id)` compares: the column of b with that of the tables before, whichever has it. */
export function comparedByUsing(from: SyntaxNode): readonly (readonly [EqualSide, EqualSide])[] {
  return referencesIn(from).flatMap((reference) => {
    const named = reference.children.map((child) => ({ child, names: [...tablesByName(child).keys()] }));
    return named.flatMap(({ child, names: [right] }, at) => {
      const columns = part(child, "identifierListWithParentheses");
      const lefts = named.slice(0, at).flatMap(({ names }) => names);
      if (columns === null || right === undefined) return [];
      return columnsIn(columns.text).flatMap(({ column }) =>
        lefts.map((left) => [columnSide(left, column), columnSide(right, column)] as const),
      );
    });
  });
}

/** The tables that `LEFT JOIN` and `STRAIGHT_JOIN` read behind those before them, and `RIGHT JOIN` those before it. */
export function namesBehind(from: SyntaxNode): ReadonlySet<string> {
  const behind = referencesIn(from).flatMap((reference) =>
    reference.children.flatMap((child, at) => {
      const kind = ["innerJoinType", "outerJoinType", "naturalJoinType"]
        .map((rule) => part(child, rule)?.text ?? "")
        .join(" ");
      const lefts = reference.children.slice(0, at).flatMap((one) => [...tablesByName(one).keys()]);
      if (/\bright\b/i.test(kind)) return lefts;
      return /\bleft\b|straight_join/i.test(kind) ? [...tablesByName(child).keys()] : [];
    }),
  );
  return new Set(behind);
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
