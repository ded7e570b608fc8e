import type { MigrationEstimator } from "../deploys/ports/migration-estimator.js";
import type { ProcessEstimatorOptions } from "../estimation/create-process-estimator.js";
import { mayRehearse } from "../migrations/may-rehearse.js";

export interface EstimatorOptions {
  /** Whether migrations are tried out on a copy of the schema, where that is known. */
  readonly rehearses: boolean;
  /** The server for rehearsals of MySQL's and MariaDB's migrations; null: none. */
  readonly rehearsalUrl: string | null;
  /** How the process is started where the command line is not compiled. */
  readonly process?: Pick<ProcessEstimatorOptions, "script" | "nodeArguments">;
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Estimates where it is asked, or in a process of its own where migrations can be rehearsed: that may not end by itself.
 * The parsers are large: they are loaded only where there are migrations.
 */
export function migrationEstimator({
  rehearses,
  rehearsalUrl,
  process = {},
  onProgress,
}: EstimatorOptions): MigrationEstimator {
  return {
    async estimate(migrations) {
      if (!rehearses || !mayRehearse({ ...migrations, rehearsalUrl })) {
        const { estimateMigrations } = await import("../migrations/estimate-migrations.js");
        return estimateMigrations({ ...migrations, ...(onProgress === undefined ? {} : { onProgress }) });
      }
      const { createProcessEstimator } = await import("../estimation/create-process-estimator.js");
      const estimator = createProcessEstimator({ ...process, rehearsalUrl });
      try {
        return await estimator.estimate(migrations);
      } finally {
        await estimator.close();
      }
    },
  };
}
