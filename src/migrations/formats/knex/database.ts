import type { Interpreter } from "../javascript/language/interpreter.js";
import type { Target } from "../javascript/sql/target.js";

/** The database that a migration is read for: what is sent to it becomes steps. */
export interface Database {
  readonly interpreter: Interpreter;
  readonly target: Target;
}
