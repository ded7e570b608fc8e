import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { defaultRates } from "../../../src/migrations/cost-model/default-rates.js";
import { expectedSeconds, shareOutside } from "../../../src/migrations/cost-model/expected-seconds.js";
import { fitRates, type RateSample } from "../../../src/migrations/cost-model/fit-rates.js";
import type { Terms } from "../../../src/migrations/cost-model/rates.js";

type Size = Omit<RateSample, "class" | "seconds">;

const memoryBytes = 200_000_000;

/** Narrow and wide tables with no and three indexes, as a calibration makes them. */
const sizes = (rowCounts: readonly number[]): readonly Size[] =>
  rowCounts.flatMap((rows) =>
    [60, 700].flatMap((width) =>
      [0, 3].map((indexes) => {
        const heapBytes = rows * width;
        const bytes = heapBytes + rows * indexes * 25;
        return { rows, heapBytes, bytes, indexes, clustered: false, memoryBytes };
      }),
    ),
  );

type Fitted = "rewrite" | "update" | "index";

const predicted = (terms: Terms, size: Size, name: Fitted = "rewrite"): number =>
  expectedSeconds(terms, { ...size, outside: shareOutside(size), inBulk: name === "rewrite" });

const timed = (
  terms: Terms,
  all: readonly Size[],
  noise: readonly number[] = [1],
  name: Fitted = "rewrite",
): RateSample[] =>
  all.map((size, at) => ({
    ...size,
    class: name,
    seconds: predicted(terms, size, name) * (noise[at % noise.length] ?? 1),
  }));

const fitted = (samples: readonly RateSample[], name: Fitted = "rewrite"): Terms => {
  const found = fitRates(samples, defaultRates.postgres)[name];
  if (found === undefined) throw new Error(`${name} was measured`);
  return found;
};

const terms = fc.record({
  fixed: fc.double({ min: 0, max: 0.1, noNaN: true }),
  perRow: fc.double({ min: 3e-7, max: 1e-5, noNaN: true }),
  perHeapByte: fc.double({ min: 0, max: 1e-8, noNaN: true }),
  perRowAndIndex: fc.double({ min: 0, max: 5e-6, noNaN: true }),
  perRowLog: fc.double({ min: 0, max: 1e-7, noNaN: true }),
  beyondMemory: fc.double({ min: 1, max: 15, noNaN: true }),
  spread: fc.constant(2),
});

test.each<[Fitted, Partial<Terms>]>([
  ["rewrite", { perRowLog: 0 }],
  ["update", { perRowLog: 0 }],
  ["index", { perRowAndIndex: 0 }],
])(
  "finds the terms behind exact samples of %s: five times the largest comes out within some percent",
  (name, none) => {
    fc.assert(
      fc.property(terms, (some) => {
        const real = { ...some, ...none };
        const found = fitted(timed(real, sizes([100_000, 300_000, 1_000_000]), [1], name), name);
        for (const size of sizes([5_000_000])) {
          const factor = predicted(found, size, name) / predicted(real, size, name);
          expect(factor).toBeGreaterThan(0.85);
          expect(factor).toBeLessThan(1.15);
        }
        for (const value of Object.values(found)) expect(value).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 15 },
    );
  },
);

describe("whatever was measured", () => {
  test("no term is negative, the spread is between 1.6 and 6, the slowdown at least 1", () => {
    const sample = fc.record({
      class: fc.constant("rewrite" as const),
      rows: fc.integer({ min: 0, max: 1e9 }),
      heapBytes: fc.integer({ min: 0, max: 1e12 }),
      bytes: fc.integer({ min: 0, max: 1e12 }),
      indexes: fc.integer({ min: 0, max: 50 }),
      clustered: fc.boolean(),
      memoryBytes: fc.option(fc.integer({ min: 1, max: 1e11 })),
      seconds: fc.double({ min: 0, max: 1e5, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(sample, { minLength: 1, maxLength: 6 }), (samples) => {
        const found = fitted(samples);
        for (const value of Object.values(found)) expect(value).toBeGreaterThanOrEqual(0);
        expect(found.beyondMemory).toBeGreaterThanOrEqual(1);
        expect(found.spread).toBeGreaterThanOrEqual(1.6);
        expect(found.spread).toBeLessThanOrEqual(6);
      }),
      { numRuns: 20 },
    );
  });
});

const quick: Terms = {
  fixed: 0.01,
  perRow: 1e-6,
  perHeapByte: 1e-9,
  perRowAndIndex: 5e-7,
  perRowLog: 0,
  beyondMemory: 3,
  spread: 2,
};
const small = sizes([10_000, 100_000]);

describe("what the samples cannot tell", () => {
  test("the slowdown beyond memory is the assumed one where every table fits", () => {
    expect(fitted(timed(quick, small)).beyondMemory).toBe(defaultRates.postgres.rewrite.beyondMemory);
  });

  test("one size of tables: the time grows with the rows, it is not a fixed part", () => {
    const found = fitted(timed(quick, sizes([100_000])));
    expect(found.fixed).toBe(0);
    expect(found.perRow).toBeGreaterThan(0);
  });

  test("a class that was not measured has no rates", () => {
    expect(Object.keys(fitRates(timed(quick, small), defaultRates.postgres))).toEqual(["rewrite"]);
    expect(fitRates([], defaultRates.postgres)).toEqual({});
  });

  test("two samples leave the interval wide", () => {
    expect(fitted(timed(quick, small).slice(0, 2)).spread).toBe(2.5);
  });
});

test("classes are fitted each by itself", () => {
  const slow = timed(quick, small).map((sample) => ({
    ...sample,
    class: "update" as const,
    seconds: sample.seconds * 9,
  }));
  const both = fitRates([...timed(quick, small), ...slow], defaultRates.postgres);
  expect(both.rewrite?.perRow).toBeCloseTo(1e-6, 8);
  expect(both.update?.perRow).toBeCloseTo(9e-6, 7);
});

test("the interval is as wide as the samples scatter", () => {
  const calm = fitted(timed(quick, small));
  const wild = fitted(timed(quick, small, [0.5, 1.4, 2, 1, 0.7]));
  expect(calm.spread).toBe(1.6);
  expect(wild.spread).toBeGreaterThan(2);
});
