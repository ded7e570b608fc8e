import { find, part, type SyntaxNode } from "../syntax/syntax-node.js";
import { firstTable, lastName, tablesIn } from "./names.js";
import { readReading } from "./read-reading.js";
import { wordsIn, type Word } from "./words.js";
import type { ChangeRows } from "./statement.js";

/**
 * The columns that a condition pins to constants: `id = 5 AND kind = 'x'`. Anything else in it (OR, ranges, functions,
 * other columns) gives none: then it is not known how many rows are meant.
 */
export function pinnedColumns(condition: string): readonly string[] {
  const columns: string[] = [];
  const waiting = [...wordsIn(condition)];
  const take = (): Word | undefined => waiting.shift();
  for (;;) {
    let column = take();
    while (waiting[0]?.text === ".") {
      take();
      column = take();
    }
    if (column?.kind !== "word" && column?.kind !== "name") return [];
    if (take()?.text !== "=") return [];
    const value = take();
    if (value?.kind !== "number" && value?.kind !== "string" && !/^[@?]/.test(value?.text ?? "")) return [];
    columns.push(lastName(column.text).toLowerCase());
    const next = take();
    if (next === undefined) return columns;
    if (next.text.toUpperCase() !== "AND") return [];
  }
}

function readLimit(node: SyntaxNode): number | null {
  const limit = find(node, "simpleLimitClause");
  const count = /^\d+$/.exec(limit?.children.at(-1)?.text ?? "");
  return count === null ? null : Number(count[0]);
}

/** The tables of FROM, and of UPDATE's own list. */
function joinedIn(node: SyntaxNode): readonly string[] {
  const list = part(node, "tableReferenceList");
  return list === null ? [] : tablesIn(list);
}

/** `DELETE a, b FROM ...` names its targets by what FROM calls them. */
function withoutTargets(node: SyntaxNode): SyntaxNode {
  return { ...node, children: node.children.filter(({ rule }) => rule !== "tableAliasRefList") };
}

/** Reads UPDATE, DELETE, INSERT, REPLACE and LOAD DATA; null for other statements. */
export function readChangeRows(node: SyntaxNode): ChangeRows | null {
  const where = part(node, "whereClause");
  const condition = (where?.text ?? "").replace(/^where\b/i, "");
  const shared = {
    where: where !== null,
    equals: where === null ? [] : pinnedColumns(condition),
    limit: readLimit(node),
    multiTable: part(node, "tableAliasRefList") !== null || joinedIn(node).length > 1,
    reading: readReading(withoutTargets(node)),
  };
  switch (node.rule ?? "") {
    case "updateStatement": {
      const tables = tablesIn(node);
      return {
        verb: "update",
        tables: tables.slice(0, 1),
        sources: tables.slice(1),
        joined: joinedIn(node).slice(1),
        literal: false,
        ...shared,
      };
    }
    case "deleteStatement": {
      const changed =
        part(node, "tableRef") === null ? find(node, "tableAliasRefList") : part(node, "tableRef");
      const { tables: read, names } = shared.reading;
      const named =
        changed === null
          ? []
          : tablesIn({ rule: null, text: "", children: [changed] }).map((name) => names.get(name) ?? name);
      const tables = [...new Set(named)].filter((table) => read.includes(table));
      const first = tables.length > 0 ? tables : read.slice(0, 1);
      return {
        verb: "delete",
        tables: first,
        sources: read.filter((table) => !first.includes(table)),
        joined: joinedIn(node).filter((table) => !first.includes(table)),
        literal: false,
        ...shared,
      };
    }
    case "insertStatement":
    case "replaceStatement": {
      const query = find(node, "insertQueryExpression");
      return {
        verb: node.rule === "insertStatement" ? "insert" : "replace",
        tables: [firstTable(node)],
        sources: query === null ? [] : tablesIn(query),
        joined: [],
        literal: query === null,
        ...shared,
      };
    }
    case "loadStatement":
      return {
        verb: "load_data",
        tables: [firstTable(node)],
        sources: [],
        joined: [],
        literal: false,
        ...shared,
      };
    default:
      return null;
  }
}
