import type { ReportMigration, Seconds } from "../checker/migration-report.js";
import { rounded, sumOf } from "./cost-model/interval.js";

/** How long all of them take, one after the other; null where that of one is not known. */
export function migrationTotal(migrations: readonly ReportMigration[]): Seconds | null {
  const sum = sumOf(migrations.map(({ seconds }) => seconds));
  return sum === null ? null : rounded(sum);
}
