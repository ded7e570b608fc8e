import { as, lastName, textsOf, type DropStmt, type Node, type ObjectType } from "../parser/ast.js";
import type { RuleId } from "../rules/postgres-rules.js";
import { isPrivate, type Context } from "./context.js";
import { draft, type Draft } from "./draft.js";
import { dropIndex } from "./indexes.js";

/** DROP of anything that has no statement of its own: one operation for each thing it names. */
export function drop(statement: DropStmt, context: Context): readonly Draft[] {
  return (statement.objects ?? []).map((node) => dropOne(statement, node, context));
}

type Drop = (name: string, beside: { statement: DropStmt; node: Node; context: Context }) => Draft;

/** Triggers, rules and policies are named behind their table. */
const ofTable =
  (rule: RuleId): Drop =>
  (_name, { node }) =>
    draft(rule, textsOf(as(node, "List")?.items).at(-2) ?? null);

const drops: Readonly<Partial<Record<ObjectType, Drop>>> = {
  OBJECT_TABLE: (name, { context }) => dropTable(name, context),
  OBJECT_FOREIGN_TABLE: (name, { context }) => {
    context.schema.drop(name);
    return draft("drop_table", name, { kind: "drop_foreign_table" });
  },
  OBJECT_INDEX: (name, { statement, context }) => dropIndex(name, statement.concurrent === true, context),
  OBJECT_VIEW: (name) => draft("drop_view", name),
  OBJECT_MATVIEW: (name) => draft("drop_materialized_view", name),
  OBJECT_TRIGGER: ofTable("drop_trigger"),
  OBJECT_RULE: ofTable("drop_rule"),
  OBJECT_POLICY: ofTable("drop_policy"),
  OBJECT_SCHEMA: () => draft("drop_object.tables", null, { kind: "drop_schema" }),
  OBJECT_EXTENSION: dropDependedOn,
  OBJECT_TYPE: dropDependedOn,
  OBJECT_DOMAIN: dropDependedOn,
  OBJECT_SEQUENCE: dropDependedOn,
  OBJECT_FUNCTION: dropDependedOn,
  OBJECT_PROCEDURE: dropDependedOn,
  OBJECT_ROUTINE: dropDependedOn,
};

function dropOne(statement: DropStmt, node: Node, context: Context): Draft {
  const type = statement.removeType;
  const name = lastName(as(node, "List")?.items ?? [node]) ?? "";
  const judged = type === undefined ? undefined : drops[type]?.(name, { statement, node, context });
  return judged ?? draft("drop_object", null, { kind: `drop_${objectName(type)}` });
}

/** A column of the type, a default from the sequence or a trigger of the function goes with it where CASCADE says so. */
function dropDependedOn(name: string, { statement, node }: Parameters<Drop>[1]): Draft {
  const kind = `drop_${objectName(statement.removeType)}`;
  const typeName = lastName(as(node, "TypeName")?.names) ?? name;
  if (statement.behavior !== "DROP_CASCADE") return draft("drop_object", null, { kind });
  return draft("drop_object.tables", null, {
    kind,
    note: `whatever in tables depends on ${typeName} goes with it`,
  });
}

function dropTable(name: string, context: Context): Draft {
  const references = [...context.schema.table(name).foreignKeys.values()].map((key) => key.references);
  const alsoLocks = [
    ...new Set([...references, ...context.schema.referencing(name), ...context.schema.childrenOf(name)]),
  ]
    .filter((table) => table !== name)
    .map((table) => ({ table, lock: "ACCESS EXCLUSIVE" as const }));
  const dropped = draft("drop_table", name, {
    alsoLocks,
    ...(isPrivate(name, context) ? { lock: null } : {}),
  });
  context.schema.drop(name);
  return dropped;
}

/** "OBJECT_OPERATOR_CLASS" as "operator_class" */
export function objectName(type: string | undefined): string {
  return (type ?? "OBJECT_OBJECT").replace("OBJECT_", "").toLowerCase();
}
