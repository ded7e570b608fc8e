import type { ColumnType } from "./column-type.js";

/** What ALTER COLUMN ... TYPE does to a table. */
export interface TypeChange {
  /** Whether the rows are written anew. */
  readonly rewrites: boolean;
  /** Whether an index on the plain column is built anew although the rows stay. */
  readonly rebuildsIndexes: boolean;
}

const rewrite: TypeChange = { rewrites: true, rebuildsIndexes: true };
const catalogueOnly: TypeChange = { rewrites: false, rebuildsIndexes: false };
const indexesOnly: TypeChange = { rewrites: false, rebuildsIndexes: true };

/** `timestamp` and `timestamptz` are the same bytes in a session whose zone is UTC (12 and newer). */
export interface TypeChangeContext {
  readonly sameInstantInZone: boolean;
}

/**
 * Of two built-in types. Rows stay where the cast is binary coercible or its support function can prove that it changes
 * nothing; an index stays where its operator class does.
 * Measured on PostgreSQL 12 to 18: test/migrations/dialects/postgres/server.
 * @see https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES
 */
export function typeChange(from: ColumnType, to: ColumnType, context: TypeChangeContext): TypeChange {
  if (isSame(from, to)) return catalogueOnly;
  if (from.array || to.array) return rewrite;
  if (from.name === to.name) return sameName(from, to) ? catalogueOnly : rewrite;
  if (isText(from) && isText(to))
    return to.arguments.length === 0 || widensText(from, to) ? catalogueOnly : rewrite;
  if (isTime(from) && isTime(to) && to.arguments.length === 0)
    return context.sameInstantInZone ? indexesOnly : rewrite;
  const pair = `${from.name} ${to.name}`;
  if (to.arguments.length > 0) return rewrite;
  if (coercibleWithIndexes.has(pair)) return catalogueOnly;
  return coercible.has(pair) ? indexesOnly : rewrite;
}

const isText = ({ name }: ColumnType): boolean => name === "text" || name === "varchar";
const isTime = ({ name }: ColumnType): boolean => name === "timestamp" || name === "timestamptz";

const registered = ["regclass", "regtype", "regproc", "regprocedure", "regoper", "regnamespace", "regrole"];

const coercibleWithIndexes = new Set([
  "cidr inet",
  ...registered.flatMap((name) => [`${name} oid`, `oid ${name}`]),
]);

const coercible = new Set([
  ...[
    "text citext",
    "varchar citext",
    "citext text",
    "citext varchar",
    "bit varbit",
    "xml text",
    "xml varchar",
  ],
  ...["int4 oid", "oid int4", ...registered.flatMap((name) => [`${name} int4`, `int4 ${name}`])],
]);

/** Types whose one argument is a limit (a length, a number of digits) that may grow for nothing. */
const limited = new Set(["varchar", "varbit", "timestamp", "timestamptz", "time", "timetz"]);

function sameName(from: ColumnType, to: ColumnType): boolean {
  const [before, after] = [from.arguments, to.arguments];
  if (from.name === "interval")
    return after.length === 0 || (before.length === 1 && after.length === 1 && grows(before, after));
  if (after.length === 0) return limited.has(from.name) || from.name === "numeric";
  if (before.length === 0) return limited.has(from.name) && isMost(from.name, after);
  if (from.name === "numeric") return grows(before, after) && (before[1] ?? 0) === (after[1] ?? 0);
  return limited.has(from.name) && grows(before, after);
}

/** Six digits are all that a time has. */
function isMost(name: string, after: readonly number[]): boolean {
  return name.startsWith("time") && (after[0] ?? 0) >= 6;
}

function widensText(from: ColumnType, to: ColumnType): boolean {
  return from.name === "varchar" && from.arguments.length > 0 && grows(from.arguments, to.arguments);
}

function grows(before: readonly number[], after: readonly number[]): boolean {
  return (after[0] ?? 0) >= (before[0] ?? 0);
}

function isSame(from: ColumnType, to: ColumnType): boolean {
  return from.name === to.name && from.array === to.array && from.arguments.join() === to.arguments.join();
}
