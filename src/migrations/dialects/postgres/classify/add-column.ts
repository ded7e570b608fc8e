import { columnType, formatType, isKnownType, isSerial, withoutSerial } from "../column-types/column-type.js";
import { columnsNamed } from "../expressions/columns-named.js";
import { volatileFunction } from "../expressions/functions-called.js";
import {
  as,
  type AlterTableCmd,
  type ColumnDef,
  type Constraint,
  type ConstrType,
  type Node,
} from "../parser/ast.js";
import { recordConstraint } from "../schema/record-constraint.js";
import { isSince, work, type Context } from "./context.js";
import { combine, draft, type Draft } from "./draft.js";
import { foreignKeyWork } from "./foreign-key-work.js";

/** ADD COLUMN with all that stands behind it. */
export function addColumn(command: AlterTableCmd, table: string, context: Context): Draft {
  const column = as(command.def, "ColumnDef") ?? {};
  const name = column.colname ?? "";
  const state = context.schema.table(table);
  if (command.missing_ok === true && state.columns.has(name)) return draft("add_column.exists", table);
  const constraints = (column.constraints ?? [])
    .map((node) => as(node, "Constraint"))
    .filter((it) => it !== null);
  const value = valueOf(column, constraints, table, context);
  const aspects = constraints.flatMap((it) =>
    it.contype === undefined
      ? []
      : (aspectsByConstraint[it.contype]?.(it, { value, all: constraints, table, context }) ?? []),
  );
  const isNotNull = constraints.some(
    ({ contype }) => contype === "CONSTR_NOTNULL" || contype === "CONSTR_PRIMARY",
  );
  const generated = constraints.find(({ contype }) => contype === "CONSTR_GENERATED");
  const type = column.typeName === undefined ? null : withoutSerial(columnType(column.typeName));
  state.columns.set(name, {
    type,
    notNull: isNotNull || value.rule === "add_column.serial" || value.rule === "add_column.identity",
    ...(generated === undefined ? {} : { generated: isStored(generated) ? "stored" : "virtual" }),
  });
  for (const constraint of constraints) recordConstraint(state, table, constraint, [name]);
  return combine([value, ...aspects]);
}

/** What the new column's value in the present rows costs. */
function valueOf(
  column: ColumnDef,
  constraints: readonly Constraint[],
  table: string,
  context: Context,
): Draft {
  const rewrite = (rule: Draft["rule"], because?: string): Draft =>
    draft(rule, table, {
      because,
      work: [work(context, "rewrite", table, { indexes: null })],
      sharesPass: true,
    });
  const type = column.typeName === undefined ? null : columnType(column.typeName);
  if (type !== null && isSerial(type)) return rewrite("add_column.serial");
  const of = (contype: Constraint["contype"]): Constraint | undefined =>
    constraints.find((it) => it.contype === contype);
  if (of("CONSTR_IDENTITY") !== undefined) return rewrite("add_column.identity");
  const generated = of("CONSTR_GENERATED");
  if (generated !== undefined) {
    return isStored(generated)
      ? rewrite("add_column.generated_stored")
      : draft("add_column.generated_virtual", table);
  }
  const userType = type === null ? null : context.schema.userType(type.name);
  if (userType === "constrained domain") return rewrite("add_column.constrained_domain");
  const expression = of("CONSTR_DEFAULT")?.raw_expr;
  if (expression === undefined || isNull(expression))
    return draft("add_column.plain", table, domainDoubt(column, userType));
  const volatile = volatileFunction(expression);
  if (volatile !== null)
    return rewrite("add_column.volatile_default", `${volatile}() may differ from row to row`);
  if (!isSince(context, 11)) return rewrite("add_column.default_before_11");
  return draft("add_column.constant_default", table, domainDoubt(column, userType));
}

/** A type of the user's own that nobody tells about is likely an enum, and might be a domain. */
function domainDoubt(column: ColumnDef, userType: string | null): { because?: string } {
  if (column.typeName === undefined || userType !== null) return {};
  const type = columnType(column.typeName);
  if (isKnownType(type, column.typeName.names)) return {};
  return {
    because: `unless "${formatType(type)}" is a domain with a constraint, where all rows would be written anew`,
  };
}

/** What a constraint is judged with, besides itself. */
interface Beside {
  readonly value: Draft;
  readonly all: readonly Constraint[];
  readonly table: string;
  readonly context: Context;
}

type Aspect = (constraint: Constraint, beside: Beside) => Draft | null;

const scanOf = ({ table, context }: Beside) => ({ work: [work(context, "scan", table)], sharesPass: true });

const notNull: Aspect = (_constraint, beside) => {
  const isFilled = !["add_column.plain", "add_column.generated_virtual"].includes(beside.value.rule);
  return isFilled ? null : draft("add_column.not_null", beside.table, scanOf(beside));
};

const check: Aspect = (constraint, beside) =>
  constraint.is_enforced === false || columnsNamed(constraint.raw_expr).size === 0
    ? null
    : draft("add_column.check", beside.table, scanOf(beside));

const unique: Aspect = (_constraint, { table, context }) =>
  draft("add_column.unique", table, { work: [work(context, "index", table)] });

const references: Aspect = (constraint, { value, all, table, context }) => {
  const other = constraint.pktable?.relname ?? "";
  const alsoLocks = [{ table: other, lock: "SHARE ROW EXCLUSIVE" as const }];
  const isLoose = all.some(({ contype }) => contype === "CONSTR_ATTR_NOT_ENFORCED");
  if (value.rule === "add_column.plain" || isLoose)
    return draft("add_column.references", table, { alsoLocks });
  return draft("add_column.references_default", table, {
    alsoLocks,
    work: foreignKeyWork(table, other, context),
  });
};

/** What a constraint behind the column costs by itself; the others cost nothing. */
const aspectsByConstraint: Readonly<Partial<Record<ConstrType, Aspect>>> = {
  CONSTR_NOTNULL: notNull,
  CONSTR_CHECK: check,
  CONSTR_UNIQUE: unique,
  CONSTR_PRIMARY: unique,
  CONSTR_FOREIGN: references,
};

function isStored({ generated_kind }: Constraint): boolean {
  return generated_kind !== "v";
}

function isNull(expression: Node): boolean {
  const cast = as(expression, "TypeCast");
  if (cast?.arg !== undefined) return isNull(cast.arg);
  return as(expression, "A_Const")?.isnull === true;
}
