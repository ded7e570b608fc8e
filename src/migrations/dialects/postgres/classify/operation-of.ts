import type { Operation } from "../../../operation.js";
import { blocksReads, blocksWrites } from "../locks.js";
import { isPrivate, isSince, type Context } from "./context.js";
import type { Draft, LockedTable } from "./draft.js";

/** The operation of a draft in its place: its line, its transaction, whom its locks stop. */
export function operationOf(draft: Draft, line: number, context: Context): Operation {
  const { session } = context;
  const { transaction } = session;
  const isUnknown = draft.cost === "unknown";
  const isOwn = draft.table !== null && isPrivate(draft.table, context);
  const lock = isOwn ? null : draft.lock;
  const waits =
    session.lockTimeout !== null && blocksWrites(lock)
      ? `; waits at most ${session.lockTimeout} for its lock`
      : "";
  return {
    table: draft.table,
    kind: draft.kind,
    cost: draft.cost,
    blocksReads: isUnknown || blocksReads(lock),
    blocksWrites: isUnknown || blocksWrites(lock),
    alsoBlocks: [...draft.alsoLocks, ...locksOnChildren(draft, context)]
      .filter(({ table }) => table !== draft.table && !isPrivate(table, context))
      .map(({ table, lock: other }) => ({ table, reads: blocksReads(other), writes: blocksWrites(other) }))
      .filter(({ reads, writes }) => reads || writes),
    lock: draft.lock,
    heldUntil: transaction === null ? "statement" : "transaction",
    transaction,
    line: draft.line ?? line,
    note: asSentence(draft.note + waits),
    advice: isOwn ? null : draft.advice,
    rule: draft.rule,
    work: isUnknown ? [] : draft.work,
    statement: null,
  };
}

/** Clauses that go down to the tables that inherit, with the lock that they take on the parent. */
const goingDown =
  /^(?:add_|drop_column|rename_column|change_column_type|set_default|drop_default|set_not_null|drop_not_null|drop_constraint|validate_constraint|truncate)/;
/** On partitioned tables only. */
const goingToPartitions = /^(?:add_index\.build|create_trigger)/;

function locksOnChildren(
  { table, kind, lock, rule, alsoLocks }: Draft,
  context: Context,
): readonly LockedTable[] {
  const { schema } = context;
  const locked = [...alsoLocks, ...(table === null || lock === null ? [] : [{ table, lock }])];
  if (!isSince(context, 14) && !goingDown.test(kind)) {
    // Before 14 who writes to a partition looks at its parent. Measured: bench/verify-postgres-rules.
    return locked
      .filter((each) => each.lock === "ACCESS EXCLUSIVE")
      .flatMap((each) => schema.childrenOf(each.table))
      .map((child) => ({ table: child, lock: "EXCLUSIVE" }));
  }
  if (table === null || lock === null) return [];
  const isPartitioned = schema.table(table).kind === "partitioned table";
  const goes = goingToPartitions.test(rule) ? isPartitioned : goingDown.test(kind) && kind !== "add_index";
  return goes ? schema.childrenOf(table).map((child) => ({ table: child, lock })) : [];
}

function asSentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
