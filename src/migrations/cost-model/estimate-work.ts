import type { Seconds } from "../../checker/migration-report.js";
import type { Work } from "../operation.js";
import { expectedSeconds, shareOutside } from "./expected-seconds.js";
import type { Rates } from "./rates.js";
import type { TableSize } from "./table-size.js";

/** Seconds that one piece of work takes on a table of this size. `memoryBytes`: the server's cache; null: not known. */
export function estimateWork(work: Work, size: TableSize, rates: Rates, memoryBytes: number | null): Seconds {
  const terms = rates[work.class];
  const expected = expectedSeconds(terms, {
    rows: size.rows * work.share,
    heapBytes: size.heapBytes * work.share,
    indexes: work.indexes ?? size.indexes,
    outside: shareOutside(size.bytes, memoryBytes),
  });
  const spread = terms.spread * size.doubt;
  return { expected, low: expected / spread, high: expected * spread };
}
