/** What an operation does to a table: contract 5.5. */
export type OperationCost = "instant" | "scan" | "index" | "rewrite" | "dml" | "unknown";

/** Seconds: what is expected, and the interval in which four of five are. */
export interface Seconds {
  readonly expected: number;
  readonly low: number;
  readonly high: number;
}

/** One operation of a migration, in execution order. */
export interface ReportOperation {
  /** Unquoted and without schema; null where none is named. */
  readonly table: string | null;
  /** "add_column", "add_index", ...; "unparsed" for what cannot be read. */
  readonly kind: string;
  readonly cost: OperationCost;
  /** The table's rows in production; 0 for a table that the deploy creates; null where they are not known. */
  readonly rows: number | null;
  /** Null where the cost is unknown, or the rows are and it is not instant. */
  readonly seconds: Seconds | null;
  readonly blocksReads: boolean;
  readonly blocksWrites: boolean;
  /** How long what it blocks stays blocked: longer than it takes itself where a transaction keeps the lock. */
  readonly blockedSeconds: Seconds | null;
  /** The lock's name: "ACCESS EXCLUSIVE". */
  readonly lock: string | null;
  /** From 1. */
  readonly line: number;
  /** Why it costs this. */
  readonly note: string;
  /** What would be cheaper; null where nothing is. */
  readonly advice: string | null;
  /** How the number came about: "120,000,000 rows, 44.7 GB, 3 indexes". Null where there is none. */
  readonly basis: string | null;
  /** Durations of such work that were posted back: how many, and what they multiplied the expected time by. */
  readonly observed?: { readonly count: number; readonly factor: number } | undefined;
}

export interface ReportMigration {
  readonly path: string;
  /** "rails", "flyway", ...; "unknown" where no format reads the file. */
  readonly format: string;
  /** The sum; null where it cannot be told for one of the operations. */
  readonly seconds: Seconds | null;
  readonly operations: readonly ReportOperation[];
  /** Of a file that holds several migrations: those of production's version that the deploy changes or removes. */
  readonly changedParts?: readonly string[] | undefined;
  /** Paths of files that it may import and that would have told more: while migrations are read, never in a report. */
  readonly wants?: readonly string[] | undefined;
  /** Whether and where it was tried out, one sentence without a final stop; null or absent: nowhere. */
  readonly rehearsal?: string | null | undefined;
}

/** What the deploy does to the database, as far as it is known. */
export interface MigrationsOfDeploy {
  /** "mysql 8.0": as the policy says. */
  readonly engine: string;
  /** Those that the deploy adds, in the order in which they will run. */
  readonly migrations: readonly ReportMigration[];
  /** Migrations of production's code that the deploy changes or removes. */
  readonly changed: readonly {
    readonly path: string;
    readonly how: "changed" | "removed";
    /** Which of the migrations that the file holds; absent: the file is one. */
    readonly parts?: readonly string[] | undefined;
  }[];
  /** Added ones that production's own bookkeeping says were run already. */
  readonly applied: readonly string[];
  /** By path: the SHAs of the commits that touch it. */
  readonly commits: Readonly<Record<string, readonly string[]>>;
  /** By path: the git blob id of the file at head. */
  readonly blobs: Readonly<Record<string, string>>;
  /** Where row counts come from and when they were taken; null where the policy names no source. */
  readonly rowCounts: { readonly source: string; readonly takenAt: string | null } | null;
  /** The policy's limits in seconds; null: none. */
  readonly limits: {
    readonly failOver: number | null;
    readonly warnOver: number | null;
    readonly blockOver: number | null;
  };
  /** What is to be known about the row counts: "the server is mysql 5.7, the policy says mysql 8.0". */
  readonly notes: readonly string[];
}
