import { adviceOn } from "../../correlated-subquery.js";
import type { Work } from "../../../operation.js";
import { walk } from "../expressions/walk.js";
import { tablesRead } from "../expressions/tables-read.js";
import {
  as,
  lastName,
  type CommonTableExpr,
  type DeleteStmt,
  type FuncCall,
  type InsertStmt,
  type MergeStmt,
  type Node,
  type RangeVar,
  type SelectStmt,
  type UpdateStmt,
} from "../parser/ast.js";
import { aggregateFunctions, cheapFunctions, stableFunctions } from "../expressions/stable-functions.js";
import { work, workOfHeldRows, type Context } from "./context.js";
import { correlatedReads } from "./correlated-reads.js";
import { draft, type Draft } from "./draft.js";
import { joinReads } from "./join-reads.js";
import { isUniqueLookup } from "./unique-lookup.js";

/** INSERT. */
export function insert(statement: InsertStmt, context: Context): Draft {
  const table = statement.relation?.relname ?? "";
  const sources = tablesRead([statement.selectStmt, statement.withClause]);
  const select = as(statement.selectStmt, "SelectStmt");
  if (sources.length === 0) {
    const yields = select === null ? null : rowFunction(select.fromClause);
    const held = select?.valuesLists?.length ?? 1;
    if (yields === null) return draft("insert.values", table, { work: workOfHeldRows(context, table, held) });
    return draft("insert.select", table, {
      cost: "unknown",
      note: `how many rows ${yields}() yields cannot be told`,
    });
  }
  const isOneRow =
    select?.fromClause === undefined || isFewRows(select.fromClause, select.whereClause, context);
  if (isOneRow)
    return draft("insert.values", table, {
      because: "what it reads is a few rows, or subqueries",
      work: isFewRows(select?.fromClause, select?.whereClause, context) ? [] : scans(sources, context),
    });
  const [largest = "", ...others] = sources.toSorted(
    (a, b) => (context.schema.rows(b) ?? Infinity) - (context.schema.rows(a) ?? Infinity) || 0,
  );
  const { indexes, indexesKnown } = context.schema.table(table);
  const written = work(context, "insert", largest, { indexes: indexesKnown ? indexes.size : null });
  context.schema.fill(table, largest);
  // ON CONFLICT changes no more rows than there are to insert.
  const anew = correlatedReads(statement, context, [
    { relname: largest, alias: { aliasname: "excluded" } },
    { relname: largest, alias: { aliasname: statement.relation?.alias?.aliasname ?? table } },
  ]).concat([select, findingQuery([], statement)].flatMap((query) => joinReads({ query }, context)));
  return draft("insert.select", table, {
    ...adviceOn(anew),
    work: [written, ...scans(others, context), ...anew],
  });
}

/** UPDATE. */
export function update(statement: UpdateStmt, context: Context): Draft {
  const table = statement.relation?.relname ?? "";
  if (isUniqueLookup(statement.whereClause, table, context))
    return draft("update.one", table, {
      work: readOnce(statement, findingQuery(statement.fromClause ?? [], statement), context),
    });
  const changed = work(context, "update", table, { indexes: null });
  const read = others(statement, findingQuery(statement.fromClause ?? [], statement), context);
  forgetOrder(statement, table, context);
  return draft("update.rows", table, {
    ...whereDoubt(statement.whereClause),
    ...adviceOn(read),
    work: [changed, ...read],
  });
}

/** New values may come in any order. */
function forgetOrder({ targetList = [] }: UpdateStmt, table: string, context: Context): void {
  const { columns } = context.schema.table(table);
  for (const node of targetList) {
    const name = as(node, "ResTarget")?.name ?? "";
    const column = columns.get(name);
    if (column !== undefined) columns.set(name, { ...column, correlation: null });
  }
}

/** DELETE. */
export function remove(statement: DeleteStmt, context: Context): Draft {
  const table = statement.relation?.relname ?? "";
  if (isUniqueLookup(statement.whereClause, table, context))
    return draft("delete.one", table, {
      work: readOnce(statement, findingQuery(statement.usingClause ?? [], statement), context),
    });
  const read = others(statement, findingQuery(statement.usingClause ?? [], statement), context);
  return draft("delete.rows", table, {
    ...whereDoubt(statement.whereClause),
    ...adviceOn(read),
    work: [work(context, "delete", table), ...read],
  });
}

