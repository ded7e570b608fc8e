import { find, findAll, part, parts, startsWith, type SyntaxNode, words } from "../syntax/syntax-node.js";
import type { AlterClause, AlterTable, RequestedAlgorithm, RequestedLock } from "./alter-clause.js";
import { firstTable, nameIn } from "./names.js";
import { readColumn, readColumnDefinition, readPlace } from "./read-column.js";
import { readConstraint } from "./read-index.js";
import { readOption } from "./read-option.js";

/** ADD: one column with its place, several in parentheses, or an index or constraint. */
function readAdd(item: SyntaxNode): readonly AlterClause[] {
  const constraint = part(item, "tableConstraintDef");
  if (constraint !== null) return [readConstraint(constraint)];
  const list = part(item, "tableElementList");
  if (list !== null) {
    return parts(list, "tableElement").map((element): AlterClause => {
      const column = part(element, "columnDefinition");
      const read = column === null ? null : readColumnDefinition(column);
      if (read !== null) return { type: "add-column", column: read, place: null };
      const other = part(element, "tableConstraintDef");
      return other === null ? { type: "other", text: element.text } : readConstraint(other);
    });
  }
  const definition = part(item, "fieldDefinition");
  if (definition === null) return [{ type: "other", text: item.text }];
  const column = readColumn(nameIn(part(item, "identifier")), definition, item);
  return [{ type: "add-column", column, place: readPlace(item) }];
}

/** CHANGE names the column anew, MODIFY does not. */
function readChange(item: SyntaxNode): AlterClause {
  const from = nameIn(part(item, "columnInternalRef"));
  const to = part(item, "identifier");
  const definition = part(item, "fieldDefinition");
  if (definition === null) return { type: "other", text: item.text };
  const column = readColumn(to === null ? from : nameIn(to), definition, item);
  return { type: "change-column", from, column, place: readPlace(item) };
}

/** DROP CHECK and DROP CONSTRAINT are read as a DROP FOREIGN KEY that was written otherwise. */
function readDrop(item: SyntaxNode): AlterClause {
  if (/^drop\s+(?:check|constraint)\b/i.test(item.text)) {
    return { type: "drop-constraint", name: nameIn(item.children.at(-1) ?? null) };
  }
  if (startsWith(item, "DROP", "FOREIGN")) {
    return { type: "drop-foreign-key", name: nameIn(item.children.at(-1) ?? null) };
  }
  if (startsWith(item, "DROP", "PRIMARY")) return { type: "drop-primary-key" };
  const index = part(item, "indexRef");
  if (index !== null) return { type: "drop-index", name: nameIn(index) };
  return { type: "drop-column", name: nameIn(part(item, "columnInternalRef")) };
}

function readAlter(item: SyntaxNode): AlterClause {
  const index = part(item, "indexRef");
  if (index !== null) return { type: "alter-index", name: nameIn(index) };
  if (part(item, "constraintEnforcement") !== null) {
    return { type: "alter-check", enforced: !/^not/i.test(part(item, "constraintEnforcement")?.text ?? "") };
  }
  const column = nameIn(part(item, "columnInternalRef"));
  return { type: words(item).includes("SET") ? "set-default" : "drop-default", column };
}

function readRename(item: SyntaxNode): AlterClause {
  const index = part(item, "indexRef");
  if (index !== null)
    return { type: "rename-index", from: nameIn(index), to: nameIn(part(item, "indexName")) };
  const column = part(item, "columnInternalRef");
  if (column !== null)
    return { type: "rename-column", from: nameIn(column), to: nameIn(part(item, "identifier")) };
  return { type: "rename-table", to: firstTable(item) };
}

function readItem(item: SyntaxNode): readonly AlterClause[] {
  switch (words(item)[0] ?? "") {
    case "ADD":
      return readAdd(item);
    case "CHANGE":
    case "MODIFY":
      return [readChange(item)];
    case "DROP":
      return [readDrop(item)];
    case "ALTER":
      return [readAlter(item)];
    case "RENAME":
      return [readRename(item)];
    case "DISABLE":
    case "ENABLE":
      return [{ type: "keys", enable: words(item)[0] === "ENABLE" }];
    case "CONVERT":
      return [{ type: "convert-charset", charset: nameIn(part(item, "charsetName")).toLowerCase() || null }];
    case "FORCE":
      return [readForce(item)];
    case "ORDER":
      return [{ type: "order-by" }];
    default:
      return [{ type: "other", text: item.text }];
  }
}

/** ADD SYSTEM VERSIONING is read as a FORCE that was written otherwise. */
function readForce(item: SyntaxNode): AlterClause {
  if (!/versioning/i.test(item.text)) return { type: "force" };
  return { type: "system-versioning", add: /^add/i.test(item.text) };
}

const listRules = [
  "alterListItem",
  "createTableOption",
  "alterPartition",
  "partitionClause",
  "removePartitioning",
];

/** The clauses in the order in which they are written. */
function readClauses(node: SyntaxNode): readonly AlterClause[] {
  return node.children.flatMap((child): readonly AlterClause[] => {
    const { rule } = child;
    if (rule === "alterListItem") return readItem(child);
    if (rule === "createTableOption") return readOption(child);
    if (rule === "standaloneAlterCommands" && part(child, "alterPartition") === null) {
      return [{ type: "tablespace", discard: startsWith(child, "DISCARD") }];
    }
    if (rule !== null && listRules.includes(rule)) {
      return [{ type: "partition", action: child.text.replaceAll(/\s+/g, " ").trim(), text: child.text }];
    }
    return readClauses(child);
  });
}

function requested<T extends string>(node: SyntaxNode, rule: string, known: readonly T[], otherwise: T): T {
  const last = findAll(node, rule).at(-1);
  const value = last?.children.at(-1)?.text.toLowerCase() ?? "";
  return known.find((one) => one === value) ?? otherwise;
}

const algorithms: readonly RequestedAlgorithm[] = ["default", "instant", "nocopy", "inplace", "copy"];
const locks: readonly RequestedLock[] = ["default", "none", "shared", "exclusive"];

export function readAlgorithm(node: SyntaxNode): RequestedAlgorithm {
  return requested(node, "alterAlgorithmOption", algorithms, "default");
}

export function readLock(node: SyntaxNode): RequestedLock {
  return requested(node, "alterLockOption", locks, "default");
}

/** Reads an `alterTable` of the grammar. */
export function readAlterTable(node: SyntaxNode): AlterTable {
  const actions = find(node, "alterTableActions");
  return {
    table: firstTable(node),
    clauses: actions === null ? [] : readClauses(actions),
    algorithm: readAlgorithm(node),
    lock: readLock(node),
  };
}
