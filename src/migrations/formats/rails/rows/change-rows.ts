import type { MigrationStep } from "../../../read-migration.js";
import { describeCall } from "../ruby/describe.js";
import type { Interpreter } from "../ruby/interpreter.js";
import type { Call } from "../ruby/value.js";

type Verb = Extract<MigrationStep, { kind: "rows" }>["verb"];

/**
 * Says that a call changes or reads rows. `rows` is how many at most, where the code tells and no loop around it
 * multiplies them.
 */
export function changeRows(
  call: Call,
  verb: Verb,
  table: string | null,
  interpreter: Interpreter,
  rows: number | null = null,
): void {
  const isTold = rows !== null && !interpreter.inUnknownLoop;
  const whose = table === null ? "rows of a table that the code does not name" : `rows of ${table}`;
  const note = isTold
    ? `${describeCall(call)} ${verb}s ${rows === 1 ? "one row" : `${rows} rows`}${table === null ? "" : ` of ${table}`}`
    : `${describeCall(call)} ${verb}s ${whose}: how many cannot be told from the code`;
  interpreter.steps.rows({ line: call.line, verb, table, note, ...(isTold ? { rows } : {}) });
}
