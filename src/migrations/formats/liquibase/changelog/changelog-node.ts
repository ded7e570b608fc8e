/** An element of a changelog, whichever of its three notations it was written in. */
export interface ChangelogNode {
  /** "createTable", "column", without a namespace's prefix. */
  readonly name: string;
  /** From 1. */
  readonly line: number;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly ChangelogNode[];
  /** What is written inside of it; begins at `textLine`. */
  readonly text: string;
  readonly textLine: number;
}

/** Elements within elements beyond this are no changelog that a person or a tool has written. */
export const deepestNesting = 100;

/** The children of this name. */
export const childrenNamed = (node: ChangelogNode, name: string): readonly ChangelogNode[] =>
  node.children.filter((child) => child.name === name);
