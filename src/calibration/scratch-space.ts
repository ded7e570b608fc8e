import type { EngineFamily } from "../migrations/engine.js";

/** A table that is made to be measured. */
export interface ScratchTable {
  /** Unquoted; only small letters, digits and "_". */
  readonly name: string;
  readonly rows: number;
  /** About 60 or about 600 bytes a row. */
  readonly width: "narrow" | "wide";
  /** None or three: on PostgreSQL with the primary key, on MySQL, where the table itself is one, without. */
  readonly indexes: 0 | 3;
}

/** A table's size as the server tells it, in the words in which row counts are told. */
export interface MeasuredSize {
  readonly heapBytes: number;
  readonly bytes: number;
}

export interface ServerFacts {
  readonly family: EngineFamily;
  /** "postgres 16.3" */
  readonly engine: string;
  /** What estimates take for its cache, in bytes; null: not told. */
  readonly memoryBytes: number | null;
}

/**
 * A connection whose statements run in a place of its own, so that names of tables can mean nothing else.
 * Every method rejects with CalibrationFailed.
 */
export interface ScratchSpace extends ServerFacts {
  /** Of the schema, or of the database, that is made. */
  readonly name: string;
  /** For people: "the schema pre_deploy_checker_calibration_1f2e". */
  readonly place: string;
  /** Begins the names of all tables, where the place is not theirs alone; else "". */
  readonly prefix: string;
  /** Makes the place. Nothing is written before. */
  create(): Promise<void>;
  run(sql: string): Promise<void>;
  /** What is left to say after a table was filled, so that its sizes are those of a table at rest. */
  settle(table: string): Promise<void>;
  sizeOf(table: string): Promise<MeasuredSize>;
  /** Ends the statement that runs, which rejects then, as does every later one. */
  cancel(): Promise<void>;
  /** Drops what was made, over a connection of its own, and disconnects. */
  remove(): Promise<void>;
}
