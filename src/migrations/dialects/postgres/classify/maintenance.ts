import {
  as,
  type ClusterStmt,
  type LockStmt,
  type Node,
  type RefreshMatViewStmt,
  type TruncateStmt,
  type VacuumStmt,
} from "../parser/ast.js";
import { lockModes } from "../locks.js";
import { work, type Context } from "./context.js";
import { draft, type Draft } from "./draft.js";

/** What ANALYZE reads: 300 rows for each of 100 steps of the histogram. */
const sampledRows = 30_000;

/** VACUUM and ANALYZE, one operation for each table. */
export function vacuum(statement: VacuumStmt, context: Context): readonly Draft[] {
  const isFull = (statement.options ?? []).some((node) => as(node, "DefElem")?.defname === "full");
  const isVacuum = statement.is_vacuumcmd === true;
  const tables = (statement.rels ?? []).map((node) => as(node, "VacuumRelation")?.relation?.relname ?? "");
  if (tables.length === 0) return [draft(isVacuum ? "vacuum.all" : "analyze.all", null)];
  return tables.map((table) => {
    if (!isVacuum) return analyze(table, context);
    const because = context.session.inTransaction
      ? "PostgreSQL refuses VACUUM inside a transaction"
      : undefined;
    return isFull
      ? draft("vacuum.full", table, { because, work: [work(context, "rewrite", table, { indexes: null })] })
      : draft("vacuum.plain", table, { because, work: [work(context, "scan", table)] });
  });
}

function analyze(table: string, context: Context): Draft {
  const rows = context.schema.rows(table);
  const share = rows === null || rows === 0 ? 1 : Math.min(1, sampledRows / rows);
  return draft("analyze", table, { work: [work(context, "scan", table, { share })] });
}

/** CLUSTER. */
export function cluster(statement: ClusterStmt, context: Context): Draft {
  const table = statement.relation?.relname;
  if (table === undefined) return draft("cluster.all", null);
  return draft("cluster", table, { work: [work(context, "rewrite", table, { indexes: null })] });
}

/** TRUNCATE, one operation for each table. */
export function truncate(statement: TruncateStmt, context: Context): readonly Draft[] {
  const cascades = statement.behavior === "DROP_CASCADE";
  const because = cascades ? "tables that reference it are emptied with it" : undefined;
  return namesOf(statement.relations).map((table) => {
    const others = cascades ? context.schema.referencing(table) : [];
    return draft("truncate", table, {
      because,
      alsoLocks: others.map((other) => ({ table: other, lock: "ACCESS EXCLUSIVE" })),
    });
  });
}

/** LOCK TABLE, one operation for each table. */
export function lockTable(statement: LockStmt): readonly Draft[] {
  const lock = lockModes[(statement.mode ?? lockModes.length) - 1] ?? "ACCESS EXCLUSIVE";
  return namesOf(statement.relations).map((table) => draft("lock_table", table, { lock }));
}

/** REFRESH MATERIALIZED VIEW. */
export function refresh(statement: RefreshMatViewStmt, context: Context): Draft {
  const view = statement.relation?.relname ?? "";
  if (statement.skipData === true) return draft("refresh_materialized_view.no_data", view);
  return statement.concurrent === true
    ? draft("refresh_materialized_view.concurrently", view, {
        work: [work(context, "scan", view), work(context, "insert", view, { indexes: 0 })],
      })
    : draft("refresh_materialized_view.plain", view, {
        work: [work(context, "rewrite", view, { indexes: null })],
      });
}

function namesOf(nodes: readonly Node[] | undefined): readonly string[] {
  return (nodes ?? []).map((node) => as(node, "RangeVar")?.relname ?? "");
}
