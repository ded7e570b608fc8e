import type { Cost } from "../../../operation.js";
import type { LockMode } from "../locks.js";

/** What PostgreSQL does at one kind of clause or statement. */
export interface Rule {
  /** The operation's kind in the report: "add_column". */
  readonly kind: string;
  /** The statement, for people: "ADD COLUMN with a volatile default". */
  readonly title: string;
  readonly cost: Cost;
  /** On the table that the statement names; null: none that matters to other sessions. */
  readonly lock: LockMode | null;
  /** One sentence: why it costs this. */
  readonly note: string;
  /** What would be cheaper; one sentence in the imperative. */
  readonly advice: string | null;
  /** Where PostgreSQL's manual says so. */
  readonly source: string;
}

const manual = "https://www.postgresql.org/docs/current/";

/** A rule from a page of the manual. */
export function rule(
  page: string,
  kind: string,
  title: string,
  cost: Cost,
  lock: LockMode | null,
  note: string,
  advice: string | null = null,
): Rule {
  return { kind, title, cost, lock, note, advice, source: `${manual}${page}.html` };
}
