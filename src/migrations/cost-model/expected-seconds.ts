import type { Terms } from "./rates.js";

/** What of a table a piece of work has to do with. */
export interface WorkAmounts {
  readonly rows: number;
  readonly heapBytes: number;
  readonly indexes: number;
  /** Part of the table with its indexes that does not fit into the server's memory, from 0 to 1. */
  readonly outside: number;
}

/** What the terms stand for: the one formula that rates are fitted to and estimates are made with. */
export function expectedSeconds(
  terms: Omit<Terms, "spread">,
  { rows, heapBytes, indexes, outside }: WorkAmounts,
): number {
  // What is computed of each row takes as long wherever it comes from; what is read, sorted and written does not.
  const moved =
    terms.perHeapByte * heapBytes +
    terms.perRowAndIndex * rows * indexes +
    terms.perRowLog * rows * Math.log2(Math.max(rows, 2));
  return terms.fixed + terms.perRow * rows + moved * (1 + outside * (terms.beyondMemory - 1));
}

/** `memoryBytes` null: not known; then everything is taken to fit. */
export function shareOutside(bytes: number, memoryBytes: number | null): number {
  return memoryBytes === null || bytes === 0 ? 0 : Math.max(0, 1 - memoryBytes / bytes);
}
