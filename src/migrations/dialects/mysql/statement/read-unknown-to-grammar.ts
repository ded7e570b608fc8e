import type { Statement } from "./statement.js";

/** Statements that no grammar version of ours has, by their first words. */
const heads: readonly (readonly [words: readonly string[], kind: string])[] = [
  [["CREATE", "SEQUENCE"], "create_sequence"],
  [["CREATE", "TEMPORARY", "SEQUENCE"], "create_sequence"],
  [["CREATE", "OR", "REPLACE", "SEQUENCE"], "create_sequence"],
  [["ALTER", "SEQUENCE"], "alter_sequence"],
  [["DROP", "SEQUENCE"], "drop_sequence"],
  [["CREATE", "PACKAGE"], "create_package"],
  [["CREATE", "OR", "REPLACE", "PACKAGE"], "create_package"],
  [["DROP", "PACKAGE"], "drop_package"],
];

/**
 * MariaDB's sequences and packages, which only touch the catalogue, and ANALYZE TABLE ... PERSISTENT; null for others.
 * https://mariadb.com/docs/server/reference/sql-structure/sequences/create-sequence
 */
export function readUnknownToGrammar(words: readonly string[]): Statement | null {
  const found = heads.find(([head]) => head.every((word, index) => words[index] === word));
  return found === undefined ? null : { type: "catalogue", kind: found[1], table: null };
}
