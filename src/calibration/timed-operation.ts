import type { WorkClass } from "../migrations/operation.js";
import type { ScratchTable } from "./scratch-space.js";

/** One operation that is timed on each scratch table, in the order of its engine's list. */
export interface TimedOperation {
  readonly class: WorkClass;
  /** What is timed: one statement. */
  readonly sql: (table: ScratchTable) => string;
  /** Statements that make it possible, and that undo it. */
  readonly before?: (table: ScratchTable) => readonly string[];
  readonly after?: (table: ScratchTable) => readonly string[];
  /** Whether it writes to the table's indexes besides: then `Work.indexes` counts them. */
  readonly maintainsIndexes: boolean;
  /** Not on tables with more rows than this: it would take too long. Absent: on all. */
  readonly mostRows?: number;
}

/** How an engine makes tables and what is timed on them. */
export interface CalibrationPlan {
  readonly createTable: (table: ScratchTable) => readonly string[];
  /** Fills in rows number `from` to `to`, both from 1 and included. */
  readonly fill: (table: ScratchTable, from: number, to: number) => string;
  /** After the rows, as a restored dump has it. */
  readonly addIndexes: (table: ScratchTable) => readonly string[];
  readonly operations: readonly TimedOperation[];
  readonly dropTable: (table: ScratchTable) => readonly string[];
}

/** A second table, as `insert` copies into it. */
export const copyOf = ({ name }: ScratchTable): string => `${name}_copy`;
