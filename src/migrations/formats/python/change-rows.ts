import type { MigrationStep } from "../../read-migration.js";
import type { Interpreter } from "./interpreter.js";

type Rows = Extract<MigrationStep, { kind: "rows" }>;

/** What changes or reads rows: the call as people know it, and how many rows at most, where the code tells. */
interface RowChange {
  readonly line: number;
  readonly call: string;
  readonly verb: Rows["verb"];
  readonly table: string | null;
  readonly rows?: number | null;
}

/** Says that a call changes or reads rows; a loop whose turns are not known makes their number unknown. */
export function changeRows(
  { line, call, verb, table, rows = null }: RowChange,
  interpreter: Interpreter,
): void {
  const isTold = rows !== null && !interpreter.inUnknownLoop;
  const whose = table === null ? "rows of a table that the code does not name" : `rows of ${table}`;
  const note = isTold
    ? `${call} ${verb}s ${rows === 1 ? "one row" : `${rows} rows`}${table === null ? "" : ` of ${table}`}`
    : `${call} ${verb}s ${whose}: how many cannot be told from the code`;
  interpreter.steps.rows({ line, verb, table, note, ...(isTold ? { rows } : {}) });
}
