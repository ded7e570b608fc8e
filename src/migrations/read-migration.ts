/** A migration file as it lies in the repository. */
export interface MigrationFile {
  /** From the repository's root, with "/". */
  readonly path: string;
  readonly text: string;
  /** Production's version of a file that holds several migrations and that the deploy changes. */
  readonly before?: string;
  /** Why its tool would refuse to run it, where other files tell that. */
  readonly flaw?: { readonly line: number; readonly reason: string };
}

/** One thing that a migration does, in execution order. */
export type MigrationStep =
  /** SQL in the engine's dialect, as it would be sent: one statement or several. */
  | {
      readonly kind: "sql";
      readonly line: number;
      readonly sql: string;
      /**
       * A MySQL `CHANGE` whose `NULL` or `NOT NULL` the tool would read from the present column and restate: the text
       * shows none, and the column keeps what it has. Absent: the text says everything.
       */
      readonly keepsNullability?: true;
    }
  /**
   * MySQL: a column is restated as it is, but for its nullability (ActiveRecord reads the present type from the
   * database, so that no SQL can be written without it).
   */
  | {
      readonly kind: "column-nullability";
      readonly line: number;
      readonly table: string;
      readonly column: string;
      readonly notNull: boolean;
    }
  /** MySQL: a column is restated as it is, but for its comment. */
  | {
      readonly kind: "column-comment";
      readonly line: number;
      readonly table: string;
      readonly column: string;
    }
  /** Rows changed by the migration's own code (`find_each`, `update_all`): how many cannot be told from the code. */
  | {
      readonly kind: "rows";
      readonly line: number;
      readonly verb: "insert" | "update" | "delete" | "read";
      /** Null where the code does not tell. */
      readonly table: string | null;
      readonly note: string;
      /** How many rows at most, where the code tells (`create!`, a list of rows); absent: not known. */
      readonly rows?: number;
    }
  /** A wrapper that copies the table in the background by triggers (Lhm, pt-online-schema-change). */
  | {
      readonly kind: "online-copy";
      readonly line: number;
      readonly table: string;
      readonly sql: string;
      readonly tool: string;
    }
  | { readonly kind: "unreadable"; readonly line: number; readonly reason: string };

/** What a format makes of a file. Parts that undo (`down`) are left out. */
export interface ReadMigration {
  /** The format's id: "rails", "sql", "flyway". */
  readonly format: string;
  readonly steps: readonly MigrationStep[];
  /**
   * Whether the tool runs the whole file in one transaction, where the engine's DDL is transactional.
   * BEGIN and COMMIT inside the SQL are the dialect's to see.
   */
  readonly inTransaction: boolean;
  /** Of a file that holds several migrations: those of production's version that the deploy changes, and removes. */
  readonly changedParts?: readonly string[];
  readonly removedParts?: readonly string[];
  /** Paths of files that it may import and that would have told more. */
  readonly wants?: readonly string[];
}
