import type { DatabaseFacts } from "../database-facts.js";
import type { Engine } from "../engine.js";
import type { Operation } from "../operation.js";
import type { ReadMigration } from "../read-migration.js";

/**
 * Classifies one deploy's migrations in the order in which they run: what one creates or changes (a new table is
 * empty, a check was validated) the next one finds so.
 */
export interface Classification {
  /** Never throws on bad input: an unreadable statement is one operation of kind "unparsed". */
  classify(migration: ReadMigration): readonly Operation[];
  /** Tables that the deploy itself has created so far: they are empty. */
  readonly createdTables: ReadonlySet<string>;
}

/** A family of engines: its SQL and what its statements cost. */
export interface Dialect {
  /** `facts` null: nothing is known of production; then the worst that is likely is assumed. */
  begin(engine: Engine, facts: DatabaseFacts | null): Classification;
}
