import type { AlterClause } from "../statement/alter-clause.js";
import { indexWork } from "./index-work.js";
import { metadataOnly, type Plan, type PlanContext } from "./plan.js";

type AddForeignKey = Extract<AlterClause, { type: "add-foreign-key" }>;

export function planAddForeignKey({ columns }: AddForeignKey, context: PlanContext): Plan {
  const { can, table, foreignKeyChecks, clauses } = context;
  const kind = "add_foreign_key";
  if (foreignKeyChecks)
    return { kind, rule: "add-foreign-key", instant: false, inplace: null, closedCopy: true };
  const inStatement = clauses.some(
    (clause) =>
      clause.type === "add-index" &&
      columns.every((column, at) => clause.index.columns[at]?.toLowerCase() === column.toLowerCase()),
  );
  if (inStatement || table.hasIndexOn(columns) === true) {
    return { kind, rule: "add-foreign-key-unchecked", instant: can.mariadb, inplace: metadataOnly };
  }
  const builds = [indexWork(columns, table)];
  return { kind, rule: "add-foreign-key-index", instant: false, inplace: { ...metadataOnly, builds } };
}

/** A CHECK for the whole table, added or switched on. */
export function planCheck(kind: string, enforced: boolean, { can }: PlanContext): Plan {
  const free: Plan = { kind, rule: "add-check-free", instant: can.mariadb, inplace: metadataOnly };
  if (!can.checks) return { ...free, rule: "add-check-ignored" };
  return enforced ? { kind, rule: "add-check", instant: false, inplace: null } : free;
}
