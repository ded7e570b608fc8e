import { walk } from "../../migrations/dialects/postgres/expressions/walk.js";
import {
  as,
  lastName,
  nameOf,
  type Node,
  type NodeName,
} from "../../migrations/dialects/postgres/parser/ast.js";

/**
 * What is done with a statement: `run` on the copy; `keep`: it changes nothing that a later statement could stumble
 * over, and the rules say what it costs; `leave`: it cannot be tried out here, and what follows may rest on it.
 */
export type Treatment =
  | { readonly kind: "run" }
  /** A setting for the rest of the transaction. */
  | { readonly kind: "setting" }
  | { readonly kind: "end of transaction" }
  | { readonly kind: "keep" }
  | { readonly kind: "leave"; readonly reason: string };

const run: ReadonlySet<NodeName> = new Set<NodeName>([
  "AlterTableStmt",
  "CreateStmt",
  "IndexStmt",
  "DropStmt",
  "RenameStmt",
  "ViewStmt",
  "CreateTableAsStmt",
  "CreateSeqStmt",
  "AlterSeqStmt",
  "CreateEnumStmt",
  "AlterEnumStmt",
  "CreateDomainStmt",
  "AlterDomainStmt",
  "CompositeTypeStmt",
  "CreateRangeStmt",
  "CreateFunctionStmt",
  "AlterFunctionStmt",
  "CreateTrigStmt",
  "CreateSchemaStmt",
  "CreateExtensionStmt",
  "DefineStmt",
  "CreateStatsStmt",
  "AlterObjectSchemaStmt",
  "CreatePolicyStmt",
  "AlterPolicyStmt",
  "RuleStmt",
  "CreateCastStmt",
  "AlterTypeStmt",
]);

/** Changes of rows prove nothing on an empty table; roles, rights and comments are not in the copy. */
const keep: ReadonlySet<NodeName> = new Set<NodeName>([
  "InsertStmt",
  "UpdateStmt",
  "DeleteStmt",
  "MergeStmt",
  "CopyStmt",
  "TruncateStmt",
  "ExplainStmt",
  "VariableShowStmt",
  "LockStmt",
  "NotifyStmt",
  "GrantStmt",
  "GrantRoleStmt",
  "CommentStmt",
  "AlterOwnerStmt",
  "VacuumStmt",
  "ReindexStmt",
  "ClusterStmt",
  "RefreshMatViewStmt",
  "CheckPointStmt",
  "DiscardStmt",
  "ConstraintsSetStmt",
]);

/** Functions that change no schema. */
const harmless = new Set([
  "set_config",
  "setval",
  "nextval",
  "currval",
  "count",
  "now",
  "pg_sleep",
  "max",
  "min",
]);

export function treatmentOf(node: Node): Treatment {
  const name = nameOf(node);
  if (name === "TransactionStmt") return treatmentOfTransaction(node);
  if (name === "VariableSetStmt") {
    return as(node, "VariableSetStmt")?.is_local === true ? { kind: "setting" } : { kind: "run" };
  }
  if (name === "SelectStmt") return treatmentOfSelect(node);
  if (name === "AlterTableStmt" && changesOwner(node)) return { kind: "keep" };
  if (name === "CreateTableAsStmt" && makesRows(node))
    return { kind: "leave", reason: "it makes rows of nothing, as many as it likes" };
  if (name !== null && run.has(name)) return { kind: "run" };
  if (name !== null && keep.has(name)) return { kind: "keep" };
  if (name === "DoStmt" || name === "CallStmt")
    return { kind: "leave", reason: "what a routine does can depend on rows, and the copy has none" };
  return { kind: "leave", reason: "this kind of statement is not tried out" };
}

function treatmentOfTransaction(node: Node): Treatment {
  const kind = as(node, "TransactionStmt")?.kind;
  if (kind === "TRANS_STMT_BEGIN" || kind === "TRANS_STMT_START") return { kind: "keep" };
  return kind === "TRANS_STMT_COMMIT"
    ? { kind: "end of transaction" }
    : { kind: "leave", reason: "it goes back in the transaction" };
}

/** Dumps name roles, of which the copy has none. */
function changesOwner(node: Node): boolean {
  const commands = as(node, "AlterTableStmt")?.cmds ?? [];
  return commands.every((command) => as(command, "AlterTableCmd")?.subtype === "AT_ChangeOwner");
}

/** `generate_series` and recursion have rows where every table is empty. */
function makesRows(node: Node): boolean {
  const names = [...walk(node)].map(([name]) => name);
  return names.includes("RangeFunction") || JSON.stringify(node).includes('"recursive":true');
}

function treatmentOfSelect(node: Node): Treatment {
  if (as(node, "SelectStmt")?.intoClause !== undefined) {
    return makesRows(node)
      ? { kind: "leave", reason: "it makes rows of nothing, as many as it likes" }
      : { kind: "run" };
  }
  const called = [...walk(node)].flatMap(([name, contents]) =>
    name === "FuncCall" ? [lastName((contents as { funcname?: readonly Node[] }).funcname) ?? ""] : [],
  );
  return called.every((name) => harmless.has(name))
    ? { kind: "keep" }
    : { kind: "leave", reason: "what a routine does can depend on rows, and the copy has none" };
}
