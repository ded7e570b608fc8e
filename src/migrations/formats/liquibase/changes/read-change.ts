import type { MigrationStep } from "../../../read-migration.js";
import type { Change } from "./change.js";

/** What one type of change sends, in order: statements, or steps where the text alone does not tell. */
export type ReadChange = (change: Change) => readonly (string | MigrationStep)[];
