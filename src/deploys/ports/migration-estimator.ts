import type { ReportMigration } from "../../checker/migration-report.js";
import type { DatabaseFacts } from "../../migrations/database-facts.js";
import type { Engine } from "../../migrations/engine.js";
import type { MigrationTool } from "../../migrations/online-tool.js";
import type { MigrationFile } from "../../migrations/read-migration.js";

export interface MigrationsToEstimate {
  /** In the order in which they run. */
  readonly files: readonly MigrationFile[];
  readonly engine: Engine;
  /** Null: nothing is known of production. */
  readonly facts: DatabaseFacts | null;
  readonly tool: MigrationTool;
}

/** Says what migrations do and how long they take. Reading them is bounded: what takes too long is unreadable. */
export interface MigrationEstimator {
  estimate(migrations: MigrationsToEstimate): Promise<readonly ReportMigration[]>;
}
