import { as, type TransactionStmt, type VariableSetStmt } from "../parser/ast.js";
import type { Context } from "./context.js";

/** BEGIN, COMMIT, ROLLBACK, SAVEPOINT: what was done since is kept or forgotten. */
export function followTransaction(statement: TransactionStmt, { session, schema }: Context): void {
  const { kind, savepoint_name: name = "" } = statement;
  if (kind === "TRANS_STMT_BEGIN" || kind === "TRANS_STMT_START") session.begin(schema.snapshot());
  if (kind === "TRANS_STMT_SAVEPOINT") session.savepoint(name, schema.snapshot());
  if (kind === "TRANS_STMT_ROLLBACK" || kind === "TRANS_STMT_ROLLBACK_TO") {
    const before = session.snapshotAt(name);
    if (before !== null) schema.restore(before);
  }
  if (kind !== undefined && endings.has(kind)) {
    session.end();
    if (statement.chain === true) session.begin(schema.snapshot());
  }
}

const endings: ReadonlySet<string> = new Set([
  "TRANS_STMT_COMMIT",
  "TRANS_STMT_ROLLBACK",
  "TRANS_STMT_PREPARE",
]);

/** SET and RESET of what matters here. */
export function followSetting(statement: VariableSetStmt, { session }: Context): void {
  if (statement.kind !== "VAR_SET_VALUE") {
    if (statement.name !== undefined) session.set(statement.name, null, statement.is_local === true);
    return;
  }
  const [first] = statement.args ?? [];
  const constant = as(as(first, "TypeCast")?.arg ?? first, "A_Const");
  const value = constant?.sval?.sval ?? constant?.fval?.fval ?? String(constant?.ival?.ival ?? 0);
  session.set(statement.name?.toLowerCase() ?? "", value, statement.is_local === true);
}
