import type { ScratchTable } from "../../src/calibration/scratch-space.js";

/** A migration as people write it, timed and predicted on each table. */
export interface TimedMigration {
  readonly name: string;
  /** One statement. */
  readonly sql: (table: ScratchTable) => string;
  /** Statements that make it possible, and that undo it. */
  readonly before?: (table: ScratchTable) => readonly string[];
  readonly after?: (table: ScratchTable) => readonly string[];
}
