import type { WorkClass } from "../operation.js";

/**
 * What one class of work costs, in seconds: `fixed` once, the others times rows, heap bytes, rows times indexes
 * maintained, and rows times log2(rows) (sorting) for each index that is built.
 */
export interface Terms {
  readonly fixed: number;
  readonly perRow: number;
  readonly perHeapByte: number;
  readonly perRowAndIndex: number;
  readonly perRowLog: number;
  /** How much longer each byte takes once table and indexes outgrow the server's memory; 1: no longer. */
  readonly beyondMemory: number;
  /** Four of five measured durations were within the expected one divided and multiplied by this. */
  readonly spread: number;
}

export type Rates = Readonly<Record<WorkClass, Terms>>;
