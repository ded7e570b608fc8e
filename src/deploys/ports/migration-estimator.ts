import type { ReportMigration } from "../../checker/migration-report.js";
import type { Observation } from "../../migrations/cost-model/correct-by-observations.js";
import type { Rates } from "../../migrations/cost-model/rates.js";
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
  /** By path, other files of the repository that migrations import: what an estimate `wants` may be among them. */
  readonly others?: Readonly<Record<string, string>>;
  /** Measured on the server in question; left out: the defaults. */
  readonly rates?: Rates;
  /** How long this repository's migrations took on this engine; left out: nobody told. */
  readonly observations?: readonly Observation[];
  /** A dump of production's schema, as SQL; null or left out: there is none. */
  readonly schema?: string | null;
}

/**
 * Says what migrations do and how long they take. Reading them is bounded: what takes too long is unreadable. Where
 * production's schema is known they may be tried out on a copy of it.
 */
export interface MigrationEstimator {
  estimate(migrations: MigrationsToEstimate): Promise<readonly ReportMigration[]>;
}
