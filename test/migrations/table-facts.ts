import { type TableFacts, unknownFacts } from "../../src/migrations/database-facts.js";

/** A table of which nothing is known but what is given. */
export function tableFacts(over: Partial<TableFacts> = {}): TableFacts {
  return { ...unknownFacts, ...over };
}
