import { columnRules } from "./column-rules.js";
import { constraintRules } from "./constraint-rules.js";
import { indexRules } from "./index-rules.js";
import type { MysqlRule } from "./rule.js";
import { statementRules } from "./statement-rules.js";
import { tableRules } from "./table-rules.js";

const all = { ...columnRules, ...indexRules, ...constraintRules, ...tableRules, ...statementRules };

export type MysqlRuleId = keyof typeof all;

/** By id. */
export const ruleById: Readonly<Record<MysqlRuleId, MysqlRule>> = all;

/** Every rule that this dialect classifies by, for the generated documentation. */
export const mysqlRules: readonly MysqlRule[] = Object.values(all);
