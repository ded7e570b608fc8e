import { as, textsOf, type AlterTableCmd, type Constraint, type ConstrType } from "../parser/ast.js";
import { recordConstraint } from "../schema/record-constraint.js";
import type { TableState } from "../schema/table-state.js";
import { isSince, work, type Context } from "./context.js";
import { draft, type Draft } from "./draft.js";
import { foreignKeyWork } from "./foreign-key-work.js";
import { indexWork } from "./index-work.js";
import { notNullProof } from "./set-not-null.js";

/** ALTER TABLE ... ADD CONSTRAINT, of any kind. */
export function addConstraint(command: AlterTableCmd, table: string, context: Context): Draft {
  const constraint = as(command.def, "Constraint") ?? {};
  const judge = constraint.contype === undefined ? undefined : judges[constraint.contype];
  const judged = judge?.(constraint, table, context) ?? draft("alter_table.unknown", table);
  recordConstraint(context.schema.table(table), table, constraint);
  return judged;
}

type Judge = (constraint: Constraint, table: string, context: Context) => Draft;

const isLoose = (constraint: Constraint): boolean =>
  constraint.skip_validation === true || constraint.is_enforced === false;

const scanOf = (table: string, context: Context) => ({
  work: [work(context, "scan", table)],
  sharesPass: true,
});

const check: Judge = (constraint, table, context) =>
  isLoose(constraint)
    ? draft("add_check_constraint.not_valid", table)
    : draft("add_check_constraint.scan", table, scanOf(table, context));

const notNull: Judge = (constraint, table, context) => {
  if (isLoose(constraint)) return draft("add_not_null_constraint.not_valid", table);
  const state = context.schema.table(table);
  return textsOf(constraint.keys).every((column) => isProven(state, column, context))
    ? draft("set_not_null.proven", table, { kind: "add_not_null_constraint" })
    : draft("add_not_null_constraint.scan", table, scanOf(table, context));
};

const unique: Judge = (constraint, table, context) =>
  constraint.indexname === undefined
    ? draft("add_unique_constraint.index", table, { work: [keyWork(constraint, table, context)] })
    : draft("add_unique_constraint.using_index", table);

const exclusion: Judge = (constraint, table, context) =>
  draft("add_exclusion_constraint", table, {
    work: [indexWork([], table, context, { method: constraint.access_method ?? "gist" })],
  });

const foreignKey: Judge = (constraint, table, context) => {
  const references = constraint.pktable?.relname ?? table;
  const alsoLocks = references === table ? [] : [{ table: references, lock: "SHARE ROW EXCLUSIVE" as const }];
  if (isLoose(constraint)) return draft("add_foreign_key.not_valid", table, { alsoLocks });
  return draft("add_foreign_key.scan", table, {
    alsoLocks,
    work: foreignKeyWork(table, references, context),
  });
};

const primaryKey: Judge = (constraint, table, context) => {
  const state = context.schema.table(table);
  const index = constraint.indexname === undefined ? undefined : state.indexes.get(constraint.indexname);
  const columns = index?.columns ?? textsOf(constraint.keys);
  const nullable = columns.filter((column) => !isProven(state, column, context));
  const isUnsure = constraint.indexname !== undefined && index === undefined;
  const needsScan = nullable.length > 0 || isUnsure;
  const scan = needsScan ? [work(context, "scan", table)] : [];
  if (constraint.indexname !== undefined) {
    return needsScan
      ? draft("add_primary_key.using_index_nullable", table, { work: scan, sharesPass: true })
      : draft("add_primary_key.using_index", table);
  }
  return draft("add_primary_key.index", table, {
    work: [...scan, keyWork(constraint, table, context)],
    ...(nullable.length > 0
      ? { because: `and all rows are searched for a null in ${nullable.join(", ")}` }
      : {}),
  });
};

const judges: Readonly<Partial<Record<ConstrType, Judge>>> = {
  CONSTR_CHECK: check,
  CONSTR_NOTNULL: notNull,
  CONSTR_FOREIGN: foreignKey,
  CONSTR_UNIQUE: unique,
  CONSTR_PRIMARY: primaryKey,
  CONSTR_EXCLUSION: exclusion,
};

function isProven(state: TableState, column: string, context: Context): boolean {
  if (state.columns.get(column)?.notNull === true) return true;
  return isSince(context, 12) && notNullProof(state, column) !== null;
}

function keyWork(constraint: Constraint, table: string, context: Context) {
  return indexWork(textsOf(constraint.keys), table, context);
}
