import type { Seconds } from "../../checker/migration-report.js";
import type { Work, WorkClass } from "../operation.js";
import { buildsIndexes, expectedSeconds, shareOutside } from "./expected-seconds.js";
import { orderFactor } from "./order-factor.js";
import type { Rates } from "./rates.js";
import { assumedRowBytes, indexEntryBytes, type TableSize } from "./table-size.js";

/** Seconds that one piece of work takes on a table of this size. `memoryBytes`: the server's cache; null: not known. */
export function estimateWork(work: Work, size: TableSize, rates: Rates, memoryBytes: number | null): Seconds {
  const terms = rates[work.class];
  const indexes = work.indexes ?? size.indexes;
  const outside = shareOutside({ ...size, indexes, memoryBytes });
  const inBulk = buildsIndexes(work.class);
  const amount = amountOf(work, size);
  const plain =
    expectedSeconds(terms, { ...amount, indexes, outside, inBulk }) +
    (changesRowByRow(work.class) && size.clustered
      ? missedSeconds(amount.rows, indexes, size, memoryBytes)
      : 0);
  const factor = (work.factor ?? 1) * orderFactor(work);
  const expected = terms.fixed + (plain - terms.fixed) * factor;
  const spread = terms.spread * size.doubt;
  return { expected, low: expected / spread, high: expected * spread };
}

/** Whether each row's entries are put into indexes, or out of them, wherever they lie. An UPDATE touches few of them. */
function changesRowByRow(name: WorkClass): boolean {
  return name === "insert" || name === "delete";
}

/**
 * What finding an entry's page costs that is not in InnoDB's buffer pool, which nothing else caches: 5,000,000 rows of
 * 632 bytes with three indexes took 921 s to copy by INSERT ... SELECT on MariaDB 10.11 with a pool of 128 MB, and 107 s
 * by a copy that sorts them (`npm run bench -- migration-accuracy --engine mariadb`).
 */
const missSeconds = 8.5e-5;

function missedSeconds(rows: number, indexes: number, size: TableSize, memoryBytes: number | null): number {
  const entries = rows * indexes;
  if (memoryBytes === null || entries === 0) return 0;
  // What is inserted comes from another table, which may have other indexes.
  const measured = size.indexes > 1 ? ((size.bytes - size.heapBytes) * indexes) / (size.indexes - 1) : 0;
  const indexBytes = Math.max(measured, entries * indexEntryBytes);
  return entries * Math.max(0, 1 - memoryBytes / indexBytes) * missSeconds;
}

function amountOf(
  { rows, share }: Work,
  size: TableSize,
): { readonly rows: number; readonly heapBytes: number } {
  if (rows === undefined) return { rows: size.rows * share, heapBytes: size.heapBytes * share };
  return { rows, heapBytes: rows * (size.rows > 0 ? size.heapBytes / size.rows : assumedRowBytes) };
}
