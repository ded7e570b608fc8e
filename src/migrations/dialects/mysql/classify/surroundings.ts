import type { Operation } from "../../../operation.js";
import type { Abilities } from "../plan/abilities.js";
import type { SchemaState } from "../schema/schema-state.js";
import type { Session } from "./session.js";

/** Where a statement is run: what it finds and what it changes for those behind it. */
export interface Surroundings {
  readonly schema: SchemaState;
  readonly session: Session;
  readonly can: Abilities;
  /** A CHANGE that says neither NULL nor NOT NULL leaves the column what it has. */
  readonly keepsNullability: boolean;
  /** Classifies SQL that another statement holds: PREPARE ... FROM 'text'. */
  readonly classifySql: (sql: string, line: number) => readonly Operation[];
  readonly nextTransaction: () => number;
}
