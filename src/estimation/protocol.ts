import type { ReportMigration } from "../checker/migration-report.js";
import type { MigrationsToEstimate } from "../deploys/ports/migration-estimator.js";

/** What the process is told. */
export interface EstimationRequest {
  readonly id: number;
  readonly migrations: MigrationsToEstimate;
  /** Of the server that the operator named for rehearsals; null: none. */
  readonly rehearsalUrl: string | null;
}

/**
 * What it answers: how many files are done, then what the rules say of them, before they are rehearsed (which may not
 * end), and at the end what came of them.
 */
export type EstimationAnswer =
  | { readonly id: number; readonly done: number }
  | { readonly id: number; readonly unrehearsed: readonly ReportMigration[] }
  | { readonly id: number; readonly estimates: readonly ReportMigration[] }
  | { readonly id: number; readonly failure: string };
