import { type Fact, isKnown } from "../checker/fact.js";
import type { Report } from "../checker/report.js";
import type { Snapshot } from "../checker/snapshot.js";

/**
 * When to ask again for what could not be had, and for what older facts stand in for, or when the first approval that
 * the report rests on expires; null: nothing is missing.
 */
export function earliestRetry({ problems, findings }: Report, { facts }: Snapshot): Date | null {
  const standIns = Object.values(facts).flatMap((fact: Fact<unknown>) =>
    isKnown(fact) ? (fact.away?.retryAt ?? []) : [],
  );
  const expiries = findings.flatMap(({ approval }) => approval?.until ?? []);
  const times = [...problems.flatMap(({ retryAt }) => retryAt ?? []), ...standIns, ...expiries];
  return times.length === 0 ? null : new Date(Math.min(...times.map((time) => Date.parse(time))));
}
