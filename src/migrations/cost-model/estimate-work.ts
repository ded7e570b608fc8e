import type { Seconds } from "../../checker/migration-report.js";
import type { Work } from "../operation.js";
import { buildsIndexes, expectedSeconds, shareOutside } from "./expected-seconds.js";
import { orderFactor } from "./order-factor.js";
import type { Rates } from "./rates.js";
import { assumedRowBytes, type TableSize } from "./table-size.js";

/** Seconds that one piece of work takes on a table of this size. `memoryBytes`: the server's cache; null: not known. */
export function estimateWork(work: Work, size: TableSize, rates: Rates, memoryBytes: number | null): Seconds {
  const terms = rates[work.class];
  const indexes = work.indexes ?? size.indexes;
  const outside = shareOutside({ ...size, indexes, memoryBytes });
  const inBulk = buildsIndexes(work.class);
  const plain = expectedSeconds(terms, { ...amountOf(work, size), indexes, outside, inBulk });
  const factor = (work.factor ?? 1) * orderFactor(work);
  const expected = terms.fixed + (plain - terms.fixed) * factor;
  const spread = terms.spread * size.doubt;
  return { expected, low: expected / spread, high: expected * spread };
}

function amountOf(
  { rows, share }: Work,
  size: TableSize,
): { readonly rows: number; readonly heapBytes: number } {
  if (rows === undefined) return { rows: size.rows * share, heapBytes: size.heapBytes * share };
  return { rows, heapBytes: rows * (size.rows > 0 ? size.heapBytes / size.rows : assumedRowBytes) };
}
