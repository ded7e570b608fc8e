import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { defaultRates } from "../../../src/migrations/cost-model/default-rates.js";
import { estimateWork } from "../../../src/migrations/cost-model/estimate-work.js";
import { tableSize } from "../../../src/migrations/cost-model/table-size.js";
import type { Terms } from "../../../src/migrations/cost-model/rates.js";
import type { TableFacts } from "../../../src/migrations/database-facts.js";
import type { Work, WorkClass } from "../../../src/migrations/operation.js";
import { tableFacts } from "../table-facts.js";

const facts = (over: Partial<TableFacts> = {}) =>
  tableFacts({ rows: 1_000_000, bytes: 150_000_000, heapBytes: 100_000_000, indexes: { a: ["a"] }, ...over });
const work = (over: Partial<Work> = {}): Work => ({
  class: "scan",
  table: "t",
  indexes: null,
  share: 1,
  ...over,
});
const terms = (over: Partial<Terms>): Terms => ({
  fixed: 0,
  perRow: 0,
  perHeapByte: 0,
  perRowAndIndex: 0,
  perRowLog: 0,
  beyondMemory: 1,
  spread: 2,
  ...over,
});
const expected = (
  over: Partial<Terms>,
  more: Partial<Work> = {},
  memory: number | null = null,
  engine: string | null = null,
): number => {
  const size = tableSize(facts({ engine }));
  if (size === null) throw new Error("has rows");
  return estimateWork(work(more), size, { ...defaultRates.postgres, scan: terms(over) }, memory).expected;
};

describe("each term counts what it is named for", () => {
  test.each<[string, Partial<Terms>, Partial<Work>, number]>([
    ["a fixed part", { fixed: 3 }, {}, 3],
    ["rows", { perRow: 1e-6 }, {}, 1],
    ["half of the rows", { perRow: 1e-6 }, { share: 0.5 }, 0.5],
    ["heap bytes", { perHeapByte: 1e-8 }, {}, 1],
    ["rows and the table's indexes", { perRowAndIndex: 1e-6 }, {}, 1],
    ["rows and indexes that the work names", { perRowAndIndex: 1e-6 }, { indexes: 4 }, 4],
    ["sorting", { perRowLog: 1e-7 }, {}, 0.1 * Math.log2(1_000_000)],
  ])("%s", (_name, over, more, seconds) => {
    expect(expected(over, more)).toBeCloseTo(seconds, 6);
  });
});

test("beyond the server's memory each byte takes longer, but not what is computed of each row, nor sorting", () => {
  const slow = { perHeapByte: 1e-8, beyondMemory: 10 };
  expect(expected(slow, {}, 200_000_000)).toBeCloseTo(1);
  // Of a table a third larger than it nothing is found there any more; of one a seventh larger, half.
  expect(expected(slow, {}, 131_250_000)).toBeCloseTo(1 * (1 + 0.5 * 9));
  expect(expected(slow, {}, 112_500_000)).toBeCloseTo(1 * (1 + 9));
  expect(expected(slow, {}, 1_000_000)).toBeCloseTo(1 * (1 + 9));
  expect(expected(slow, {}, null)).toBeCloseTo(1);
  expect(expected({ perRow: 1e-6, beyondMemory: 10 }, {}, 75_000_000)).toBeCloseTo(1);
  const sorting = { perRowLog: 1e-7, beyondMemory: 10 };
  expect(expected(sorting, {}, 75_000_000)).toBeCloseTo(expected(sorting));
});

test.each<[WorkClass, number]>([
  ["rewrite", 1],
  ["copy", 1],
  ["update", 10],
  ["insert", 10],
])("beyond memory, indexes that a %s writes take %d times as long", (name, times) => {
  const size = tableSize(facts());
  if (size === null) throw new Error("has rows");
  const slow = terms({ perRowAndIndex: 1e-6, beyondMemory: 10 });
  const rates = { ...defaultRates.postgres, [name]: slow };
  const { expected: seconds } = estimateWork(work({ class: name }), size, rates, 1);
  expect(seconds).toBeCloseTo(times);
});

