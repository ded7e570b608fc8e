import { lastName, nameOf, type Node, type NodeName, type NodeOf } from "../parser/ast.js";
import type { RuleId } from "../rules/postgres-rules.js";
import { alterTable } from "./alter-table.js";
import type { Context } from "./context.js";
import { createTableAs } from "./create-from-query.js";
import { createTable } from "./create-table.js";
import { insert, merge, remove, update, withChanges } from "./data-changes.js";
import { draft, type Draft } from "./draft.js";
import { drop, objectName } from "./drop.js";
import { createIndex, reindex } from "./indexes.js";
import { cluster, lockTable, refresh, truncate, vacuum } from "./maintenance.js";
import { copy } from "./copy.js";
import { select } from "./read-query.js";
import { changeOwner, rename, setSchema } from "./rename.js";
import { call, createFunction, runBlock } from "./routine-call.js";
import { followSetting, followTransaction } from "./session-statements.js";
import { alterDomain, alterEnum, createDomain, createType } from "./user-types.js";
import {
  comment,
  createRule,
  createStatistics,
  createTrigger,
  createView,
  grant,
} from "./views-and-triggers.js";

/** Where a statement stands: its text from its first word, and the line of that. */
export interface Place {
  readonly text: string;
  readonly line: number;
}

type Judge<Name extends NodeName> = (
  statement: NodeOf<Name>,
  context: Context,
  place: Place,
) => Draft | readonly Draft[];

type Judges = { readonly [Name in NodeName]?: Judge<Name> };

const nothing = (): readonly Draft[] => [];
const object = (rule: RuleId, kind?: string) => (): Draft =>
  draft(rule, null, kind === undefined ? {} : { kind });
const created = (kind: string) => object("create_object", kind);
const altered = (kind: string) => object("alter_object", kind);

