import { blocksReads, blocksWrites, strongest, type LockMode } from "./dialects/postgres/locks.js";
import type { Cost, Operation, Work } from "./operation.js";
import type { Outcome, Outcomes, Rehearsal, SeenTable } from "./rehearsal.js";

const order: readonly Cost[] = ["instant", "dml", "scan", "index", "rewrite", "unknown"];

const words: Readonly<Record<SeenTable["cost"], string>> = {
  instant: "touches the catalogue only",
  scan: "reads the table",
  index: "builds an index",
  rewrite: "rewrites the table",
};

/**
 * What was seen overrides what the rules say, statement by statement. A worse sight always counts; a better one where
 * the server is of production's version and the table was copied whole; an operation that changes rows keeps its cost,
 * for an empty table proves nothing of it.
 */
export function applyRehearsal(
  operations: readonly Operation[],
  outcomes: Outcomes,
  rehearsal: Pick<Rehearsal, "server" | "isSameVersion">,
): readonly Operation[] {
  const groups = Map.groupBy(operations, ({ statement }) => statement);
  const judged = new Map(
    [...groups].flatMap(([statement, own]) => {
      const outcome = statement === null ? undefined : outcomes.get(statement);
      const after = outcome === undefined ? own : overridden(own, outcome, rehearsal);
      return own.map((operation, at) => [operation, after[at] ?? operation] as const);
    }),
  );
  return operations.map((operation) => judged.get(operation) ?? operation);
}

function overridden(
  operations: readonly Operation[],
  outcome: Outcome,
  rehearsal: Pick<Rehearsal, "server" | "isSameVersion">,
): readonly Operation[] {
  switch (outcome.kind) {
    case "not-rehearsed":
      return operations.map((operation) => noted(operation, `Not rehearsed: ${outcome.reason}.`));
    case "fails":
      return operations.map((operation) => failing(operation, outcome.message));
    case "seen":
      return withOtherLocks(withSights(operations, outcome.tables, rehearsal), outcome.tables);
  }
}

function failing(operation: Operation, message: string): Operation {
  return {
    ...operation,
    cost: "unknown",
    blocksReads: true,
    blocksWrites: true,
    note: `It fails on an empty copy of production's schema: ${message}`,
    advice: null,
    work: [],
  };
}

function withSights(
  operations: readonly Operation[],
  sights: readonly SeenTable[],
  { server, isSameVersion }: Pick<Rehearsal, "server" | "isSameVersion">,
): readonly Operation[] {
  const where = `Rehearsed on ${server}`;
  const carrying = new Set<string>();
  return operations.map((operation) => {
    const sight = sights.find(({ table }) => table === operation.table);
    const own = operations.filter(({ table }) => table === operation.table);
    if (sight === undefined || own.some(({ cost }) => cost === "dml")) return noted(operation, `${where}.`);
    const mayBeBetter = isSameVersion && sight.isWhole;
    const locked = underLock(operation, sight, mayBeBetter);
    const told = Math.max(...own.map(({ cost }) => order.indexOf(cost)));
    const truth = order.indexOf(sight.cost);
    if (told === truth)
      return noted(
        locked,
        sight.isWhole ? `${where}: confirmed.` : `${where}, as far as the table is known.`,
      );
    const isWrong = told < truth ? operation === own[0] : order.indexOf(operation.cost) > truth;
    if (!isWrong || (told > truth && !mayBeBetter)) return noted(locked, `${where}.`);
    // The table is gone through once, whichever clauses do it.
    const carries = !carrying.has(sight.table);
    carrying.add(sight.table);
    return changed(locked, sight, carries, where);
  });
}

function changed(operation: Operation, sight: SeenTable, carriesWork: boolean, where: string): Operation {
  const told =
    operation.cost === "unknown" || operation.cost === "dml"
      ? "could not tell"
      : `said that it ${words[operation.cost]}`;
  return noted(
    {
      ...operation,
      cost: sight.cost,
      // Where locks cannot be seen, what is worse than the rules say may also block more.
      blocksWrites:
        operation.blocksWrites ||
        (sight.lock === null && order.indexOf(sight.cost) > order.indexOf(operation.cost)),
      advice: order.indexOf(sight.cost) < order.indexOf(operation.cost) ? null : operation.advice,
      work: carriesWork ? workOf(sight) : [],
    },
    `${where}, where it ${words[sight.cost]}; the rules ${told}.`,
  );
}

function workOf({ cost, sizeName: table, indexesBuilt }: SeenTable): readonly Work[] {
  if (cost === "instant") return [];
  // Of an index's columns nothing is known here: text is the slower kind.
  if (cost === "index")
    return Array.from({ length: Math.max(1, indexesBuilt) }, () => ({
      class: "index-text" as const,
      table,
      indexes: 0,
      share: 1,
    }));
  return [{ class: cost, table, indexes: cost === "rewrite" ? null : 0, share: 1 }];
}

function underLock(operation: Operation, { lock }: SeenTable, mayBeWeaker: boolean): Operation {
  if (lock === null || lock === operation.lock) return operation;
  const mode = lock as LockMode;
  const isStronger = strongest([mode, operation.lock as LockMode | null]) === mode;
  if (!isStronger && !mayBeWeaker) return operation;
  // Of what could not be read nobody knows that it blocks no more than the lock that was seen.
  const keeps = !mayBeWeaker;
  return {
    ...operation,
    lock,
    blocksReads: blocksReads(mode) || (keeps && operation.blocksReads),
    blocksWrites: blocksWrites(mode) || (keeps && operation.blocksWrites),
  };
}

/** Locks on tables that no operation of the statement names. */
function withOtherLocks(
  operations: readonly Operation[],
  tables: readonly SeenTable[],
): readonly Operation[] {
  const named = new Set(
    operations.flatMap(({ table, alsoBlocks }) => [table, ...alsoBlocks.map((other) => other.table)]),
  );
  const others = tables
    .filter(({ table }) => !named.has(table))
    .map(({ table, lock }) => ({
      table,
      reads: blocksReads(lock as LockMode | null),
      writes: blocksWrites(lock as LockMode | null),
    }))
    .filter(({ reads, writes }) => reads || writes);
  return operations.map((operation, at) =>
    at > 0 || others.length === 0
      ? operation
      : { ...operation, alsoBlocks: [...operation.alsoBlocks, ...others] },
  );
}

function noted(operation: Operation, more: string): Operation {
  return { ...operation, note: `${operation.note} ${more}`.trim() };
}
