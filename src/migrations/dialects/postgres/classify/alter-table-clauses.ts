import type { AlterTableCmd, AlterTableType } from "../parser/ast.js";
import { as } from "../parser/ast.js";
import type { RuleId } from "../rules/postgres-rules.js";
import { addColumn } from "./add-column.js";
import { addConstraint } from "./add-constraint.js";
import { changeColumnType } from "./change-column-type.js";
import { work, type Context } from "./context.js";
import { draft, type Draft } from "./draft.js";
import { alterConstraint, dropColumn, dropConstraint, validateConstraint } from "./existing-constraint.js";
import { attachPartition, detachPartition } from "./partitions.js";
import { setColumnNotNull } from "./set-not-null.js";

type Clause = (command: AlterTableCmd, table: string, context: Context) => Draft;

const catalogue =
  (rule: RuleId, kind?: string): Clause =>
  (_command, table) =>
    draft(rule, table, kind === undefined ? {} : { kind });

const rewrite =
  (rule: RuleId, indexes: number | null = null): Clause =>
  (_command, table, context) => {
    // A partitioned table has no rows of its own: the clause is for partitions to come.
    if (context.schema.table(table).kind === "partitioned table") {
      return draft(rule, table, { cost: "instant", note: "a partitioned table has no rows of its own" });
    }
    return draft(rule, table, { work: [work(context, "rewrite", table, { indexes })], sharesPass: true });
  };

const columnDefault: Clause = (command, table) =>
  draft(command.def === undefined ? "drop_default" : "set_default", table);

const dropNotNull: Clause = (command, table, context) => {
  const { columns } = context.schema.table(table);
  const name = command.name ?? "";
  columns.set(name, { ...(columns.get(name) ?? { type: null }), notNull: false });
  return draft("drop_not_null", table);
};

const setExpression: Clause = (command, table, context) => {
  const column = context.schema.table(table).columns.get(command.name ?? "");
  return column?.generated === "virtual"
    ? draft("set_expression.virtual", table)
    : rewrite("set_expression.stored")(command, table, context);
};

/** Storage parameters that concern who may read: they lock hard. */
const hardParameters = new Set(["user_catalog_table"]);

const storageParameter: Clause = (command, table) => {
  const options = as(command.def, "List")?.items ?? [];
  const isHard = options.some((option) => hardParameters.has(as(option, "DefElem")?.defname ?? ""));
  return draft("set_storage_parameter", table, isHard ? { lock: "ACCESS EXCLUSIVE" } : {});
};

/** Who reads the parent reads its children: one that is locked as hard as this stops them. */
const inherit: Clause = (command, table, context) => {
  const parent = as(command.def, "RangeVar")?.relname ?? "";
  const { parents } = context.schema.table(table);
  const leaves = command.subtype === "AT_DropInherit";
  if (leaves) parents.delete(parent);
  else parents.add(parent);
  return draft("inherit", table, {
    alsoLocks: [{ table: parent, lock: leaves ? "ACCESS EXCLUSIVE" : "SHARE UPDATE EXCLUSIVE" }],
  });
};

/** One line for each clause that ALTER TABLE can have. */
export const alterTableClauses: Readonly<Partial<Record<AlterTableType, Clause>>> = {
  AT_AddColumn: addColumn,
  AT_DropColumn: (command, table, context) => dropColumn(command.name ?? "", table, context),
  AT_ColumnDefault: columnDefault,
  AT_SetNotNull: (command, table, context) => setColumnNotNull(command.name ?? "", table, context),
  AT_DropNotNull: dropNotNull,
  AT_AlterColumnType: changeColumnType,
  AT_SetExpression: setExpression,
  AT_DropExpression: catalogue("drop_expression"),
  AT_AddIdentity: catalogue("set_identity", "add_identity"),
  AT_SetIdentity: catalogue("set_identity"),
  AT_DropIdentity: catalogue("set_identity", "drop_identity"),
  AT_SetStatistics: catalogue("set_column_statistics"),
  AT_SetOptions: catalogue("set_column_statistics", "set_column_options"),
  AT_ResetOptions: catalogue("set_column_statistics", "set_column_options"),
  AT_SetStorage: catalogue("set_storage"),
  AT_SetCompression: catalogue("set_storage", "set_compression"),
  AT_AddConstraint: addConstraint,
  AT_AlterConstraint: alterConstraint,
  AT_ValidateConstraint: (command, table, context) => validateConstraint(command.name ?? "", table, context),
  AT_DropConstraint: (command, table, context) => dropConstraint(command.name ?? "", table, context),
  AT_ChangeOwner: catalogue("change_owner"),
  AT_ClusterOn: catalogue("cluster_on"),
  AT_DropCluster: catalogue("cluster_on"),
  AT_SetLogged: rewrite("set_logged"),
  AT_SetUnLogged: rewrite("set_logged", null),
  AT_SetAccessMethod: rewrite("set_access_method"),
  AT_SetTableSpace: rewrite("set_tablespace", 0),
  AT_SetRelOptions: storageParameter,
  AT_ResetRelOptions: storageParameter,
  AT_ReplaceRelOptions: storageParameter,
  AT_EnableTrig: catalogue("toggle_trigger", "enable_trigger"),
  AT_EnableTrigAll: catalogue("toggle_trigger", "enable_trigger"),
  AT_EnableTrigUser: catalogue("toggle_trigger", "enable_trigger"),
  AT_EnableAlwaysTrig: catalogue("toggle_trigger", "enable_trigger"),
  AT_EnableReplicaTrig: catalogue("toggle_trigger", "enable_trigger"),
  AT_DisableTrig: catalogue("toggle_trigger", "disable_trigger"),
  AT_DisableTrigAll: catalogue("toggle_trigger", "disable_trigger"),
  AT_DisableTrigUser: catalogue("toggle_trigger", "disable_trigger"),
  AT_EnableRule: catalogue("alter_table.catalogue", "enable_rule"),
  AT_EnableAlwaysRule: catalogue("alter_table.catalogue", "enable_rule"),
  AT_EnableReplicaRule: catalogue("alter_table.catalogue", "enable_rule"),
  AT_DisableRule: catalogue("alter_table.catalogue", "disable_rule"),
  AT_DropOids: catalogue("alter_table.catalogue"),
  AT_AddOf: catalogue("alter_table.catalogue"),
  AT_DropOf: catalogue("alter_table.catalogue"),
  AT_GenericOptions: catalogue("alter_table.catalogue"),
  AT_AlterColumnGenericOptions: catalogue("alter_table.catalogue"),
  AT_AddInherit: inherit,
  AT_DropInherit: inherit,
  AT_ReplicaIdentity: catalogue("replica_identity"),
  AT_EnableRowSecurity: catalogue("row_level_security", "enable_row_level_security"),
  AT_DisableRowSecurity: catalogue("row_level_security", "disable_row_level_security"),
  AT_ForceRowSecurity: catalogue("row_level_security", "force_row_level_security"),
  AT_NoForceRowSecurity: catalogue("row_level_security", "no_force_row_level_security"),
  AT_AttachPartition: attachPartition,
  AT_DetachPartition: detachPartition,
  AT_DetachPartitionFinalize: detachPartition,
};
