import type { WorkClass } from "../operation.js";
import type { Terms } from "./rates.js";

/** What of a table a piece of work has to do with. */
export interface WorkAmounts {
  readonly rows: number;
  readonly heapBytes: number;
  readonly indexes: number;
  /** The part that does not fit into the server's memory, from 0 to 1: {@link shareOutside}. */
  readonly outside: number;
  /** Whether indexes are built from sorted entries, by {@link buildsIndexes}, rather than changed row by row. */
  readonly inBulk: boolean;
}

/**
 * Whether a class of work writes its indexes anew: sorted entries need not find their place in what does not fit into
 * memory (`npm run bench -- migration-accuracy` on MariaDB: counted as slowed down like the rows, tables with three
 * indexes were predicted up to 2.2 times too long, those with none as much too short).
 */
export function buildsIndexes(name: WorkClass): boolean {
  return name === "rewrite" || name === "copy";
}

/** What the terms stand for: the one formula that rates are fitted to and estimates are made with. */
export function expectedSeconds(
  terms: Omit<Terms, "spread">,
  { rows, heapBytes, indexes, outside, inBulk }: WorkAmounts,
): number {
  const maintained = terms.perRowAndIndex * rows * indexes;
  // What is computed of each row and sorted, in buffers of its own, takes as long wherever it comes from; what is read
  // and written does not.
  const moved = terms.perHeapByte * heapBytes + (inBulk ? 0 : maintained);
  const sorted = terms.perRowLog * rows * Math.log2(Math.max(rows, 2));
  const steady = terms.perRow * rows + sorted + (inBulk ? maintained : 0);
  return terms.fixed + steady + moved * (1 + outside * (terms.beyondMemory - 1));
}

/** What of a table a piece of work may find in the server's memory, or not. */
export interface Touched {
  readonly heapBytes: number;
  /** Table and indexes together. */
  readonly bytes: number;
  /** Indexes that are maintained or built anew by it besides. */
  readonly indexes: number;
  /** Whether the rows lie in an index of their own (InnoDB): what maintains no other index touches nothing else. */
  readonly clustered: boolean;
  /** The server's cache; null: not known, and everything is taken to fit. */
  readonly memoryBytes: number | null;
}

/**
 * A cache that drops what was not used for longest has dropped a table's beginning by the time that its end was read:
 * nothing is found any more of one that is a third larger than it (`npm run bench -- migration-accuracy`: predictions
 * for MariaDB were 1.9 off at the median where each byte that fitted counted as found, 1.35 with this, and 1.29 by what
 * clustered rows leave untouched).
 */
const outgrown = 4;

/** The part that does not fit into the server's memory, from 0 to 1. */
export function shareOutside({ heapBytes, bytes, indexes, clustered, memoryBytes }: Touched): number {
  const touched = clustered && indexes === 0 ? heapBytes : bytes;
  if (memoryBytes === null || touched <= memoryBytes) return 0;
  return Math.min(1, outgrown * (1 - memoryBytes / touched));
}
