import type { AlterClause } from "../statement/alter-clause.js";
import type { ColumnDefinition } from "../statement/column.js";
import { scan } from "../script/scan.js";
import { metadataOnly, type Plan, type PlanContext, rebuildOnline, rebuildShared } from "./plan.js";
import { instantLimit } from "./instant-limit.js";

type AddColumn = Extract<AlterClause, { type: "add-column" }>;

const kind = "add_column";
const copy = (rule: Plan["rule"]): Plan => ({ kind, rule, instant: false, inplace: null });

/** Functions whose value the server computes once for all rows. Measured: against-mariadb.test.ts. */
const computedOnce = new Set(
  "CONCAT RAND NOW CURRENT_TIMESTAMP CURDATE CURTIME CURRENT_DATE LOWER UPPER".split(" "),
);

/** Whether a default must be computed row by row. */
export function isPerRow(expression: string, mariadb: boolean): boolean {
  if (
    /^(?:[-+]?[\d.]+(?:e[-+]?\d+)?|null|true|false|(?:now|current_timestamp|localtime(?:stamp)?)\s*(?:\(\s*\d*\s*\))?(?:\s+on\s+update\b.*)?)$/is.test(
      expression,
    )
  ) {
    return false;
  }
  if (!mariadb) return expression.startsWith("(");
  for (let token = scan(expression, 0); token !== null; token = scan(expression, token.end)) {
    if (token.kind === "name") return true;
    const text = expression.slice(token.start, token.end);
    const introduces = expression.charAt(token.end) === "'";
    if (token.kind === "word" && !introduces && !computedOnce.has(text.toUpperCase())) return true;
  }
  return false;
}

function planGenerated(column: ColumnDefinition, { can }: PlanContext): Plan | null {
  if (column.generated === "stored") return copy("add-column-stored");
  if (column.generated !== "virtual") return null;
  return { kind, rule: "add-column-virtual", instant: can.instantMetadata, inplace: metadataOnly };
}

function planReference(column: ColumnDefinition, { can, foreignKeyChecks }: PlanContext): Plan | null {
  if (column.references === null || !can.inlineReferences) return null;
  if (foreignKeyChecks) return { ...copy("add-foreign-key"), closedCopy: true };
  return { kind, rule: "add-column-rebuild", instant: false, inplace: rebuildOnline };
}

export function planAddColumn({ column, place }: AddColumn, context: PlanContext): Plan {
  const { can, table } = context;
  const rebuild: Plan = {
    kind,
    rule: "add-column-rebuild",
    instant: false,
    inplace: table.fulltext ? rebuildShared : rebuildOnline,
  };
  const special = planGenerated(column, context) ?? planReference(column, context);
  if (special !== null) return special;
  if (column.autoIncrement) {
    return { ...rebuild, rule: "add-column-auto-increment", inplace: rebuildShared, closedCopy: true };
  }
  if (column.default !== null && isPerRow(column.default, can.mariadb))
    return copy("add-column-default-expression");
  if (column.check === "enforced" && can.checks && !can.mariadb) return copy("add-check");
  if (can.mariadb && place !== null && table.hasGenerated("virtual"))
    return copy("add-column-before-virtual");
  if (column.unique || column.primaryKey) return rebuild;
  if (can.instantAdd === "never" || (can.instantAdd === "at the end" && place !== null)) return rebuild;
  const limit = instantLimit(context);
  if (limit !== null) return { ...rebuild, rule: limit };
  return { ...rebuild, rule: "add-column-instant", instant: true, otherwise: "add-column-rebuild" };
}
