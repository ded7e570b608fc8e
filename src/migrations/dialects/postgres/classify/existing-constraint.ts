import { columnsNamed } from "../expressions/columns-named.js";
import { as, type AlterTableCmd } from "../parser/ast.js";
import { setNotNull } from "../schema/record-constraint.js";
import { work, type Context } from "./context.js";
import { draft, type Draft } from "./draft.js";
import { foreignKeyWork } from "./foreign-key-work.js";

/** VALIDATE CONSTRAINT. */
export function validateConstraint(name: string, table: string, context: Context): Draft {
  const state = context.schema.table(table);
  const key = state.foreignKeys.get(name);
  const check = state.checks.get(name);
  const isValid = key?.validated === true || check?.validated === true;
  if (isValid) return draft("validate_constraint.already", table);
  const column = state.looseNotNulls.get(name);
  if (key !== undefined) state.foreignKeys.set(name, { ...key, validated: true });
  if (check !== undefined) state.checks.set(name, { ...check, validated: true });
  if (column !== undefined) setNotNull(state, [column]);
  const references = key?.references;
  return draft("validate_constraint.scan", table, {
    sharesPass: references === undefined,
    alsoLocks: references === undefined ? [] : [{ table: references, lock: "ROW SHARE" }],
    work:
      references === undefined ? [work(context, "scan", table)] : foreignKeyWork(table, references, context),
  });
}

/** DROP CONSTRAINT: of a foreign key, the referenced table is locked as hard. */
export function dropConstraint(name: string, table: string, context: Context): Draft {
  const state = context.schema.table(table);
  const key = state.foreignKeys.get(name);
  state.foreignKeys.delete(name);
  state.checks.delete(name);
  state.indexes.delete(name);
  state.looseNotNulls.delete(name);
  if (key === undefined) return draft("drop_constraint.plain", table);
  const { references } = key;
  const alsoLocks = references === table ? [] : [{ table: references, lock: "ACCESS EXCLUSIVE" as const }];
  return draft("drop_constraint.foreign_key", table, { alsoLocks });
}

/** ALTER CONSTRAINT: from 18 on a foreign key may be enforced again, which looks at all rows. */
export function alterConstraint(command: AlterTableCmd, table: string, context: Context): Draft {
  const change = as(command.def, "ATAlterConstraint") ?? {};
  const key = context.schema.table(table).foreignKeys.get(change.conname ?? "");
  if (change.alterEnforceability !== true || change.is_enforced !== true)
    return draft("alter_constraint", table);
  return draft("alter_constraint.enforced", table, {
    alsoLocks: key === undefined ? [] : [{ table: key.references, lock: "SHARE ROW EXCLUSIVE" }],
    // What it refers to is not known without the key: the table itself may be it.
    work: foreignKeyWork(table, key?.references ?? table, context),
  });
}

/** DROP COLUMN: its indexes, checks and foreign keys go with it. */
export function dropColumn(column: string, table: string, context: Context): Draft {
  const state = context.schema.table(table);
  state.columns.delete(column);
  for (const [name, index] of state.indexes) {
    if (index.columns.includes(column) || index.mentions.has(column)) state.indexes.delete(name);
  }
  for (const [name, check] of state.checks) {
    if (columnsNamed(check.expression).has(column)) state.checks.delete(name);
  }
  const keys = [...state.foreignKeys].filter(([, key]) => key.columns.includes(column));
  for (const [name] of keys) state.foreignKeys.delete(name);
  const alsoLocks = keys.map(([, key]) => ({ table: key.references, lock: "ACCESS EXCLUSIVE" as const }));
  return draft("drop_column", table, { alsoLocks });
}
