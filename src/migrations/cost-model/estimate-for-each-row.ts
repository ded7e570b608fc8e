import type { Seconds } from "../../checker/migration-report.js";
import type { Work } from "../operation.js";
import { estimateWork } from "./estimate-work.js";
import type { Rates } from "./rates.js";
import type { TableSize } from "./table-size.js";

/** Seconds in which a table is read anew for each row of another one. From the second time on it is in memory. */
export function estimateForEachRow(work: Work, size: TableSize, outer: TableSize, rates: Rates): Seconds {
  const once = estimateWork(work, size, rates, null);
  const { fixed } = rates[work.class];
  const expected = Math.max(0, once.expected - fixed) * outer.rows;
  const doubt = once.expected === 0 ? 1 : (once.high / once.expected) * outer.doubt;
  return { expected, low: expected / doubt, high: expected * doubt };
}
