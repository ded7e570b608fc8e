import { find, findAll, part, type SyntaxNode, words } from "../syntax/syntax-node.js";
import type { ColumnDefinition } from "./column.js";
import type { IndexDefinition } from "./index-definition.js";
import { firstTable } from "./names.js";
import { readColumnDefinition } from "./read-column.js";
import { readConstraint } from "./read-index.js";
import { readOption } from "./read-option.js";
import { readReading } from "./read-reading.js";
import type { CreateTable } from "./statement.js";

function inlineIndexes(column: ColumnDefinition): readonly IndexDefinition[] {
  const indexes: IndexDefinition[] = [];
  if (column.primaryKey) indexes.push({ kind: "primary", name: "PRIMARY", columns: [column.name] });
  if (column.unique) indexes.push({ kind: "unique", name: column.name, columns: [column.name] });
  return indexes;
}

/** Reads a `createTable` of the grammar. */
export function readCreateTable(node: SyntaxNode): CreateTable {
  const list = find(node, "tableElementList");
  const columns = list === null ? [] : findAll(list, "columnDefinition").map(readColumnDefinition);
  const known = columns.filter((column) => column !== null);
  const constraints = list === null ? [] : findAll(list, "tableConstraintDef").map(readConstraint);
  const options = new Map(
    findAll(node, "createTableOption")
      .flatMap(readOption)
      .flatMap((option) => (option.type === "option" ? [[option.name, option.value] as const] : [])),
  );
  const query = find(node, "duplicateAsQueryExpression") ?? find(node, "queryExpressionOrParens");
  const like = words(node).includes("LIKE") ? part(node, "tableRef") : null;
  return {
    table: firstTable(
      part(node, "tableName") === null
        ? node
        : { ...node, children: node.children.filter(({ rule }) => rule === "tableName") },
    ),
    temporary: words(node).includes("TEMPORARY"),
    ifNotExists: part(node, "ifNotExists") !== null,
    columns: known,
    indexes: [
      ...known.flatMap(inlineIndexes),
      ...constraints.flatMap((constraint) => (constraint.type === "add-index" ? [constraint.index] : [])),
    ],
    engine: options.get("ENGINE") ?? null,
    charset: options.get("CHARSET") ?? null,
    rowFormat: options.get("ROW_FORMAT") ?? null,
    like: like === null ? null : firstTable({ rule: null, text: "", children: [like] }),
    select: query === null ? null : readReading(query),
  };
}
