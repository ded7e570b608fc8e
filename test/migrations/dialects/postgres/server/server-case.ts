/** A statement to be run on a real server, on tables of a few rows. */
export interface ServerCase {
  /** Besides the tables that every case has (`common-tables.ts`). */
  readonly setup?: string;
  /** In the same transaction, before what is looked at: SET LOCAL and the like. */
  readonly before?: string;
  readonly statement: string;
  /** Cannot run in a transaction: its locks are seen by what it waits for. */
  readonly alone?: true;
  /** The first and the last version that it runs on. */
  readonly since?: number;
  readonly until?: number;
  /** What the facts cannot tell (foreign keys, generated columns): only the deploy's own history can. */
  readonly history?: true;
  /** Before this version only the deploy's own history can tell whom it stops. */
  readonly factsSince?: number;
  /** Judged with nothing known, it is cheaper than in truth, and its note says so. */
  readonly doubtful?: true;
}

/** One line a case, where nothing but the statement differs. */
export const statements = (...all: readonly string[]): ServerCase[] =>
  all.map((statement) => ({ statement }));
