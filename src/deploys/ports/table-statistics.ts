import type { DatabaseFacts } from "../../migrations/database-facts.js";
import type { Repository } from "./repository.js";

/** What production's databases say of their tables: servers, files and addresses that the operator named. */
export interface TableStatistics {
  /**
   * The facts of a source, a few minutes old at most ({@link DatabaseFacts.takenAt} says when they were taken).
   * `source`: as policies name it, "primary" for ROW_COUNTS_PRIMARY_URL, in any case.
   *
   * @throws SourceUnavailable `row-counts-unavailable` (away, refused, or no row-count file),
   * `row-counts-not-configured` (no such source), `row-counts-not-allowed` (not for this repository)
   */
  read(source: string, repository: Pick<Repository, "owner" | "name">): Promise<DatabaseFacts>;
}
