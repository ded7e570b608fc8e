import type { ReportMigration } from "../../checker/migration-report.js";

/** One scale for all bars of a page. */
export interface TimeScale {
  /** Seconds at the right end. */
  readonly longest: number;
  /** Seconds at which a line is drawn; null: none. */
  readonly limit: number | null;
}

/** Room beyond the longest bar, so that it does not look cut off. */
const margin = 1.05;
/** Where nothing takes any time a second is the scale. */
const least = 1;

/** From nothing to the longest operation's upper end, or the limit where that is longer. */
export function timeScale(migrations: readonly ReportMigration[], limit: number | null): TimeScale {
  const ends = migrations.flatMap(({ operations }) => operations.map(({ seconds }) => seconds?.high ?? 0));
  return { longest: Math.max(least, limit ?? 0, ...ends) * margin, limit };
}
