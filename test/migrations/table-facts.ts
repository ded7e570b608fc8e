import type { TableFacts } from "../../src/migrations/database-facts.js";

/** A table of which nothing is known but what is given. */
export function tableFacts(over: Partial<TableFacts> = {}): TableFacts {
  return {
    rows: null,
    bytes: null,
    heapBytes: null,
    columns: null,
    indexes: null,
    notNull: null,
    checks: null,
    engine: null,
    charset: null,
    rowFormat: null,
    totalRowVersions: null,
    fulltextIndexes: null,
    correlations: null,
    changedSinceAnalysed: null,
    kind: null,
    ...over,
  };
}
