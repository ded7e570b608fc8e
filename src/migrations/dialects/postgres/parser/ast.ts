import type { Node } from "libpg-query";

export type * from "libpg-query";

type KeysOf<T> = T extends unknown ? keyof T : never;

/** "AlterTableStmt", "ColumnRef", ...: what a node of PostgreSQL's parse tree can be. */
export type NodeName = KeysOf<Node>;

/** The contents of a node of that name. */
export type NodeOf<Name extends NodeName> = Extract<Node, Record<Name, unknown>>[Name];

/** The name and the contents of a node; a parse tree's node has exactly one key. */
export function nameOf(node: Node): NodeName | null {
  for (const name in node) return name as NodeName;
  return null;
}

/** The contents where the node is of this name, else null. */
export function as<Name extends NodeName>(node: Node | undefined | null, name: Name): NodeOf<Name> | null {
  if (node === undefined || node === null || !(name in node)) return null;
  return (node as unknown as Record<Name, NodeOf<Name>>)[name];
}

/** The text of a String node. */
export function textOf(node: Node | undefined | null): string | null {
  return as(node, "String")?.sval ?? null;
}

/** The last part of a qualified name: schema and catalogue are left off, as in the report. */
export function lastName(names: readonly Node[] | undefined): string | null {
  return textOf(names?.at(-1));
}

/** The texts of a list of String nodes. */
export function textsOf(nodes: readonly Node[] | undefined): string[] {
  return (nodes ?? []).map(textOf).filter((text) => text !== null);
}
