import { columnsNamed } from "../expressions/columns-named.js";
import { as, type AlterTableCmd, type IndexStmt, type ReindexStmt } from "../parser/ast.js";
import { isSince, work, type Context } from "./context.js";
import { draft, type Draft } from "./draft.js";
import { indexWork } from "./index-work.js";

const refused = "PostgreSQL refuses CONCURRENTLY inside a transaction";

/** What is to be said of CONCURRENTLY inside a transaction: the server answers with an error. */
export function refusal(context: Context): { because?: string } {
  return context.session.inTransaction ? { because: refused } : {};
}

/** CREATE INDEX. */
export function createIndex(statement: IndexStmt, context: Context): Draft {
  const table = statement.relation?.relname ?? "";
  const state = context.schema.table(table);
  const keys = (statement.indexParams ?? []).map((node) => as(node, "IndexElem") ?? {});
  const columns = keys.map(({ name }) => name ?? "");
  const mentions = new Set([
    ...columnsNamed(keys.map(({ expr }) => expr)),
    ...columnsNamed(statement.whereClause),
  ]);
  const name = statement.idxname ?? [table, ...columns.map((column) => column || "expr"), "idx"].join("_");
  if (statement.if_not_exists === true && state.indexes.has(name)) return draft("add_index.exists", table);
  state.indexes.set(name, {
    columns,
    mentions,
    unique: statement.unique === true && statement.whereClause === undefined,
    partial: statement.whereClause !== undefined,
    unused: ["gin", "brin"].includes(statement.accessMethod ?? ""),
  });
  const isPartitioned = state.kind === "partitioned table";
  if (statement.relation?.inh !== true && (isPartitioned || !context.schema.exists(table))) {
    return draft("add_index.only_parent", table);
  }
  const concurrently = statement.concurrent === true;
  const because =
    concurrently && isPartitioned ? "PostgreSQL refuses CONCURRENTLY on a partitioned table" : undefined;
  const descending = keys[0]?.ordering === "SORTBY_DESC";
  const method = statement.accessMethod;
  const built = [indexWork(columns, table, context, { method, concurrently, descending })];
  return concurrently
    ? draft("add_index.concurrently", table, { because, ...refusal(context), work: built })
    : draft("add_index.build", table, { work: built });
}

/** ALTER INDEX, but for RENAME. */
export function alterIndex(command: AlterTableCmd, index: string, context: Context): Draft {
  const table = context.schema.tableOfIndex(index);
  if (command.subtype !== "AT_SetTableSpace") return draft("alter_index.options", table);
  return draft("alter_index.tablespace", table, {
    work: table === null ? [] : [work(context, "index", table)],
  });
}

/** DROP INDEX of one index. */
export function dropIndex(index: string, concurrently: boolean, context: Context): Draft {
  const table = context.schema.tableOfIndex(index);
  if (table !== null) context.schema.table(table).indexes.delete(index);
  return concurrently
    ? draft("drop_index.concurrently", table, refusal(context))
    : draft("drop_index.plain", table);
}

/** ALTER INDEX ... RENAME. */
export function renameIndex(index: string, to: string, context: Context): Draft {
  const table = context.schema.tableOfIndex(index);
  if (table !== null) {
    const { indexes } = context.schema.table(table);
    const state = indexes.get(index);
    indexes.delete(index);
    if (state !== undefined) indexes.set(to, state);
  }
  return draft(isSince(context, 12) ? "rename_index" : "rename_index.before_12", table);
}

/** REINDEX. */
export function reindex(statement: ReindexStmt, context: Context): Draft {
  const name = statement.relation?.relname ?? "";
  const isConcurrent = (statement.params ?? []).some(
    (node) => as(node, "DefElem")?.defname === "concurrently",
  );
  const rule = isConcurrent ? "reindex.concurrently" : "reindex.plain";
  const because = isConcurrent ? refusal(context) : {};
  if (statement.kind === "REINDEX_OBJECT_TABLE") {
    const indexes = [...context.schema.table(name).indexes.values()];
    const each = indexes.map(({ columns }) =>
      indexWork(columns, name, context, { concurrently: isConcurrent }),
    );
    return draft(rule, name, { ...because, work: each.length > 0 ? each : [indexWork([], name, context)] });
  }
  if (statement.kind !== "REINDEX_OBJECT_INDEX") return draft("reindex.many", null);
  const table = context.schema.tableOfIndex(name);
  if (table === null) {
    return draft(rule, null, {
      ...because,
      cost: "unknown",
      because: `which table ${name} belongs to is not known`,
    });
  }
  const { columns = [] } = context.schema.table(table).indexes.get(name) ?? {};
  return draft(rule, table, {
    ...because,
    work: [indexWork(columns, table, context, { concurrently: isConcurrent })],
  });
}
