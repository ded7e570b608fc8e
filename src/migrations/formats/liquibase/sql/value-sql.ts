import type { Change } from "../changes/change.js";
import { UnreadableChange } from "../unreadable-change.js";
import { isBoolean } from "./column-type.js";
import { textSql } from "./text-sql.js";

/** What Liquibase takes for a function where a date is expected. */
const dateFunction = /^(current_|now\b|localtime|sysdate|utc_|today\b|getdate)/i;

const isNumber = (text: string): boolean => /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text.trim());

const truth = (change: Change, value: boolean): string =>
  change.isPostgres ? (value ? "TRUE" : "FALSE") : value ? "1" : "0";

/** A literal of a column's type: `defaultValue="0"` of a boolean is FALSE. */
function literal(change: Change, text: string, type: string | null): string {
  if (text.trim().toLowerCase() === "null") return "NULL";
  const isDate = type !== null && /^(date|time)/i.test(type);
  if (isDate && dateFunction.test(text.trim())) return text;
  if (type !== null && isBoolean(type) && /^(true|false|t|f|0|1)$/i.test(text.trim()))
    return truth(change, /^(true|t|1)$/i.test(text.trim()));
  return isNumber(text) && type !== null && !/char|text/i.test(type)
    ? text.trim()
    : textSql(change.isPostgres, text);
}

function nextOf(change: Change, sequence: string): string {
  const name = change.names.table(null, sequence);
  return change.isPostgres ? `nextval(${textSql(true, name)})` : `NEXT VALUE FOR ${name}`;
}

/**
 * The value that a column is given by `value`, `valueNumeric` ... or, with the prefix `defaultValue`, by its default;
 * null where there is none. @param type in the engine's SQL; null: not told
 */
export function valueSql(
  change: Change,
  prefix: "value" | "defaultValue",
  type: string | null,
): string | null {
  const text = (suffix: string): string | null => change.text(`${prefix}${suffix}`);
  const plain = text("");
  if (plain !== null) return literal(change, plain, type);
  const numeric = text("Numeric");
  // What is no number is taken for a function.
  if (numeric !== null) return numeric.trim();
  const boolean = text("Boolean");
  if (boolean !== null) return truth(change, /^(true|t|1)$/i.test(boolean.trim()));
  const date = text("Date");
  if (date !== null) return dateFunction.test(date.trim()) ? date : literal(change, date, "timestamp");
  const computed = text("Computed");
  if (computed !== null) return computed;
  const next = text("SequenceNext");
  if (next !== null) return nextOf(change, next);
  const current = text("SequenceCurrent");
  if (current !== null && change.isPostgres) return `currval(${textSql(true, current)})`;
  for (const file of ["ClobFile", "BlobFile"]) if (text(file) !== null) return textSql(change.isPostgres, "");
  if (current !== null) throw new UnreadableChange("MySQL has no sequences");
  return null;
}