/** MERGE. */
export function merge(statement: MergeStmt, context: Context): Draft {
  const table = statement.relation?.relname ?? "";
  const { joinCondition, sourceRelation, withClause } = statement;
  const query = findingQuery(sourceRelation === undefined ? [] : [sourceRelation], {
    ...(joinCondition === undefined ? {} : { whereClause: joinCondition }),
    ...(withClause === undefined ? {} : { withClause }),
  });
  const read = others(statement, query, context);
  return draft("merge", table, {
    ...adviceOn(read),
    work: [work(context, "update", table, { indexes: null }), ...read],
  });
}

/** WITH ... AS (INSERT | UPDATE | DELETE | MERGE), first, then the statement that they stand in. */
export function withChanges<Statement extends object>(
  judge: (statement: Statement, context: Context) => Draft,
): (statement: Statement, context: Context) => readonly Draft[] {
  return (statement, context) => [...changesInside(statement, context), judge(statement, context)];
}

/**
 * The changes that stand inside of another statement, one operation each. What WITH gives them to read is no table: what
 * it is made of is read by the statement.
 */
export function changesInside(statement: object, context: Context): readonly Draft[] {
  const drafts: Draft[] = [];
  const given = new Set<string>();
  for (const [name, contents] of walk(statement)) {
    if (name === "CommonTableExpr") given.add((contents as CommonTableExpr).ctename ?? "");
    if (name === "InsertStmt") drafts.push(insert(contents, context));
    if (name === "UpdateStmt") drafts.push(update(contents, context));
    if (name === "DeleteStmt") drafts.push(remove(contents, context));
    if (name === "MergeStmt") drafts.push(merge(contents, context));
  }
  return drafts.map((one) => ({
    ...one,
    work: one.work.filter(({ class: kind, table }) => kind !== "scan" || !given.has(table)),
  }));
}

/** What finds the rows that are changed: what they are joined with, and the conditions. */
function findingQuery(
  fromClause: Node[],
  { whereClause, withClause }: Pick<SelectStmt, "whereClause" | "withClause">,
): SelectStmt {
  return {
    fromClause,
    ...(whereClause === undefined ? {} : { whereClause }),
    ...(withClause === undefined ? {} : { withClause }),
  };
}

/** What is read besides the table that is changed, and is joined with what `query` reads. */
function others(
  statement: { readonly relation?: RangeVar },
  query: SelectStmt,
  context: Context,
): readonly Work[] {
  const { relation } = statement;
  return [
    ...scans(
      tablesRead(statement).filter((name) => name !== relation?.relname),
      context,
    ),
    ...correlatedReads(statement, context, relation === undefined ? [] : [relation]),
    ...joinReads({ query, changed: relation }, context),
  ];
}

/** What is read for a few rows: all tables besides, but those where an index finds what belongs to them. */
function readOnce(
  statement: { readonly relation?: RangeVar },
  query: SelectStmt,
  context: Context,
): readonly Work[] {
  const reads = others(statement, query, context);
  const found = new Set(reads.flatMap(({ lookedUpIn }) => lookedUpIn ?? []));
  return reads.filter(
    ({ table, lookedUpIn, forEachRowOf }) =>
      lookedUpIn === undefined && forEachRowOf === undefined && !found.has(table),
  );
}

function scans(tables: readonly string[], context: Context): readonly Work[] {
  return tables.map((name) => work(context, "scan", name));
}

function whereDoubt(where: Node | undefined): { because?: string } {
  return where === undefined
    ? {}
    : { because: "how many rows the WHERE clause leaves cannot be told, so all are counted" };
}

function isFewRows(from: readonly Node[] | undefined, where: Node | undefined, context: Context): boolean {
  const [only, ...more] = from ?? [];
  const table = as(only, "RangeVar")?.relname;
  return table !== undefined && more.length === 0 && isUniqueLookup(where, table, context);
}

const fewRows = 10_000;

/** A function in FROM that yields nobody knows how many rows. */
function rowFunction(from: readonly Node[] | undefined): string | null {
  for (const [name, contents] of walk(from)) {
    if (name !== "FuncCall") continue;
    const call = contents as FuncCall;
    const called = lastName(call.funcname) ?? "";
    const bounds = (call.args ?? []).map((node) => as(node, "A_Const")?.ival?.ival);
    const isFew =
      called === "generate_series" && bounds.every((bound) => bound !== undefined && bound <= fewRows);
    const isOne = cheapFunctions.has(called) || (stableFunctions.has(called) && called !== "unnest");
    const isShort = called === "unnest" || (aggregateFunctions.has(called) && called !== "generate_series");
    if (!isFew && !isOne && !isShort) return called;
  }
  return null;
}
