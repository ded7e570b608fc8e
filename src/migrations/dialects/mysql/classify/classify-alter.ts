import type { Cost, Operation, Work } from "../../../operation.js";
import { decide, type Decision } from "../plan/decide.js";
import type { Plan, PlanContext } from "../plan/plan.js";
import { planClause } from "../plan/plan-clause.js";
import { ruleById } from "../rules/mysql-rules.js";
import type { MysqlRule } from "../rules/rule.js";
import { applyClause } from "../schema/apply-clause.js";
import type { SchemaState } from "../schema/schema-state.js";
import type { TableState } from "../schema/table-state.js";
import type { AlterClause, AlterTable } from "../statement/alter-clause.js";
import { lookUps } from "./look-ups.js";
import { operationOf } from "./operation-of.js";
import type { Surroundings } from "./surroundings.js";

function costOf(decision: Decision): Cost {
  switch (decision.how) {
    case "refused":
    case "unknown":
      return "unknown";
    case "instant":
      return "instant";
    case "copy":
      return "rewrite";
    case "inplace":
      if (decision.inplace.rebuild) return "rewrite";
      if (decision.inplace.builds.length > 0) return "index";
      return decision.scans ? "scan" : "instant";
  }
}

function workOf(
  decision: Decision,
  { table, clauses, foreignKeyChecks }: PlanContext,
  schema: SchemaState,
): readonly Work[] {
  const { origin, secondaryIndexes } = table;
  const keys = clauses.filter((clause) => clause.type === "add-foreign-key");
  const added =
    clauses.filter((clause) => clause.type === "add-index" && clause.index.kind !== "primary").length +
    keys.filter(({ columns }) => table.hasIndexOn(columns) === false).length;
  const indexes = secondaryIndexes === null ? null : secondaryIndexes + added;
  if (decision.how === "copy") {
    const looked = foreignKeyChecks
      ? keys.map(({ references }) => lookUps(table.name, references, schema))
      : [];
    // MariaDB copies a table that has foreign keys row by row, which INSERT ... SELECT does as well (MDEV-33087).
    return [{ class: keys.length > 0 ? "insert" : "copy", table: origin, indexes, share: 1 }, ...looked];
  }
  if (decision.how !== "inplace") return [];
  const { rebuild, builds } = decision.inplace;
  if (rebuild) return [{ class: "rewrite", table: origin, indexes, share: 1 }];
  if (builds.length === 0 && decision.scans) return [{ class: "scan", table: origin, indexes: 0, share: 1 }];
  return builds.map((work) => ({ class: work, table: origin, indexes: 0, share: 1 }));
}

/** The rule that speaks for a clause once the statement is decided: INSTANT, or the catalogue alone, may not have done. */
function ruleOf(plan: Plan, decision: Decision): MysqlRule {
  const rebuilt = plan.rebuildsBeside === true && decision.how === "inplace" && decision.inplace.rebuild;
  const otherwise = rebuilt || (decision.how !== "instant" && plan.instant) ? plan.otherwise : undefined;
  return ruleById[otherwise ?? plan.rule];
}

/** Which rule speaks for a clause, and what it says. */
function explain(
  plan: Plan,
  plans: readonly Plan[],
  decision: Decision,
): Pick<Operation, "rule" | "note" | "advice"> {
  if (decision.how === "refused") {
    return {
      rule: "refused",
      note: `${ruleById.refused.note} ${decision.reason}.`,
      advice: ruleById.refused.advice,
    };
  }
  const rule = ruleOf(plan, decision);
  const cost = costOf(decision);
  if (decision.how === "unknown" || rule.cost === cost) {
    return { rule: rule.id, note: plan.note ?? rule.note, advice: rule.advice };
  }
  const worst = plans.map((other) => ruleOf(other, decision)).find((other) => other.cost === cost);
  const note =
    worst === undefined
      ? `${decision.how === "copy" ? "The table is copied and writes wait" : "The table is worked on in place"}, because the statement or session asks for it.`
      : `One statement is one pass over the table, and "${worst.title}" is part of it.`;
  const advice = rule.cost === "instant" ? "Give it a statement of its own." : rule.advice;
  return { rule: rule.id, note, advice: worst === undefined ? "Leave the ALGORITHM clause out." : advice };
}

const lockNames = {
  default: "LOCK=NONE",
  none: "LOCK=NONE",
  shared: "LOCK=SHARED",
  exclusive: "LOCK=EXCLUSIVE",
} as const;

function blocks(
  decision: Decision,
  table: TableState,
): Pick<Operation, "blocksReads" | "blocksWrites" | "lock"> {
  if (decision.how === "refused" || decision.how === "unknown")
    return { blocksReads: true, blocksWrites: true, lock: null };
  const lock = lockNames[decision.lock];
  if (table.created || decision.how === "instant") return { blocksReads: false, blocksWrites: false, lock };
  const exclusive = decision.lock === "exclusive";
  return { blocksReads: exclusive, blocksWrites: exclusive || decision.lock === "shared", lock };
}

function applyAll(
  schema: SchemaState,
  table: TableState,
  clauses: readonly AlterClause[],
  decision: Decision,
): void {
  if (decision.how === "refused") return;
  const changesRows = clauses.some(({ type }) => type === "add-column" || type === "drop-column");
  if (decision.how === "instant" && changesRows && table.rowVersions !== null) table.rowVersions += 1;
  if (decision.how !== "instant" && costOf(decision) === "rewrite") table.rowVersions = 0;
  for (const clause of clauses) {
    applyClause(table, clause);
    if (clause.type === "rename-table") schema.rename(table.name, clause.to);
  }
}

function keepNullability(clause: AlterClause, table: TableState): AlterClause {
  if (clause.type !== "change-column") return clause;
  const nullable = table.column(clause.from)?.nullable ?? true;
  return { ...clause, column: { ...clause.column, nullable } };
}

/** One operation a clause, all with the statement's cost; the first carries the work. */
export function classifyAlter(alter: AlterTable, line: number, around: Surroundings): readonly Operation[] {
  const { schema, session, can, keepsNullability } = around;
  const table = schema.table(alter.table);
  if (alter.clauses.length === 0) {
    return [operationOf(ruleById["alter-nothing"], { kind: "alter_table", table: alter.table, line })];
  }
  const clauses = keepsNullability
    ? alter.clauses.map((clause) => keepNullability(clause, table))
    : alter.clauses;
  const context: PlanContext = { can, table, foreignKeyChecks: session.foreignKeyChecks, clauses };
  const plans = clauses.map((clause) => planClause(clause, context));
  const algorithm = alter.algorithm === "default" ? session.alterAlgorithm : alter.algorithm;
  const decision = decide(plans, { algorithm, lock: alter.lock }, context);
  const work = workOf(decision, context, schema);
  const operations = plans.map((plan, index) =>
    operationOf(ruleById[plan.rule], {
      kind: plan.kind,
      table: alter.table,
      line,
      cost: costOf(decision),
      ...blocks(decision, table),
      ...explain(plan, plans, decision),
      work: index === 0 ? work : [],
    }),
  );
  applyAll(schema, table, clauses, decision);
  return operations;
}