/** One line for each statement of PostgreSQL's grammar that a migration may hold. */
export const statements: Judges = {
  // Tables and what belongs to them
  CreateStmt: createTable,
  AlterTableStmt: alterTable,
  IndexStmt: createIndex,
  DropStmt: drop,
  RenameStmt: rename,
  AlterObjectSchemaStmt: setSchema,
  AlterOwnerStmt: changeOwner,
  TruncateStmt: truncate,
  LockStmt: lockTable,
  CreateTrigStmt: createTrigger,
  RuleStmt: createRule,
  CreatePolicyStmt: ({ table }) => draft("create_policy", table?.relname ?? null),
  AlterPolicyStmt: ({ table }) => draft("alter_policy", table?.relname ?? null),
  CreateStatsStmt: createStatistics,
  AlterStatsStmt: altered("alter_statistics"),
  CommentStmt: comment,
  GrantStmt: grant,
  AlterTableMoveAllStmt: object("set_tablespace.all"),
  CreateForeignTableStmt: object("create_foreign_table"),
  // Views
  ViewStmt: createView,
  CreateTableAsStmt: createTableAs,
  RefreshMatViewStmt: refresh,
  // Rows
  SelectStmt: select,
  InsertStmt: withChanges(insert),
  UpdateStmt: withChanges(update),
  DeleteStmt: withChanges(remove),
  MergeStmt: withChanges(merge),
  CopyStmt: copy,
  // Upkeep
  VacuumStmt: vacuum,
  ClusterStmt: cluster,
  ReindexStmt: reindex,
  CheckPointStmt: object("checkpoint"),
  // Types and routines
  CompositeTypeStmt: ({ typevar }, context) => createType(typevar?.relname ?? null, "other", context),
  CreateEnumStmt: ({ typeName }, context) => createType(lastName(typeName), "enum", context),
  CreateRangeStmt: ({ typeName }, context) => createType(lastName(typeName), "other", context),
  CreateDomainStmt: createDomain,
  AlterDomainStmt: alterDomain,
  AlterEnumStmt: alterEnum,
  AlterTypeStmt: object("alter_type"),
  CreateFunctionStmt: (statement, context, { text, line }) => createFunction(statement, text, line, context),
  AlterFunctionStmt: altered("alter_function"),
  DoStmt: (statement, context, { text, line }) => runBlock(statement, text, line, context),
  CallStmt: call,
  // What touches the catalogue only
  CreateSeqStmt: object("create_sequence"),
  AlterSeqStmt: object("alter_sequence"),
  CreateExtensionStmt: object("create_extension"),
  AlterExtensionStmt: altered("alter_extension"),
  AlterExtensionContentsStmt: altered("alter_extension"),
  CreateSchemaStmt: ({ schemaElts }, context, place) => [
    draft("create_schema", null),
    ...(schemaElts ?? []).flatMap((node) => judge(node, context, place)),
  ],
  DefineStmt: ({ kind }, context) => {
    if (kind === "OBJECT_TYPE") return createType(null, "other", context);
    return draft("create_object", null, { kind: `create_${objectName(kind)}` });
  },
  CreateCastStmt: created("create_cast"),
  CreateConversionStmt: created("create_conversion"),
  CreateTransformStmt: created("create_transform"),
  CreateOpClassStmt: created("create_operator_class"),
  CreateOpFamilyStmt: created("create_operator_family"),
  AlterOpFamilyStmt: altered("alter_operator_family"),
  AlterOperatorStmt: altered("alter_operator"),
  CreateAmStmt: created("create_access_method"),
  CreateFdwStmt: created("create_foreign_data_wrapper"),
  AlterFdwStmt: altered("alter_foreign_data_wrapper"),
  CreateForeignServerStmt: created("create_server"),
  AlterForeignServerStmt: altered("alter_server"),
  CreateUserMappingStmt: created("create_user_mapping"),
  AlterUserMappingStmt: altered("alter_user_mapping"),
  DropUserMappingStmt: object("drop_object", "drop_user_mapping"),
  ImportForeignSchemaStmt: created("import_foreign_schema"),
  CreatePLangStmt: created("create_language"),
  CreateEventTrigStmt: created("create_event_trigger"),
  AlterEventTrigStmt: altered("alter_event_trigger"),
  CreateRoleStmt: created("create_role"),
  AlterRoleStmt: altered("alter_role"),
  AlterRoleSetStmt: altered("alter_role"),
  DropRoleStmt: object("drop_object", "drop_role"),
  GrantRoleStmt: ({ is_grant }) => draft(is_grant === true ? "grant" : "revoke", null),
  AlterDefaultPrivilegesStmt: altered("alter_default_privileges"),
  DropOwnedStmt: object("drop_object.tables", "drop_owned"),
  ReassignOwnedStmt: altered("reassign_owned"),
  CreatePublicationStmt: created("create_publication"),
  AlterPublicationStmt: altered("alter_publication"),
  CreateSubscriptionStmt: created("create_subscription"),
  AlterSubscriptionStmt: altered("alter_subscription"),
  DropSubscriptionStmt: object("drop_object", "drop_subscription"),
  CreateTableSpaceStmt: created("create_tablespace"),
  DropTableSpaceStmt: object("drop_object", "drop_tablespace"),
  AlterTableSpaceOptionsStmt: altered("alter_tablespace"),
  CreatedbStmt: object("create_database"),
  AlterDatabaseStmt: altered("alter_database"),
  AlterDatabaseSetStmt: altered("alter_database"),
  DropdbStmt: object("drop_object", "drop_database"),
  AlterSystemStmt: altered("alter_system"),
  AlterTSDictionaryStmt: altered("alter_text_search"),
  AlterTSConfigurationStmt: altered("alter_text_search"),
  AlterCollationStmt: altered("alter_collation"),
  AlterObjectDependsStmt: altered("alter_depends"),
  SecLabelStmt: altered("security_label"),
  // What changes the session only
  TransactionStmt: (statement, context) => {
    followTransaction(statement, context);
    return [];
  },
  VariableSetStmt: (statement, context) => {
    followSetting(statement, context);
    return [];
  },
  ExplainStmt: ({ query, options }, context, place) => {
    const isRun = JSON.stringify(options ?? []).includes('"defname":"analyze"');
    return isRun && query !== undefined ? judge(query, context, place) : [];
  },
  VariableShowStmt: nothing,
  ConstraintsSetStmt: nothing,
  DiscardStmt: nothing,
  LoadStmt: nothing,
  ListenStmt: nothing,
  UnlistenStmt: nothing,
  NotifyStmt: nothing,
  PrepareStmt: nothing,
  DeallocateStmt: nothing,
  DeclareCursorStmt: ({ query }, context, place) => (query === undefined ? [] : judge(query, context, place)),
  FetchStmt: nothing,
  ClosePortalStmt: nothing,
};

/** The operations of one statement; none for what changes the session only. */
export function judge(node: Node, context: Context, place: Place): readonly Draft[] {
  const name = nameOf(node);
  const found = name === null ? undefined : (statements[name] as Judge<NodeName> | undefined);
  if (name === null || found === undefined) {
    return [draft("statement.unknown", null, { because: name?.replace(/Stmt$/, "") })];
  }
  const drafts = found((node as unknown as Record<NodeName, NodeOf<NodeName>>)[name], context, place);
  return Array.isArray(drafts) ? (drafts as readonly Draft[]) : [drafts as Draft];
}
