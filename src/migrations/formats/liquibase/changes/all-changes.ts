import { columnChanges } from "./column-changes.js";
import { constraintChanges } from "./constraint-changes.js";
import { objectChanges } from "./object-changes.js";
import type { ReadChange } from "./read-change.js";
import { rowChanges } from "./row-changes.js";
import { sqlChanges } from "./sql-changes.js";
import { tableChanges } from "./table-changes.js";

/** Every type of change that is read, by its name. */
export const allChanges: ReadonlyMap<string, ReadChange> = new Map(
  Object.entries({
    ...tableChanges,
    ...columnChanges,
    ...constraintChanges,
    ...rowChanges,
    ...objectChanges,
    ...sqlChanges,
  }),
);
