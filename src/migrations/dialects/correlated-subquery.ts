import type { Work } from "../operation.js";

/** What a subquery compares a column with by `=`: a constant, or a value of the row that it runs for. */
export type Pin = "constant" | "outside";

interface Indexed {
  readonly indexes: ReadonlyMap<string, { readonly columns: readonly string[] }>;
  readonly indexesKnown: boolean;
}

/** Whether an index begins with columns that are pinned, one of them to the row outside. */
export function isFoundByIndex(
  { indexes, indexesKnown }: Indexed,
  pinned: ReadonlyMap<string, Pin>,
): boolean {
  const isOutside = (column: string): boolean => pinned.get(column) === "outside";
  // Where nobody tells which indexes there are, such a column has one by custom.
  if (!indexesKnown && [...pinned.keys()].some(isOutside)) return true;
  return [...indexes.values()].some(({ columns }) => {
    const free = columns.findIndex((column) => !pinned.has(column));
    return columns.slice(0, free === -1 ? columns.length : free).some(isOutside);
  });
}

/** What would be cheaper than reading a table anew for each row; nothing where that is not done. */
export function adviceOn(reads: readonly Work[]): { readonly advice?: string } {
  const anew = reads.find(({ forEachRowOf }) => forEachRowOf !== undefined);
  if (anew === undefined) return {};
  const { table, byJoin } = anew;
  if (byJoin === true) return { advice: `Join ${table} by an equality, of a column that has an index.` };
  return { advice: `Create an index that finds the subquery's rows of ${table} first, or join the tables.` };
}
