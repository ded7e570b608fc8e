import type { Seconds } from "../migration-report.js";
import type { MigrationRules } from "../rules.js";

/** The number that a limit is compared with: the expected one, or the upper end of the interval, as the policy says. */
export function judgedSeconds(seconds: Seconds, rules: MigrationRules): number {
  return rules.judgedBy === "expected" ? seconds.expected : seconds.high;
}
