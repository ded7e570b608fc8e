import type { Operation } from "../../../operation.js";
import { blocksReads, blocksWrites } from "../locks.js";
import { isPrivate, type Context } from "./context.js";
import type { Draft } from "./draft.js";

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
    alsoBlocks: draft.alsoLocks
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
  };
}

function asSentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
