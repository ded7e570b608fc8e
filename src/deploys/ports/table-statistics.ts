import type { DatabaseFacts } from "../../migrations/database-facts.js";
import type { Repository } from "./repository.js";

export interface CountedRows {
  readonly rows: ReadonlyMap<string, number>;
  /** One sentence each without a final stop. */
  readonly notes: readonly string[];
}

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
  /**
   * Counts the rows of tables, named as `read` names them, in `seconds` at most. What cannot be counted (no right, no
   * time, no server but a file) is not among the rows; the notes say why. Counts are a few minutes old at most, too.
   *
   * @throws SourceUnavailable `row-counts-not-configured`, `row-counts-not-allowed`
   */
  count(
    source: string,
    repository: Pick<Repository, "owner" | "name">,
    tables: readonly string[],
    seconds: number,
  ): Promise<CountedRows>;
}
