import { columnRules } from "./column-rules.js";
import { constraintRules } from "./constraint-rules.js";
import { dataRules } from "./data-rules.js";
import { indexRules } from "./index-rules.js";
import { objectRules } from "./object-rules.js";
import { relationRules } from "./relation-rules.js";
import type { Rule } from "./rule.js";
import { tableRules } from "./table-rules.js";

const table = {
  ...columnRules,
  ...constraintRules,
  ...indexRules,
  ...tableRules,
  ...relationRules,
  ...dataRules,
  ...objectRules,
};

export type RuleId = keyof typeof table;

export interface PostgresRule extends Rule {
  readonly id: RuleId;
}

export function ruleOf(id: RuleId): Rule {
  return table[id];
}

/** All rules, in the order in which a reader would look for them: what the manual's table is generated from. */
export const postgresRules: readonly PostgresRule[] = Object.entries<Rule>(table).map(([id, rule]) => ({
  id: id as RuleId,
  ...rule,
}));
