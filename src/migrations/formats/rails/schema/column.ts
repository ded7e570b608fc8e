import type { Options } from "../ruby/options.js";
import { number, symbol } from "../ruby/value.js";
import type { Column } from "../sql/column-sql.js";
import type { Target } from "../sql/target.js";

/** Whether Rails 7.0's precision of six digits applies where none is given. */
function takesPrecision({ isPostgres, since }: Target, type: string, options: Options): boolean {
  const isDatetime = type === "datetime" || (isPostgres && type === "timestamp");
  return isDatetime && since(7, 0) && !options.has("precision");
}

/** A column with the defaults of the migration's version of Rails. */
export function makeColumn(target: Target, name: string, type: string, options: Options): Column {
  const precise = takesPrecision(target, type, options);
  return {
    name,
    type,
    options: precise ? options.with([{ key: symbol("precision"), value: number(6) }]) : options,
  };
}

/** `created_at` and `updated_at`: NOT NULL since 5.0, with microseconds since 6.0. */
export function timestampColumns(target: Target, given: Options): readonly Column[] {
  const options = given.without("force", "bulk");
  const notNull = options.has("null") || !target.since(5, 0);
  const precise = options.has("precision") || !target.since(6, 0);
  const full = options.with([
    ...(notNull ? [] : [{ key: symbol("null"), value: { type: "boolean", truth: false } as const }]),
    ...(precise ? [] : [{ key: symbol("precision"), value: number(6) }]),
  ]);
  return ["created_at", "updated_at"].map((name) => ({ name, type: "datetime", options: full }));
}

/** The type of primary keys and of references to them: bigint since 5.1. */
export const keyType = (target: Target): string => (target.since(5, 1) ? "bigint" : "integer");
