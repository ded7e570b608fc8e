import type { Seconds } from "../../checker/migration-report.js";
import type { Work } from "../operation.js";
import { estimateWork } from "./estimate-work.js";
import { sumOf } from "./interval.js";
import type { Rates } from "./rates.js";
import type { TableSize } from "./table-size.js";

/**
 * How many times a scan's rates it takes to look each row up in a table of so many rows, in no order, by
 * `npm run bench -- scan-factors` on PostgreSQL 18 (of what was measured, {@link ready} of the other table is taken off).
 * Between two of them it grows with the logarithm of the rows: what is looked up in fits ever less into the processor's caches.
 */
const measured = [
  [1, 2],
  [1e3, 2],
  [1e5, 6],
  [1e6, 10.7],
] as const;
/** How many times a scan of the other table it takes to make its rows ready to be looked up (hashed). */
const ready = 3.1;
/** Where few rows are looked up the other table's index is used: each costs as much as to make so many ready. */
const readyForOne = 20;
/** The other table's rows where they are not known, and how far off that may be: a thousand or some ten millions. */
const assumedRows = 1e5;
const doubtOfRows = 3;
const largestMeasured = 1e6;
const doubtBeyond = 1.5;

/**
 * Seconds in which all rows of a table are looked up in another one, as PostgreSQL joins the two for a foreign key.
 *
 * @param other null: its rows are not known, which widens the interval
 */
export function estimateLookUps(
  work: Work,
  size: TableSize,
  other: TableSize | null,
  rates: Rates,
  memoryBytes: number | null,
): Seconds {
  const rows = other?.rows ?? assumedRows;
  const looked = estimateWork({ ...work, factor: lookUpFactor(rows) }, size, rates, memoryBytes);
  if (other === null) return widened(looked, doubtOfRows);
  const share = rows === 0 ? 0 : Math.min(1, (size.rows * readyForOne) / rows);
  const prepared = estimateWork({ ...work, share, factor: ready }, other, rates, memoryBytes);
  return widened(sumOf([looked, prepared]) ?? looked, rows > largestMeasured ? doubtBeyond : 1);
}

/** 1 for an empty table: its keys can only be null, which reading them tells. */
function lookUpFactor(rows: number): number {
  if (rows < 1) return 1;
  const above = measured.findIndex(([known]) => known >= rows);
  const at = above === -1 ? measured.length - 1 : Math.max(above, 1);
  const [[fewer, low], [more, high]] = [measured[at - 1] ?? measured[0], measured[at] ?? measured[0]];
  return low + ((high - low) * Math.log(rows / fewer)) / Math.log(more / fewer);
}

function widened({ expected, low, high }: Seconds, doubt: number): Seconds {
  return { expected, low: low / doubt, high: high * doubt };
}
