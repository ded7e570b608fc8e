import { tablesRead } from "../expressions/tables-read.js";
import { as, type CreateTableAsStmt, type IntoClause, type Node, type SelectStmt } from "../parser/ast.js";
import { unknownTable } from "../schema/table-state.js";
import { work, type Context } from "./context.js";
import { correlatedReads } from "./correlated-reads.js";
import { draft, type Draft } from "./draft.js";
import { joinReads } from "./join-reads.js";

/** CREATE TABLE AS and CREATE MATERIALIZED VIEW. */
export function createTableAs(statement: CreateTableAsStmt, context: Context): Draft {
  const into = statement.into ?? {};
  const isView = statement.objtype === "OBJECT_MATVIEW";
  return createTableFromQuery(
    into,
    statement.query ?? {},
    context,
    isView ? "create_materialized_view" : "create_table_as",
  );
}

/** The rows of a query become a new table: as large as the largest that it reads, for want of better knowledge. */
export function createTableFromQuery(
  into: IntoClause,
  query: object,
  context: Context,
  rule: "create_materialized_view" | "create_table_as" = "create_table_as",
): Draft {
  const name = into.rel?.relname ?? "";
  const sources = tablesRead(query);
  const [largest = null, ...others] = sources.toSorted((a, b) => size(b, context) - size(a, context) || 0);
  const isEmpty = into.skipData === true;
  context.schema.create(
    name,
    {
      ...unknownTable(name),
      created: true,
      createdIn: context.session.transaction,
      temporary: into.rel?.relpersistence === "t",
      kind: rule === "create_materialized_view" ? "materialized view" : null,
      indexesKnown: true,
    },
    isEmpty ? null : largest,
  );
  if (isEmpty) return draft(`${rule}.no_data`, name);
  return draft(rule, name, {
    work: [
      // Written as a rewrite writes a table anew, which is faster than inserting rows; nothing is indexed yet.
      ...(largest === null ? [] : [work(context, "rewrite", largest, { indexes: 0 })]),
      ...others.map((table) => work(context, "scan", table)),
      ...correlatedReads(query, context),
      ...joinReads({ query: selectOf(query) }, context),
    ],
  });
}

/** CREATE TABLE AS holds its query as a node, SELECT INTO is one itself. */
function selectOf(query: object): SelectStmt {
  return as(query as Node, "SelectStmt") ?? query;
}

function size(table: string, context: Context): number {
  return context.schema.rows(table) ?? Number.MAX_VALUE;
}
