import { columnsNamed } from "../expressions/columns-named.js";
import { textsOf, type Constraint } from "../parser/ast.js";
import type { TableState } from "./table-state.js";

/**
 * Notes what a constraint adds to a table: its index, its check, its foreign key.
 * @param columns those that it stands behind, where it names none itself
 */
export function recordConstraint(
  state: TableState,
  table: string,
  constraint: Constraint,
  columns: readonly string[] = [],
): void {
  const keys = textsOf(constraint.keys ?? constraint.fk_attrs);
  const named = keys.length > 0 ? keys : columns;
  const name = (suffix: string): string =>
    constraint.conname ?? [table, ...(suffix === "pkey" ? [] : named), suffix].join("_");
  const isValid = constraint.skip_validation !== true && constraint.is_enforced !== false;
  const { contype } = constraint;
  if (contype === "CONSTR_CHECK") {
    state.checks.set(name("check"), { expression: constraint.raw_expr ?? null, validated: isValid });
  } else if (contype === "CONSTR_NOTNULL") {
    if (isValid) setNotNull(state, named);
    else for (const column of named) state.looseNotNulls.set(name("not_null"), column);
  } else if (contype === "CONSTR_PRIMARY" || contype === "CONSTR_UNIQUE") {
    recordIndexConstraint(state, name(contype === "CONSTR_PRIMARY" ? "pkey" : "key"), constraint, named);
  } else if (contype === "CONSTR_FOREIGN") {
    state.foreignKeys.set(name("fkey"), {
      columns: named,
      references: constraint.pktable?.relname ?? "",
      validated: isValid,
    });
  }
}

/** Marks columns as NOT NULL, whose types stay as they are known. */
export function setNotNull(state: TableState, columns: readonly string[]): void {
  for (const column of columns) {
    const known = state.columns.get(column);
    state.columns.set(column, { ...(known ?? { type: null }), notNull: true });
    for (const [name, loose] of state.looseNotNulls) if (loose === column) state.looseNotNulls.delete(name);
  }
}

function recordIndexConstraint(
  state: TableState,
  name: string,
  constraint: Constraint,
  columns: readonly string[],
): void {
  const used = constraint.indexname === undefined ? undefined : state.indexes.get(constraint.indexname);
  // The index takes the constraint's name.
  if (constraint.indexname !== undefined) state.indexes.delete(constraint.indexname);
  const covered = used?.columns ?? columns;
  state.indexes.set(constraint.conname ?? constraint.indexname ?? name, {
    columns: covered,
    mentions: columnsNamed(constraint.where_clause),
    unique: true,
  });
  if (constraint.contype === "CONSTR_PRIMARY") setNotNull(state, covered);
}
