import type { OperationCost } from "../checker/migration-report.js";

/**
 * What an operation does to a table: `instant` touches the catalogue only, `scan` reads the whole table, `index` builds
 * index structures, `rewrite` writes the table anew, `dml` changes rows. Contract 5.5.
 */
export type Cost = OperationCost;

/**
 * Kinds of work that the cost model tells apart, because they cost differently by row and byte.
 * `copy` is MySQL's ALGORITHM=COPY (row by row through the SQL layer), `rewrite` PostgreSQL's rewrite or InnoDB's
 * rebuild in place. `index-concurrently` is PostgreSQL's CONCURRENTLY, `online-copy` the throttled copying of
 * pt-online-schema-change, gh-ost and their like.
 */
export type WorkClass =
  | "scan"
  | "index"
  | "index-text"
  | "index-fulltext"
  | "index-concurrently"
  | "rewrite"
  | "copy"
  | "online-copy"
  | "update"
  | "delete"
  | "insert";

/** Whether a table's rows lie in the order of an index, or in none. */
export type RowOrder = "sorted" | "mixed";

/** One piece of work whose time grows with a table. */
export interface Work {
  readonly class: WorkClass;
  /** The table whose rows and bytes count. */
  readonly table: string;
  /** Indexes that are maintained or built anew by it besides; null: as many as the table has. */
  readonly indexes: number | null;
  /** The part of the table's rows that is touched, from 0 to 1; 1 where it cannot be told. */
  readonly share: number;
  /** How many rows, where the statement itself holds them; the table tells how wide they are. */
  readonly rows?: number;
  /** How many times what its class takes of each row and byte; left out: as long. */
  readonly factor?: number;
  /** The table in which each row is looked up (a foreign key's): its size counts, too. */
  readonly lookedUpIn?: string;
  /** Whether a subquery looks it up, which starts anew for each row, instead of one join for all. */
  readonly bySubquery?: true;
  /** The table for each of whose rows all of it is done anew. */
  readonly forEachRowOf?: string;
  /** Whether that is because a join compares each row with each, instead of a subquery that starts anew. */
  readonly byJoin?: true;
  /** Of an index: whether the rows lie in its order already; left out: not known. */
  readonly order?: RowOrder;
}

/** One operation of a migration, in execution order. */
export interface Operation {
  /** Unquoted and without schema; null where none is named. */
  readonly table: string | null;
  /** "add_column", "add_index", ...; "unparsed" for what cannot be read. */
  readonly kind: string;
  readonly cost: Cost;
  /** Whether the lock held on the table conflicts with another session's SELECT / INSERT, UPDATE and DELETE. */
  readonly blocksReads: boolean;
  readonly blocksWrites: boolean;
  /** Other tables that are locked besides, e.g. the one that a foreign key references. */
  readonly alsoBlocks: readonly {
    readonly table: string;
    readonly reads: boolean;
    readonly writes: boolean;
  }[];
  /** The lock's name, for people: "ACCESS EXCLUSIVE", "LOCK=SHARED". */
  readonly lock: string | null;
  /** How long the lock is held: to the end of the statement, or of the transaction around it. */
  readonly heldUntil: "statement" | "transaction";
  /** Numbers the transactions of the deploy's migrations; null: outside of any. */
  readonly transaction: number | null;
  /** From 1, in the migration's file. */
  readonly line: number;
  /** One sentence: why it costs this. */
  readonly note: string;
  /** What would be cheaper, where something is; one sentence in the imperative. */
  readonly advice: string | null;
  /** The id of the rule in the dialect's table of rules, which names its source. */
  readonly rule: string;
  /**
   * What takes time. Empty where it is instant, where the cost is unknown, or where another clause of the same
   * statement carries the work of the pass that they share.
   */
  readonly work: readonly Work[];
  /** The statement that it is part of, counted from 0 over its migration's SQL; null: it is no SQL. */
  readonly statement: number | null;
}
