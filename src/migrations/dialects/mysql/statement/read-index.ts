import { find, findAll, type SyntaxNode, words } from "../syntax/syntax-node.js";
import type { AlterClause } from "./alter-clause.js";
import type { IndexDefinition, IndexKind } from "./index-definition.js";
import { firstTable, nameIn, unquote } from "./names.js";

function keyParts(node: SyntaxNode): readonly SyntaxNode[] {
  const list =
    find(node, "keyListVariants") ?? find(node, "keyListWithExpression") ?? find(node, "keyList") ?? node;
  return [...findAll(list, "keyPart"), ...findAll(list, "exprWithParentheses")];
}

function keyColumns(node: SyntaxNode): readonly string[] {
  return keyParts(node).map((column) =>
    column.rule === "keyPart" ? unquote(column.children[0]?.text ?? "") : column.text,
  );
}

/** 20 of `name(20)`. */
function keyPrefixes(node: SyntaxNode): readonly (number | null)[] {
  return keyParts(node).map((column) => {
    const length = column.rule === "keyPart" ? /\(\s*(\d+)\s*\)/.exec(column.text)?.[1] : undefined;
    return length === undefined ? null : Number(length);
  });
}

function indexKind(own: readonly string[]): IndexKind | null {
  const kinds: readonly (readonly [string, IndexKind])[] = [
    ["PRIMARY", "primary"],
    ["UNIQUE", "unique"],
    ["FULLTEXT", "fulltext"],
    ["SPATIAL", "spatial"],
    ["INDEX", "plain"],
    ["KEY", "plain"],
  ];
  return kinds.find(([word]) => own.includes(word))?.[1] ?? null;
}

/** Reads CREATE INDEX's or a constraint's index; null where the node is none. */
export function readIndex(node: SyntaxNode): IndexDefinition | null {
  const own = [...words(node), ...node.children.filter(({ rule }) => rule === "keyOrIndex").map(() => "KEY")];
  const kind = indexKind(own.filter((word) => word !== "FOREIGN"));
  if (kind === null) return null;
  const name =
    nameIn(find(node, "indexName")) || nameIn(find(node, "constraintName")?.children.at(-1) ?? null);
  return {
    kind,
    name: kind === "primary" ? "PRIMARY" : name || null,
    columns: keyColumns(node),
    prefixes: keyPrefixes(node),
  };
}

/** Reads a `tableConstraintDef`: an index, a foreign key or a check. */
export function readConstraint(node: SyntaxNode): AlterClause {
  const own = words(node);
  if (own.includes("FOREIGN")) {
    const references = find(node, "references");
    return {
      type: "add-foreign-key",
      columns: keyColumns(node),
      references: references === null ? "" : firstTable(references),
    };
  }
  if (find(node, "checkConstraint") !== null) {
    return { type: "add-check", enforced: !/^not/i.test(find(node, "constraintEnforcement")?.text ?? "") };
  }
  const index = readIndex(node);
  return index === null ? { type: "other", text: node.text } : { type: "add-index", index };
}
