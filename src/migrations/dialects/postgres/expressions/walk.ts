/**
 * Every node of a parse tree with its name, outermost first. Without recursion: an expression may be thousands of
 * levels deep.
 */
export function* walk(root: unknown): Generator<readonly [name: string, contents: object]> {
  const waiting: unknown[] = [root];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (typeof next !== "object" || next === null) continue;
    if (Array.isArray(next)) {
      for (const item of next.toReversed() as unknown[]) waiting.push(item);
      continue;
    }
    for (const [key, value] of Object.entries(next).toReversed()) {
      if (typeof value === "object" && value !== null) waiting.push(value);
      if (/^[A-Z]/.test(key) && typeof value === "object" && value !== null) yield [key, value as object];
    }
  }
}
