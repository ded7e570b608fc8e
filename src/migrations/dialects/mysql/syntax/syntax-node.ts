/** A part of a parsed statement: the grammar's rule with its parts, or a token. */
export interface SyntaxNode {
  /** The grammar's rule: "alterListItem"; null for a token. */
  readonly rule: string | null;
  /** The words, with single spaces between them where the source has space. */
  readonly text: string;
  readonly children: readonly SyntaxNode[];
}

/** How a query within an expression is used, by the rule under which it is kept: `n = (SELECT ...)`, `x IN (SELECT ...)`. */
export const subqueryRules = {
  valueSubquery: "value",
  inSubquery: "in",
  existsSubquery: "exists",
} as const;

export function isSubquery({ rule }: SyntaxNode): boolean {
  return rule !== null && Object.hasOwn(subqueryRules, rule);
}

/** The direct parts that are of a rule. */
export function parts(node: SyntaxNode, rule: string): readonly SyntaxNode[] {
  return node.children.filter((child) => child.rule === rule);
}

export function part(node: SyntaxNode, rule: string): SyntaxNode | null {
  return node.children.find((child) => child.rule === rule) ?? null;
}

/** All that are of a rule at any depth, in order; not looked for inside of those found. */
export function findAll(node: SyntaxNode, rule: string): readonly SyntaxNode[] {
  const found: SyntaxNode[] = [];
  const waiting = [node];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next.rule === rule && next !== node) found.push(next);
    else waiting.push(...next.children.toReversed());
  }
  return found;
}

export function find(node: SyntaxNode, rule: string): SyntaxNode | null {
  return findAll(node, rule)[0] ?? null;
}

/** The node's own keywords and signs, upper-case, without those of its parts: ["ADD", "COLUMN"]. */
export function words(node: SyntaxNode): readonly string[] {
  return node.children.filter((child) => child.rule === null).map((child) => child.text.toUpperCase());
}

/** Whether the node's own keywords begin with these. */
export function startsWith(node: SyntaxNode, ...expected: readonly string[]): boolean {
  const own = words(node);
  return expected.every((word, index) => own[index] === word);
}
