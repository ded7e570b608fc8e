import type { DatabaseFacts } from "../../migrations/database-facts.js";

export interface CopiedTable {
  readonly name: string;
  /** Whether its columns, indexes and checks are all as in production. */
  readonly isWhole: boolean;
}

/** An empty copy of production's schema. */
export interface Copy {
  /** Production's tables by oid. */
  readonly tables: ReadonlyMap<number, CopiedTable>;
  /** Names of production's relations that are not in the copy: a statement on them cannot be tried out. */
  readonly missing: ReadonlySet<string>;
  /** Whether a relation that is neither in the copy nor among `missing` is surely not in production. */
  readonly isComplete: boolean;
  /** Whether types, functions, sequences, foreign keys and views are in it, too. */
  readonly fromDump: boolean;
  /** What the copy tells beyond the statistics; null: nothing. */
  readonly facts: DatabaseFacts | null;
}
