/**
 * What is known of one production table. Null: not known. Statistics, not truth: counts may be off by some percent
 * even where they are fresh.
 */
export interface TableFacts {
  /** Null where the table was never analysed: unknown is not zero. */
  readonly rows: number | null;
  /** Table and indexes together. */
  readonly bytes: number | null;
  /** The table without its indexes. */
  readonly heapBytes: number | null;
  /** Column name to its type as the engine spells it: "bigint", "varchar(255)", "enum('new','paid')". */
  readonly columns: Readonly<Record<string, string>> | null;
  /** Index name to its columns (or expressions), in order; MySQL's primary key is called PRIMARY. */
  readonly indexes: Readonly<Record<string, readonly string[]>> | null;
  readonly notNull: readonly string[] | null;
  readonly checks: Readonly<Record<string, { readonly expr: string; readonly validated: boolean }>> | null;
  /** Storage engine, character set and row format (MySQL and MariaDB). */
  readonly engine: string | null;
  readonly charset: string | null;
  readonly rowFormat: string | null;
  /** `INNODB_TABLES.TOTAL_ROW_VERSIONS` (MySQL 8.0.29 and newer). */
  readonly totalRowVersions: number | null;
  readonly fulltextIndexes: readonly string[] | null;
  /** PostgreSQL: index name to the condition that its rows meet, as SQL. */
  readonly partialIndexes: Readonly<Record<string, string>> | null;
  /**
   * Indexes that are written and by which no row is found by a column's value: not valid, invisible or ignored ones,
   * and kinds for other questions (GIN, BRIN, R-tree).
   */
  readonly unusedIndexes: readonly string[] | null;
  /** Rows changed since the statistics were taken, where the engine counts them. */
  readonly changedSinceAnalysed: number | null;
  /**
   * How well the order of a column's values is that of the rows on disk (PostgreSQL's `pg_stats.correlation`): 1 the
   * same, -1 the reverse. Columns that are not named are not known.
   */
  readonly correlations: Readonly<Record<string, number>> | null;
  /** "view", "materialized view", "foreign table" or "partitioned table", where it is no plain table. */
  readonly kind: string | null;
}

/** A table of which nothing is known. */
export const unknownFacts: TableFacts = {
  rows: null,
  bytes: null,
  heapBytes: null,
  columns: null,
  indexes: null,
  notNull: null,
  checks: null,
  engine: null,
  charset: null,
  rowFormat: null,
  totalRowVersions: null,
  fulltextIndexes: null,
  partialIndexes: null,
  unusedIndexes: null,
  changedSinceAnalysed: null,
  correlations: null,
  kind: null,
};

/** What is known of the production database: contract 5.5's row-count file, or the same gathered from a server. */
export interface DatabaseFacts {
  /** When the statistics were read (ISO 8601); null: not told. */
  readonly takenAt: string | null;
  /** As the server or the file tells it: "mysql 8.0.35". */
  readonly engine: string | null;
  /** Names (or versions) of migrations that production's own bookkeeping says were run. */
  readonly appliedMigrations: readonly string[];
  /** By unquoted name, without schema. */
  readonly tables: Readonly<Record<string, TableFacts>>;
  /** PostgreSQL's domains: name to definition, "int check (value between 1 and 5)". */
  readonly domains: Readonly<Record<string, string>>;
  /** `innodb_buffer_pool_size`, or `shared_buffers` plus the page cache, in bytes; null: not told. */
  readonly memoryBytes: number | null;
  /** What could not be read or was taken otherwise than said, one sentence each without a final stop; absent: nothing. */
  readonly notes?: readonly string[];
}
