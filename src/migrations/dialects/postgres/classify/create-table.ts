import { columnType, isSerial, withoutSerial } from "../column-types/column-type.js";
import { as, type ColumnDef, type CreateStmt, type Node } from "../parser/ast.js";
import { recordConstraint } from "../schema/record-constraint.js";
import { copyTable, unknownTable, type TableState } from "../schema/table-state.js";
import type { Context } from "./context.js";
import { draft, type Draft, type LockedTable } from "./draft.js";

/** CREATE TABLE: nobody uses the table yet, but those that it references or belongs to are locked. */
export function createTable(statement: CreateStmt, context: Context): Draft {
  const name = statement.relation?.relname ?? "";
  const elements = statement.tableElts ?? [];
  const parents = (statement.inhRelations ?? []).map((node) => as(node, "RangeVar")?.relname ?? "");
  const isPartition = statement.partbound !== undefined;
  const alsoLocks = [
    ...parents.map(
      (table) => ({ table, lock: isPartition ? "ACCESS EXCLUSIVE" : "SHARE UPDATE EXCLUSIVE" }) as const,
    ),
    ...elements.flatMap((node) => referencesOf(node, name)),
  ];
  const isThere = statement.if_not_exists === true && context.schema.exists(name);
  if (isThere) return draft("create_table", name, { note: "the table is there already" });
  context.schema.create(name, newTable(statement, name, parents, context));
  return draft(isPartition ? "create_table.partition" : "create_table", name, { alsoLocks });
}

function referencesOf(node: Node, own: string): LockedTable[] {
  const constraints = [node, ...(as(node, "ColumnDef")?.constraints ?? [])];
  return constraints.flatMap((each) => {
    const table = as(each, "Constraint")?.pktable?.relname;
    return table === undefined || table === own ? [] : [{ table, lock: "SHARE ROW EXCLUSIVE" as const }];
  });
}

function newTable(
  statement: CreateStmt,
  name: string,
  parents: readonly string[],
  context: Context,
): TableState {
  const elements = statement.tableElts ?? [];
  const models = [
    ...parents,
    ...elements.flatMap((node) => as(node, "TableLikeClause")?.relation?.relname ?? []),
  ];
  const known =
    models.every((model) => context.schema.table(model).columnsKnown) && statement.ofTypename === undefined;
  const indexModels = elements.flatMap(likeWithIndexes);
  // A partition is given the indexes of the table that it belongs to.
  if (statement.partbound !== undefined) indexModels.push(...parents);
  const state: TableState = {
    ...unknownTable(name),
    created: true,
    createdIn: context.session.transaction,
    temporary: statement.relation?.relpersistence === "t",
    kind: statement.partspec === undefined ? null : "partitioned table",
    columnsKnown: known,
    indexesKnown: indexModels.every((model) => context.schema.table(model).indexesKnown) && known,
  };
  for (const parent of parents) state.parents.add(parent);
  for (const model of models) {
    const copied = copyTable(context.schema.table(model));
    for (const [column, it] of copied.columns) state.columns.set(column, it);
    for (const [check, it] of copied.checks) state.checks.set(check, it);
  }
  for (const model of indexModels) copyIndexes(state, name, model, context);
  for (const node of elements) {
    const column = as(node, "ColumnDef");
    if (column !== null) addNewColumn(state, name, column);
    const constraint = as(node, "Constraint");
    if (constraint !== null) recordConstraint(state, name, constraint);
  }
  return state;
}

/** CREATE_TABLE_LIKE_INDEXES, also one of INCLUDING ALL's bits. */
const includesIndexes = 1 << 6;

/** The table of a LIKE clause that takes its indexes over, too. */
function likeWithIndexes(node: Node): readonly string[] {
  const { relation, options = 0 } = as(node, "TableLikeClause") ?? {};
  return relation?.relname === undefined || (options & includesIndexes) === 0 ? [] : [relation.relname];
}

/** The other table's indexes, under the names that PostgreSQL gives them here. */
function copyIndexes(state: TableState, name: string, model: string, context: Context): void {
  for (const [index, it] of context.schema.table(model).indexes) {
    const isKey = index === `${model}_pkey`;
    const plain = isKey
      ? `${name}_pkey`
      : `${name}_${it.columns.join("_")}_${it.unique === true ? "key" : "idx"}`;
    let unused = plain;
    for (let number = 1; state.indexes.has(unused); number += 1) unused = `${plain}${number}`;
    state.indexes.set(unused, it);
  }
}

function addNewColumn(state: TableState, table: string, column: ColumnDef): void {
  const name = column.colname ?? "";
  const type = column.typeName === undefined ? null : columnType(column.typeName);
  state.columns.set(name, {
    type: type === null ? null : withoutSerial(type),
    notNull: type !== null && isSerial(type),
  });
  for (const node of column.constraints ?? []) {
    const constraint = as(node, "Constraint");
    if (constraint !== null) recordConstraint(state, table, constraint, [name]);
  }
}
