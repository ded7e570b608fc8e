import { provesNotNull } from "../expressions/proves-not-null.js";
import { setNotNull } from "../schema/record-constraint.js";
import type { TableState } from "../schema/table-state.js";
import { isSince, work, type Context } from "./context.js";
import { draft, type Draft } from "./draft.js";

/** ALTER COLUMN ... SET NOT NULL. */
export function setColumnNotNull(column: string, table: string, context: Context): Draft {
  const state = context.schema.table(table);
  const wasNotNull = state.columns.get(column)?.notNull === true;
  const proof = isSince(context, 12) ? notNullProof(state, column) : null;
  const unproven = [...state.checks].find(
    ([, check]) => !check.validated && check.expression !== null && provesNotNull(check.expression, column),
  );
  setNotNull(state, [column]);
  if (wasNotNull) return draft("set_not_null.already", table);
  if (proof !== null) return draft("set_not_null.proven", table, { because: proof });
  return draft("set_not_null.scan", table, {
    ...(unproven === undefined ? {} : { because: `the check ${unproven[0]} is not validated` }),
    work: [work(context, "scan", table)],
    sharesPass: true,
  });
}

/** The name of a validated check that allows no null in the column. */
export function notNullProof(state: TableState, column: string): string | null {
  const proof = [...state.checks].find(
    ([, { expression, validated }]) => validated && expression !== null && provesNotNull(expression, column),
  );
  return proof?.[0] ?? null;
}
