import { adviceOn } from "../../correlated-subquery.js";
import { functionsCalled } from "../expressions/functions-called.js";
import { aggregateFunctions, cheapFunctions, stableFunctions } from "../expressions/stable-functions.js";
import { tablesRead } from "../expressions/tables-read.js";
import { walk } from "../expressions/walk.js";
import { as, lastName, type FuncCall, type Node, type SelectStmt } from "../parser/ast.js";
import { work, type Context } from "./context.js";
import { correlatedReads } from "./correlated-reads.js";
import { createTableFromQuery } from "./create-from-query.js";
import { changesInside } from "./data-changes.js";
import { draft, type Draft } from "./draft.js";
import { joinReads } from "./join-reads.js";
import { callRoutine } from "./routine-call.js";
import { isUniqueLookup } from "./unique-lookup.js";

/** SELECT: what it reads, changes in WITH, and the functions that it calls. */
export function select(statement: SelectStmt, context: Context): readonly Draft[] {
  if (statement.intoClause !== undefined)
    return [createTableFromQuery(statement.intoClause, statement, context)];
  const changes = changesInside(statement, context);
  const unknown = functionsCalled(statement).filter((name) => !isBuiltIn(name));
  const called = unknown.flatMap((name) => callRoutine(name, context) ?? [unknownFunction(name)]);
  const waits = longSleeps(statement);
  if (changes.length > 0 || called.length + waits.length > 0) return [...changes, ...called, ...waits];
  const tables = tablesRead(statement);
  const [first = null] = tables;
  if (first === null) return [draft("read.cheap", null)];
  if (tables.length === 1 && isCheapRead(statement, first, context)) return [draft("read.cheap", first)];
  const scans = tables.map((table) => work(context, "scan", table));
  const anew = [...correlatedReads(statement, context), ...joinReads({ query: statement }, context)];
  return [draft("read.scan", first, { ...adviceOn(anew), work: [...scans, ...anew] })];
}

/** Between batches people wait for fractions of a second; in seconds. */
const longSleep = 10;

/** Waiting on purpose for longer than that, or for what cannot be told, is work of which the rates say nothing. */
function longSleeps(statement: SelectStmt): readonly Draft[] {
  const calls = [...walk(statement)].flatMap(([name, contents]) =>
    name === "FuncCall" && lastName((contents as FuncCall).funcname) === "pg_sleep"
      ? [contents as FuncCall]
      : [],
  );
  return calls
    .filter(({ args = [] }) => (secondsOf(args[0]) ?? Infinity) >= longSleep)
    .map(() => draft("read.cheap", null, { cost: "unknown", note: "It waits on purpose (pg_sleep)." }));
}

function secondsOf(node: Node | undefined): number | null {
  const constant = as(node, "A_Const");
  if (constant === null) return null;
  return constant.fval?.fval === undefined ? (constant.ival?.ival ?? 0) : Number(constant.fval.fval);
}

function unknownFunction(name: string): Draft {
  return draft("read.unknown_function", null, { because: name });
}

function isBuiltIn(name: string): boolean {
  return stableFunctions.has(name) || cheapFunctions.has(name) || aggregateFunctions.has(name);
}

/** A row by its key, or the end of an index: `setval(..., (select max(id) from t))`. */
function isCheapRead(statement: SelectStmt, table: string, context: Context): boolean {
  const inner = innermost(statement, table);
  if (inner === null) return false;
  if (isUniqueLookup(inner.whereClause, table, context)) return true;
  if (inner.whereClause !== undefined || inner.groupClause !== undefined) return false;
  const calls = functionsCalled(inner.targetList);
  return (
    calls.length > 0 &&
    calls.every((name) => name === "max" || name === "min" || stableFunctions.has(name)) &&
    endsOfIndex(inner, table, context)
  );
}

function innermost(statement: SelectStmt, table: string): SelectStmt | null {
  const readsIt = ({ fromClause = [] }: SelectStmt): boolean =>
    fromClause.length === 1 && as(fromClause[0], "RangeVar")?.relname === table;
  if (readsIt(statement)) return statement;
  for (const [name, contents] of walk(statement)) {
    if (name === "SelectStmt" && readsIt(contents)) return contents;
  }
  return null;
}

function endsOfIndex(statement: SelectStmt, table: string, context: Context): boolean {
  const { indexes, indexesKnown } = context.schema.table(table);
  const first = new Set([...indexes.values()].map(({ columns }) => columns[0]));
  const columns: (string | null)[] = [];
  for (const [name, contents] of walk(statement.targetList)) {
    if (name === "ColumnRef") columns.push(lastName((contents as { fields?: Node[] }).fields));
  }
  return (
    columns.length > 0 &&
    columns.every((column) => first.has(column ?? "") || (!indexesKnown && column === "id"))
  );
}
