import { textOf } from "../ruby/known.js";
import type { Value } from "../ruby/value.js";
import { quoteText } from "./quote.js";
import type { Target } from "./target.js";

const numeric = /int|serial|float|double|decimal|numeric|real|money|number/;

function textDefault(target: Target, value: string, type: string): string {
  if (numeric.test(type) && value.trim() !== "" && Number.isFinite(Number(value))) return value.trim();
  return quoteText(target, value);
}

/** A constant that the code computes: which one makes no difference to the cost. */
function someConstant(target: Target, type: string): string {
  if (numeric.test(type)) return "0";
  if (type === "boolean" || type === "tinyint(1)") return target.isPostgres ? "FALSE" : "0";
  if (type.startsWith("json")) return "'{}'";
  if (/^(timestamp|datetime)/.test(type)) return "'2000-01-01 00:00:00'";
  return type === "date" ? "'2000-01-01'" : "''";
}

function isBoolean(type: string): boolean {
  return type === "boolean" || type === "tinyint(1)";
}

function json(value: Value): string | null {
  if (value.type === "array") return value.items.length === 0 ? "[]" : null;
  if (value.type === "hash") return value.entries.length === 0 ? "{}" : null;
  return null;
}

/**
 * A column's default as ActiveRecord writes it; a lambda's text is SQL as it stands. `type` is the column's in SQL, ""
 * where it is not known.
 */
export function defaultSql(
  target: Target,
  value: Value,
  type: string,
  lambda: (value: Value) => string,
): string {
  if (value.type === "lambda") return lambda(value);
  if (value.type === "nil") return "NULL";
  if (value.type === "boolean" || (isBoolean(type) && value.type === "number")) {
    const truth = value.type === "boolean" ? value.truth : value.number !== 0;
    if (target.isPostgres) return truth ? "TRUE" : "FALSE";
    return truth ? "1" : "0";
  }
  if (value.type === "number") return /char|text/.test(type) ? `'${value.number}'` : String(value.number);
  const text = textOf(value);
  if (text !== null && isBoolean(type)) {
    const truth = ["t", "true", "1", "on", "yes"].includes(text.toLowerCase());
    if (target.isPostgres) return truth ? "TRUE" : "FALSE";
    return truth ? "1" : "0";
  }
  if (text !== null) return textDefault(target, text, type);
  if (value.type === "array" && type.endsWith("[]"))
    return value.items.length === 0 ? "'{}'" : someConstant(target, "");
  const empty = json(value);
  return empty === null ? someConstant(target, type) : `'${empty}'`;
}
