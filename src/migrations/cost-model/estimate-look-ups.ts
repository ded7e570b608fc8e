import type { Seconds } from "../../checker/migration-report.js";
import type { Work, WorkClass } from "../operation.js";
import { estimateWork } from "./estimate-work.js";
import { sumOf } from "./interval.js";
import type { Rates } from "./rates.js";
import type { TableSize } from "./table-size.js";

/**
 * How many times the scan of a row it takes to look one up in a table of so many rows, in no order, by
 * `npm run bench -- scan-factors` on PostgreSQL 18 (of what was measured, {@link ready} of the other table is taken off).
 * Between two of them it grows with the logarithm of the rows: what is looked up in fits ever less into the processor's caches.
 */
const measured = [
  [1, 2],
  [1e3, 2],
  [1e5, 6],
  [1e6, 10.7],
] as const;
/** How many times the scan of a row of the other table it takes to make it ready to be looked up (hashed). */
const ready = 3.1;
/**
 * What a subquery takes that runs for each row, there: some 20 scans of a row to start it, and three times a join's
 * look-up (23 scans in all among 1,000 rows, 55 among a million).
 */
const subquery = { start: 20, longer: 3 };
/** The rows that were scanned there, in bytes: to look one up takes no longer where it is wider. */
const measuredRowBytes = 100;
/** Where few rows are looked up the other table's index is used: each costs as much as to make so many ready. */
const readyForOne = 20;
/** The other table's rows where they are not known, and how far off that may be: a thousand or some ten millions. */
const assumedRows = 1e5;
const doubtOfRows = 3;
const largestMeasured = 1e6;
const doubtBeyond = 1.5;

/**
 * Seconds in which all rows of a table are looked up in another one, as PostgreSQL joins the two for a foreign key. The
 * work's factor is that of the looking up.
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
  const { factor = 1, bySubquery = false, ...plain } = work;
  const [start, longer] = bySubquery ? [subquery.start, factor * subquery.longer] : [0, factor];
  const scanned = estimateWork(plain, size, rates, memoryBytes);
  const spread = rates[work.class].spread * Math.max(size.doubt, other?.doubt ?? 1);
  const ofRows = (count: number, scans: number): Seconds =>
    spreadOf(count * scans * scanOfRow(rates, work.class), spread);
  const each = start + (lookUpFactor(rows) - 1) * longer;
  const looked = sumOf([scanned, ofRows(size.rows * work.share, each)]) ?? scanned;
  if (other === null) return widened(looked, doubtOfRows);
  const prepared = ofRows(Math.min(rows, size.rows * readyForOne), ready * longer);
  return widened(sumOf([looked, prepared]) ?? looked, rows > largestMeasured ? doubtBeyond : 1);
}

/** Seconds in which a row is scanned as wide as those that were measured. */
function scanOfRow(rates: Rates, name: WorkClass): number {
  return rates[name].perRow + measuredRowBytes * rates[name].perHeapByte;
}

/** Seconds in which a table is read anew for each row of another one. From the second time on it is in memory. */
export function estimateForEachRow(work: Work, size: TableSize, outer: TableSize, rates: Rates): Seconds {
  const once = estimateWork(work, size, rates, null);
  const { fixed, spread } = rates[work.class];
  const started = work.byJoin === true ? 0 : subquery.start * scanOfRow(rates, work.class);
  const each = Math.max(0, once.expected - fixed) + started;
  return spreadOf(each * outer.rows, spread * size.doubt * outer.doubt);
}

function spreadOf(expected: number, spread: number): Seconds {
  return { expected, low: expected / spread, high: expected * spread };
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
