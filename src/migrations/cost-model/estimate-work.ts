import type { Seconds } from "../../checker/migration-report.js";
import type { Work } from "../operation.js";
import type { Rates } from "./rates.js";
import type { TableSize } from "./table-size.js";

/** Seconds that one piece of work takes on a table of this size. `memoryBytes`: the server's cache; null: not known. */
export function estimateWork(work: Work, size: TableSize, rates: Rates, memoryBytes: number | null): Seconds {
  const terms = rates[work.class];
  const rows = size.rows * work.share;
  const heapBytes = size.heapBytes * work.share;
  const indexes = work.indexes ?? size.indexes;
  const within =
    terms.perRow * rows +
    terms.perHeapByte * heapBytes +
    terms.perRowAndIndex * rows * indexes +
    terms.perRowLog * rows * Math.log2(Math.max(rows, 2));
  const outside = memoryBytes === null || size.bytes === 0 ? 0 : Math.max(0, 1 - memoryBytes / size.bytes);
  const expected = terms.fixed + within * (1 + outside * (terms.beyondMemory - 1));
  const spread = terms.spread * size.doubt;
  return { expected, low: expected / spread, high: expected * spread };
}
