import type { Cost, Work } from "../../../operation.js";
import type { LockMode } from "../locks.js";
import { ruleOf, type RuleId } from "../rules/postgres-rules.js";

export interface LockedTable {
  readonly table: string;
  readonly lock: LockMode;
}

/** An operation before its place in the transaction is known. */
export interface Draft {
  readonly rule: RuleId;
  readonly table: string | null;
  readonly kind: string;
  readonly cost: Cost;
  readonly lock: LockMode | null;
  readonly alsoLocks: readonly LockedTable[];
  readonly note: string;
  readonly advice: string | null;
  readonly work: readonly Work[];
  /** Clauses of one ALTER TABLE that do read the rows read them together. */
  readonly sharesPass: boolean;
  /** Null: the line of the statement. */
  readonly line: number | null;
}

/** What the rule says, and what is to be said otherwise. `because` is appended to the rule's note. */
export function draft(
  rule: RuleId,
  table: string | null,
  {
    because,
    ...said
  }: Partial<Omit<Draft, "rule" | "table">> & { readonly because?: string | undefined } = {},
): Draft {
  const { kind, cost, lock, note, advice } = ruleOf(rule);
  const plain = { kind, cost, lock, advice, alsoLocks: [], work: [], sharesPass: false, line: null };
  return { rule, table, ...plain, note: because === undefined ? note : `${note}: ${because}`, ...said };
}

const order: readonly Cost[] = ["instant", "dml", "scan", "index", "rewrite", "unknown"];

/** One operation for several aspects of one clause: the dearest speaks for all, their work adds up. */
export function combine(aspects: readonly [Draft, ...Draft[]]): Draft {
  // Of equally dear ones the last: the column's own value comes first and says least.
  const [dearest] = aspects.toReversed().toSorted((a, b) => order.indexOf(b.cost) - order.indexOf(a.cost));
  const isRewritten = dearest?.cost === "rewrite";
  return {
    ...(dearest ?? aspects[0]),
    alsoLocks: aspects.flatMap(({ alsoLocks }) => alsoLocks),
    work: aspects.flatMap(({ work, sharesPass, cost }) =>
      isRewritten && sharesPass && cost === "scan" ? [] : work,
    ),
  };
}
