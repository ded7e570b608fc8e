import type { MysqlRuleId } from "../rules/mysql-rules.js";
import type { PlanContext } from "./plan.js";

/**
 * What keeps a column from being added or dropped instantly; null: nothing.
 * https://dev.mysql.com/doc/refman/8.4/en/innodb-online-ddl-operations.html#online-ddl-column-operations
 */
export function instantLimit({ can, table }: PlanContext): MysqlRuleId | null {
  if (table.rowFormat === "compressed") return "add-column-compressed";
  if (table.fulltext) return "add-column-fulltext";
  const full = can.rowVersions !== null && table.rowVersions !== null && table.rowVersions >= can.rowVersions;
  return full ? "add-column-row-versions" : null;
}
