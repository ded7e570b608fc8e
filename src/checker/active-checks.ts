import { checks } from "./checks/index.js";
import type { Check } from "./check.js";
import type { Rules } from "./rules.js";

/** The checks that the policy switches on and gives something to do. */
export function activeChecks(rules: Rules): readonly Check[] {
  return checks.filter((check) => rules.severities[check.id] !== "off" && check.configured(rules));
}
