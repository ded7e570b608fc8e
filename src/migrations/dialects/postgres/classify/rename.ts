import type { AlterObjectSchemaStmt, AlterOwnerStmt, ObjectType, RenameStmt } from "../parser/ast.js";
import type { RuleId } from "../rules/postgres-rules.js";
import type { TableState } from "../schema/table-state.js";
import { isPrivate, type Context } from "./context.js";
import { draft, type Draft } from "./draft.js";
import { objectName } from "./drop.js";
import { renameIndex } from "./indexes.js";

type Rename = (statement: RenameStmt, table: string, context: Context) => Draft;

const named =
  (rule: RuleId): Rename =>
  ({ renameType }, table) =>
    draft(rule, table, { kind: `rename_${objectName(renameType)}` });

const renames: Readonly<Partial<Record<ObjectType, Rename>>> = {
  OBJECT_TABLE: ({ newname = "" }, table, context) => renameTable(table, newname, context),
  OBJECT_FOREIGN_TABLE: ({ newname = "" }, table, context) => renameTable(table, newname, context),
  OBJECT_COLUMN: ({ subname = "", newname = "" }, table, context) => {
    renameColumn(context.schema.table(table), subname, newname);
    return draft("rename_column", table);
  },
  OBJECT_TABCONSTRAINT: ({ subname = "", newname = "" }, table, context) => {
    renameConstraint(context.schema.table(table), subname, newname);
    return draft("rename_constraint", table);
  },
  OBJECT_INDEX: ({ newname = "" }, index, context) => renameIndex(index, newname, context),
  OBJECT_VIEW: named("alter_view"),
  OBJECT_MATVIEW: named("alter_view"),
  OBJECT_TRIGGER: named("alter_table.catalogue"),
  OBJECT_RULE: named("alter_table.catalogue"),
  OBJECT_POLICY: named("alter_table.catalogue"),
};

/** ALTER ... RENAME. */
export function rename(statement: RenameStmt, context: Context): Draft {
  const { renameType: type, relation } = statement;
  const judged =
    type === undefined ? undefined : renames[type]?.(statement, relation?.relname ?? "", context);
  return judged ?? draft("alter_object", null, { kind: `rename_${objectName(type)}` });
}

/** ALTER ... SET SCHEMA. */
export function setSchema(statement: AlterObjectSchemaStmt): Draft {
  const table = statement.relation?.relname;
  return table === undefined
    ? draft("alter_object", null, { kind: "set_schema" })
    : draft("set_schema", table);
}

/** ALTER ... OWNER TO, of anything but a table. */
export function changeOwner(_statement: AlterOwnerStmt): Draft {
  return draft("alter_object", null, { kind: "change_owner" });
}

function renameTable(from: string, to: string, context: Context): Draft {
  const renamed = draft("rename_table", from, isPrivate(from, context) ? { lock: null } : {});
  context.schema.rename(from, to);
  return renamed;
}

function renameColumn(state: TableState, from: string, to: string): void {
  const column = state.columns.get(from);
  state.columns.delete(from);
  if (column !== undefined) state.columns.set(to, column);
  for (const [name, index] of state.indexes) {
    state.indexes.set(name, {
      ...index,
      columns: index.columns.map((each) => (each === from ? to : each)),
      mentions: new Set([...index.mentions].map((each) => (each === from ? to : each))),
    });
  }
}

function renameConstraint(state: TableState, from: string, to: string): void {
  move(state.checks, from, to);
  move(state.foreignKeys, from, to);
  move(state.indexes, from, to);
  move(state.looseNotNulls, from, to);
}

function move<T>(map: Map<string, T>, from: string, to: string): void {
  const value = map.get(from);
  map.delete(from);
  if (value !== undefined) map.set(to, value);
}