test("where rows lie in an index of their own, a scan touches no other", () => {
  const slow = { perHeapByte: 1e-8, beyondMemory: 10 };
  const half = 1 * (1 + 0.5 * 9);
  expect(expected(slow, { indexes: 0 }, 87_500_000, "InnoDB")).toBeCloseTo(half);
  expect(expected(slow, { indexes: 0 }, 100_000_000, "InnoDB")).toBeCloseTo(1);
  expect(expected(slow, { indexes: 0 }, 131_250_000, "MyISAM")).toBeCloseTo(half);
  expect(expected(slow, { indexes: 2 }, 131_250_000, "InnoDB")).toBeCloseTo(half);
});

test.each<[WorkClass, string, number]>([
  ["insert", "InnoDB", 2_000_000 * 0.5 * 8.5e-5],
  ["delete", "InnoDB", 2_000_000 * 0.5 * 8.5e-5],
  ["insert", "MyISAM", 0],
  ["copy", "InnoDB", 0],
  ["update", "InnoDB", 0],
])("entries of indexes that are twice the buffer pool: %s on %s", (name, engine, missed) => {
  const size = tableSize(facts({ engine }));
  if (size === null) throw new Error("has rows");
  const rates = { ...defaultRates.mysql, [name]: terms({ fixed: 1 }) };
  const seconds = (memory: number | null) =>
    estimateWork(work({ class: name, indexes: 2 }), size, rates, memory).expected;
  expect(seconds(24_000_000)).toBeCloseTo(1 + missed);
  expect(seconds(50_000_000)).toBeCloseTo(1);
  expect(seconds(null)).toBeCloseTo(1);
});

test("what is not known of a table widens the interval, and is said", () => {
  const known = tableSize(facts());
  const rowsOnly = tableSize(tableFacts({ rows: 1_000_000 }));
  const stale = tableSize(facts({ changedSinceAnalysed: 2_000_000 }));
  expect(known).toMatchObject({ doubt: 1, assumed: null, heapBytes: 100_000_000, indexes: 1 });
  expect(rowsOnly?.assumed).toBe("assuming rows of about 150 bytes and 3 indexes");
  expect(rowsOnly?.doubt).toBeGreaterThan(2);
  expect(stale?.doubt).toBe(3);
});

test("a table that was never analysed has no size", () => {
  expect(tableSize(tableFacts({ rows: null, bytes: 10 }))).toBeNull();
});

test("columns tell the width of a row where bytes do not", () => {
  const narrow = tableSize(tableFacts({ rows: 1000, columns: { id: "bigint", n: "int" } }));
  const wide = tableSize(
    tableFacts({ rows: 1000, columns: { id: "bigint", body: "varchar(1000)", doc: "jsonb" } }),
  );
  expect(narrow?.heapBytes).toBe(40_000);
  expect(wide?.heapBytes).toBeGreaterThan(500_000);
});

test("more rows never take less time, and the interval holds the expected value", () => {
  const classes = Object.keys(defaultRates.mysql) as WorkClass[];
  fc.assert(
    fc.property(
      fc.constantFrom(...classes),
      fc.constantFrom("postgres" as const, "mysql" as const),
      fc.integer({ min: 0, max: 1e9 }),
      fc.integer({ min: 0, max: 1e9 }),
      (name, family, a, b) => {
        const [few, many] = [Math.min(a, b), Math.max(a, b)];
        const time = (rows: number) => {
          const size = tableSize(tableFacts({ rows, heapBytes: rows * 100, bytes: rows * 150, indexes: {} }));
          if (size === null) throw new Error("has rows");
          return estimateWork(work({ class: name }), size, defaultRates[family], 1e9);
        };
        expect(time(few).expected).toBeLessThanOrEqual(time(many).expected);
        expect(time(many).low).toBeLessThanOrEqual(time(many).expected);
        expect(time(many).high).toBeGreaterThanOrEqual(time(many).expected);
      },
    ),
  );
});

test("rows that the statement holds count, not the table's; the table tells their width", () => {
  const sized = (rows: number) => {
    const size = tableSize(tableFacts({ rows, heapBytes: rows * 150, bytes: rows * 150, indexes: {} }));
    if (size === null) throw new Error("has rows");
    return estimateWork(work({ class: "insert", rows: 1e6 }), size, defaultRates.postgres, null).expected;
  };
  expect(sized(1000)).toBe(sized(9e6));
  expect(sized(0)).toBe(sized(9e6));
  expect(sized(0)).toBeGreaterThan(0.5);
});
