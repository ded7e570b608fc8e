import type { Seconds } from "../checker/migration-report.js";
import { noTime, sumOf } from "./cost-model/interval.js";
import { estimateForEachRow, estimateLookUps } from "./cost-model/estimate-look-ups.js";
import { estimateWork } from "./cost-model/estimate-work.js";
import type { Rates } from "./cost-model/rates.js";
import type { TableSize } from "./cost-model/table-size.js";
import type { Operation } from "./operation.js";

export interface Sizes {
  /** Null where the table's rows are not known. */
  readonly sizeOf: (table: string) => TableSize | null;
  /** The server's cache in bytes; null: not known. */
  readonly memoryBytes: number | null;
}

/** Seconds of one operation; null where the cost is unknown, or depends on rows that are not known. */
export function estimateOperation(operation: Operation, sizes: Sizes, rates: Rates): Seconds | null {
  const { cost, table, work } = operation;
  if (cost === "unknown") return null;
  if (cost === "instant" || isOfFewRows(operation)) return noTime;
  if (table === null ? work.length === 0 : sizes.sizeOf(table) === null && work.length === 0) return null;
  return sumOf(
    work.map((piece) => {
      const size = sizes.sizeOf(piece.table);
      if (size === null) return null;
      if (piece.forEachRowOf !== undefined) {
        const outer = sizes.sizeOf(piece.forEachRowOf);
        return outer === null ? null : estimateForEachRow(piece, size, outer, rates);
      }
      if (piece.lookedUpIn === undefined) return estimateWork(piece, size, rates, sizes.memoryBytes);
      return estimateLookUps(piece, size, sizes.sizeOf(piece.lookedUpIn), rates, sizes.memoryBytes);
    }),
  );
}

/** Rows that the statement itself spells out (`INSERT ... VALUES`, an `UPDATE` by primary key). */
function isOfFewRows({ cost, table, work }: Operation): boolean {
  return cost === "dml" && table !== null && work.length === 0;
}
