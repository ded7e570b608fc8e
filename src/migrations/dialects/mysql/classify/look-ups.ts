import type { Work } from "../../../operation.js";
import type { SchemaState } from "../schema/schema-state.js";

/**
 * How many times as long as PostgreSQL's hashed look-ups one of these takes, for which row by row an index is gone down:
 * a foreign key to 99,992 rows added 6 to 10 µs a row to a copy on MariaDB 10.11 (`npm run bench --
 * migration-accuracy`), where a scan took 0.2 µs.
 */
const rowByRow = 7;

/** Every row of a table is looked up in another one. */
export function lookUps(table: string, lookedUpIn: string, schema: SchemaState): Work {
  return {
    class: "scan",
    table: schema.table(table).origin,
    indexes: 0,
    share: 1,
    factor: rowByRow,
    lookedUpIn: schema.table(lookedUpIn).origin,
  };
}
