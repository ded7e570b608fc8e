import type { SyntaxNode } from "../syntax/syntax-node.js";
import { tablesIn } from "./names.js";
import { readUnknownCalls } from "./read-calls.js";
import { readSubqueries, tablesByName } from "./read-subqueries.js";
import type { Reading } from "./statement.js";

/** What a part of a statement reads and calls. */
export function readReading(node: SyntaxNode): Reading {
  return {
    tables: tablesIn(node),
    names: tablesByName(node),
    subqueries: readSubqueries(node),
    calls: readUnknownCalls(node),
  };
}
