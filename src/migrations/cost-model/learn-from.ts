import type { OperationCost, ReportMigration } from "../../checker/migration-report.js";

export interface Lesson {
  readonly cost: OperationCost;
  /** Seconds that the model itself expected, without what it had learned before. */
  readonly expected: number;
}

/** Shorter ones tell of the connection and the tool, not of the work. */
const shortestSeconds = 0.5;
/** The part of a migration's time that one class must make up for its duration to speak of that class. */
const clearShare = 0.8;

/** Which class of work a migration's duration speaks of; else why it speaks of none. */
export function learnFrom({ operations, seconds }: ReportMigration): Lesson | { readonly reason: string } {
  if (seconds === null) return { reason: "how long it takes was not known" };
  const byCost = new Map<OperationCost, number>();
  for (const { cost, seconds: own, observed } of operations) {
    const uncorrected = (own?.expected ?? 0) / (observed?.factor ?? 1);
    byCost.set(cost, (byCost.get(cost) ?? 0) + uncorrected);
  }
  const [dearest] = [...byCost].toSorted(([, one], [, other]) => other - one);
  const total = [...byCost.values()].reduce((sum, each) => sum + each, 0);
  if (dearest === undefined || total < shortestSeconds) return { reason: "it was expected to be too short" };
  const [cost, expected] = dearest;
  return expected < clearShare * total
    ? { reason: "it does several kinds of work, none of which takes most of the time" }
    : { cost, expected: total };
}
