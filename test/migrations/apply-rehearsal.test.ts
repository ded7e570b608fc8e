import fc from "fast-check";
import { expect, test } from "vitest";
import { applyRehearsal } from "../../src/migrations/apply-rehearsal.js";
import type { Cost, Operation } from "../../src/migrations/operation.js";
import type { Outcome, SeenTable } from "../../src/migrations/rehearsal.js";

const costs = ["instant", "scan", "index", "rewrite", "unknown"] as const;
const order: readonly Cost[] = ["instant", "dml", "scan", "index", "rewrite", "unknown"];
const same = { server: "PostgreSQL 18", isSameVersion: true };
const other = { server: "PostgreSQL 18", isSameVersion: false };

const operation = (over: Partial<Operation> = {}): Operation => ({
  table: "calls",
  kind: "alter",
  cost: "instant",
  blocksReads: true,
  blocksWrites: true,
  alsoBlocks: [],
  lock: "ACCESS EXCLUSIVE",
  heldUntil: "statement",
  transaction: null,
  line: 1,
  note: "By the rules.",
  advice: "Do it otherwise",
  rule: "alter",
  work: [],
  statement: 0,
  ...over,
});

const sight = (over: Partial<SeenTable> = {}): SeenTable => ({
  table: "calls",
  sizeName: "calls",
  cost: "instant",
  indexesBuilt: 0,
  lock: "ACCESS EXCLUSIVE",
  isWhole: true,
  ...over,
});

const seen = (...tables: readonly SeenTable[]) => new Map<number, Outcome>([[0, { kind: "seen", tables }]]);

test("what is worse than the rules say counts on every version, once for the statement", () => {
  const operations = [operation(), operation({ kind: "other" })];
  const after = applyRehearsal(operations, seen(sight({ cost: "rewrite" })), other);
  expect(after.map(({ cost, work }) => [cost, work.map((each) => each.class)])).toEqual([
    ["rewrite", ["rewrite"]],
    ["instant", []],
  ]);
  expect(after[0]!.note).toBe(
    "By the rules. Rehearsed on PostgreSQL 18, where it rewrites the table; the rules said that it touches the catalogue only.",
  );
});

test("what is better counts on production's own version and a whole table only", () => {
  const costly = [
    operation({ cost: "rewrite", work: [{ class: "rewrite", table: "calls", indexes: null, share: 1 }] }),
  ];
  const cost = (sights: SeenTable, rehearsal = same) =>
    applyRehearsal(costly, seen(sights), rehearsal)[0]!.cost;
  expect(cost(sight())).toBe("instant");
  expect(cost(sight({ isWhole: false }))).toBe("rewrite");
  expect(cost(sight(), other)).toBe("rewrite");
});

test("locks: a stronger one counts, a weaker one where the rules are overridden, one elsewhere is added", () => {
  const under = (lock: string, rehearsal = other) =>
    applyRehearsal([operation({ lock: "SHARE", blocksReads: false })], seen(sight({ lock })), rehearsal)[0]!;
  expect(under("ACCESS EXCLUSIVE")).toMatchObject({ lock: "ACCESS EXCLUSIVE", blocksReads: true });
  expect(under("ACCESS SHARE")).toMatchObject({ lock: "SHARE", blocksWrites: true });
  expect(under("ACCESS SHARE", same)).toMatchObject({ lock: "ACCESS SHARE", blocksWrites: false });
  const elsewhere = applyRehearsal(
    [operation()],
    seen(sight(), sight({ table: "users", lock: "SHARE" })),
    other,
  );
  expect(elsewhere[0]!.alsoBlocks).toEqual([{ table: "users", reads: false, writes: true }]);
});

test("changed rows keep their cost", () => {
  const [after] = applyRehearsal([operation({ cost: "dml" })], seen(sight({ cost: "rewrite" })), same);
  expect(after).toMatchObject({ cost: "dml" });
});

test("on another version no operation ever gets cheaper or blocks less, and none is lost", () => {
  const someOperation = fc.record({
    cost: fc.constantFrom<Cost>("dml", ...costs),
    table: fc.constantFrom("calls", "users", null),
    statement: fc.constantFrom(0, 1, 2, null),
    lock: fc.constantFrom("SHARE", "ACCESS EXCLUSIVE", null),
  });
  const someSight = fc.record({
    table: fc.constantFrom("calls", "users"),
    sizeName: fc.constant("calls"),
    cost: fc.constantFrom("instant", "scan", "index", "rewrite"),
    indexesBuilt: fc.nat(3),
    lock: fc.constantFrom("ACCESS SHARE", "SHARE", "ACCESS EXCLUSIVE", null),
    isWhole: fc.boolean(),
  });
  const someOutcome = fc.oneof(
    fc.record({ kind: fc.constant("seen" as const), tables: fc.array(someSight, { maxLength: 3 }) }),
    fc.record({ kind: fc.constant("fails" as const), message: fc.string() }),
    fc.record({ kind: fc.constant("not-rehearsed" as const), reason: fc.string() }),
  );
  fc.assert(
    fc.property(fc.array(someOperation), fc.array(someOutcome, { maxLength: 3 }), (overs, outcomes) => {
      const before = overs.map((over) =>
        operation({
          ...over,
          blocksReads: over.lock === "ACCESS EXCLUSIVE" || over.cost === "unknown",
          blocksWrites: over.lock !== null || over.cost === "unknown",
        }),
      );
      const after = applyRehearsal(before, new Map(outcomes.entries()), other);
      expect(after).toHaveLength(before.length);
      for (const [at, now] of after.entries()) {
        const old = before[at]!;
        expect(order.indexOf(now.cost)).toBeGreaterThanOrEqual(order.indexOf(old.cost));
        if (old.blocksReads) expect(now.blocksReads).toBe(true);
        if (old.blocksWrites) expect(now.blocksWrites).toBe(true);
      }
    }),
  );
});
