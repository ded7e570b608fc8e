const head =
  /^\s*insert\s+into\s+[^;'()]{1,300}(?:\([^;'()]{1,20000}\)\s*)?(?:overriding\s+\w+\s+value\s+)?values\s*\(/iy;

/**
 * A long INSERT ... VALUES with one row in the place of all of its own: what it does to which table, without a parse
 * tree of every value. Null where the statement is none.
 */
export function insertHead(statement: string): string | null {
  head.lastIndex = 0;
  const found = head.exec(statement);
  return found === null ? null : `${found[0]}null)`;
}
