import type { ParsedStatement } from "../syntax/parse-statement.js";
import { find, findAll, part, startsWith, type SyntaxNode, words } from "../syntax/syntax-node.js";
import type { AlterClause } from "./alter-clause.js";
import { firstTable, nameIn, tablesIn, unquote } from "./names.js";
import { readAlgorithm, readAlterTable, readLock } from "./read-alter-table.js";
import { readChangeRows } from "./read-change-rows.js";
import { readCreateTable } from "./read-create-table.js";
import { readIndex } from "./read-index.js";
import { readReading } from "./read-reading.js";
import { readAssignments } from "./read-assignments.js";
import type { Statement } from "./statement.js";

/** createView -> create_view */
function snakeCase(rule: string): string {
  return rule.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function readIndexStatement(node: SyntaxNode): Statement {
  const name = nameIn(find(node, "indexRef"));
  const dropped: AlterClause =
    name.toUpperCase() === "PRIMARY" ? { type: "drop-primary-key" } : { type: "drop-index", name };
  const index = node.rule === "createIndex" ? readIndex(node) : null;
  const clause: AlterClause = index === null ? dropped : { type: "add-index", index };
  const target = find(node, "createIndexTarget") ?? node;
  return {
    type: "alter-table",
    alter: {
      table: firstTable(target),
      clauses: [clause],
      algorithm: readAlgorithm(node),
      lock: readLock(node),
    },
  };
}

/** What CREATE, ALTER and DROP make, other than tables and indexes, lies in the catalogue. */
function readDefinition(node: SyntaxNode): Statement {
  const made = node.children.find(({ rule }) => rule !== null && rule !== "definerClause");
  if (made === undefined) return { type: "other", words: words(node).join(" ") };
  switch (made.rule ?? "") {
    case "alterTable":
      return { type: "alter-table", alter: readAlterTable(made) };
    case "createTable":
      return { type: "create-table", create: readCreateTable(made) };
    case "createIndex":
    case "dropIndex":
      return readIndexStatement(made);
    case "dropTable":
      return { type: "drop-table", tables: tablesIn(made) };
    case "createTrigger":
      return { type: "catalogue", kind: "create_trigger", table: nameIn(find(made, "tableRef")) };
    case "createRoutine":
      return { type: "catalogue", kind: snakeCase(made.children[0]?.rule ?? "createRoutine"), table: null };
    case "createUdf":
      return { type: "catalogue", kind: "create_function", table: null };
    case "createView":
    case "alterView":
    case "dropView":
      return {
        type: "catalogue",
        kind: snakeCase(made.rule ?? ""),
        table: nameIn(find(made, "viewName") ?? find(made, "viewRef")),
      };
    default:
      return { type: "catalogue", kind: snakeCase(made.rule ?? ""), table: null };
  }
}

function readTransaction(node: SyntaxNode): Statement {
  const inner = node.children[0];
  if (inner?.rule === "transactionStatement") {
    return { type: startsWith(inner, "START") ? "begin" : "end" };
  }
  if (inner?.rule === "savepointStatement") {
    const own = words(inner);
    return { type: own[0] === "ROLLBACK" && !own.includes("TO") ? "end" : "nothing" };
  }
  if (inner?.rule === "lockStatement") {
    if (startsWith(inner, "UNLOCK")) return { type: "unlock-tables" };
    const items = findAll(inner, "lockItem");
    if (items.length === 0) return { type: "other", words: words(inner).join(" ") };
    return {
      type: "lock-tables",
      tables: items.map((item) => ({
        table: firstTable(item),
        write: /write/i.test(part(item, "lockOption")?.text ?? ""),
      })),
    };
  }
  return { type: "other", words: words(inner ?? node).join(" ") };
}

function readMaintenance(node: SyntaxNode): Statement {
  const own = words(node);
  const thorough = own.includes("PERSISTENT") || find(node, "histogram") !== null;
  return { type: "maintain", action: (own[0] ?? "").toLowerCase(), tables: tablesIn(node), thorough };
}

function readPrepared(node: SyntaxNode): Statement {
  const execute = part(node, "executeStatement");
  if (execute !== null) return { type: "execute", name: nameIn(part(execute, "identifier")) };
  if (!startsWith(node, "PREPARE")) return { type: "nothing" };
  const sql = part(node, "textLiteral");
  return {
    type: "prepare",
    name: nameIn(part(node, "identifier")),
    sql: sql === null ? null : unquote(sql.text),
  };
}

function readSimple(node: SyntaxNode): Statement {
  const change = readChangeRows(node);
  if (change !== null) return { type: "change-rows", change };
  switch (node.rule ?? "") {
    case "alterStatement":
    case "createStatement":
    case "dropStatement":
      return readDefinition(node);
    case "renameTableStatement":
      return {
        type: "rename-table",
        pairs: findAll(node, "renamePair").map((pair) => [
          firstTable({ rule: null, text: "", children: pair.children.slice(0, 1) }),
          firstTable({ rule: null, text: "", children: pair.children.slice(-1) }),
        ]),
      };
    case "truncateTableStatement":
      return { type: "truncate", table: firstTable(node) };
    case "selectStatement":
    case "doStatement":
      return { type: "select", reading: readReading(node) };
    case "setStatement":
      return { type: "set", variables: readAssignments(node.text), reading: readReading(node) };
    case "transactionOrLockingStatement":
      return readTransaction(node);
    case "tableAdministrationStatement":
      return readMaintenance(node);
    case "preparedStatement":
      return readPrepared(node);
    case "callStatement":
      return { type: "call", name: nameIn(find(node, "procedureRef")) };
    case "accountManagementStatement":
      return { type: "catalogue", kind: snakeCase(node.children[0]?.rule ?? "grant"), table: null };
    case "utilityStatement":
    case "showStatement":
      return { type: "nothing" };
    default:
      return { type: "other", words: node.text.slice(0, 40) };
  }
}

/** Reads what the grammar made of a statement. */
export function readStatement({ tree }: ParsedStatement): Statement {
  const first = tree.children[0];
  if (first?.rule === "beginWork") return { type: "begin" };
  const simple = first?.children[0];
  if (first?.rule !== "simpleStatement" || simple === undefined)
    return { type: "other", words: tree.text.slice(0, 40) };
  return readSimple(simple);
}
