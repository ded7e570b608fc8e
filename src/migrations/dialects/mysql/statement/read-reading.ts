import type { SyntaxNode } from "../syntax/syntax-node.js";
import { tablesByName, tablesIn } from "./names.js";
import { readUnknownCalls } from "./read-calls.js";
import { readJoins } from "./read-joins.js";
import { readSubqueries } from "./read-subqueries.js";
import type { Reading } from "./statement.js";

/** What a part of a statement reads and calls. */
export function readReading(node: SyntaxNode): Reading {
  return {
    tables: tablesIn(node),
    names: tablesByName(node),
    subqueries: readSubqueries(node),
    joins: readJoins(node),
    calls: readUnknownCalls(node),
  };
}
