import type { SyntaxNode } from "@lezer/common";

/** The text of a file, and where its lines begin. */
export class PythonSource {
  readonly #text: string;
  readonly #lineStarts: number[] = [0];

  constructor(text: string) {
    this.#text = text;
    for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1))
      this.#lineStarts.push(at + 1);
  }

  textOf({ from, to }: Pick<SyntaxNode, "from" | "to">): string {
    return this.#text.slice(from, to);
  }

  /** From 1. */
  lineAt(position: number): number {
    let [low, high] = [0, this.#lineStarts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.#lineStarts[middle] ?? 0) <= position) low = middle;
      else high = middle;
    }
    return low + 1;
  }
}

/** A node's children but for comments. */
export function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling)
    if (child.name !== "Comment") children.push(child);
  return children;
}

/** The parts of a list between its commas; an empty part after the last comma is left out. */
export function splitByComma(nodes: readonly SyntaxNode[]): readonly (readonly SyntaxNode[])[] {
  const groups: SyntaxNode[][] = [[]];
  for (const node of nodes)
    if (node.name === ",") groups.push([]);
    else groups.at(-1)?.push(node);
  return groups.filter((group) => group.length > 0);
}
