import fc from "fast-check";
import { expect, test } from "vitest";
import { correctByObservations } from "../../../src/migrations/cost-model/correct-by-observations.js";
import { learnFrom } from "../../../src/migrations/cost-model/learn-from.js";
import { parseEngine } from "../../../src/migrations/engine.js";
import { estimateMigrations } from "../../../src/migrations/estimate-migrations.js";
import { tableFacts } from "../table-facts.js";

const estimate = { expected: 100, low: 50, high: 200 };
const took = (seconds: number) => ({ cost: "index" as const, expected: 10, seconds });
const width = ({ low, high }: { readonly low: number; readonly high: number }) => high / low;

test("nothing observed changes nothing", () => {
  expect(correctByObservations(estimate, [])).toBeNull();
  expect(correctByObservations({ expected: 0, low: 0, high: 0 }, [took(1)])).toBeNull();
});

test("one observation moves the centre half way, many all the way, and the interval narrows", () => {
  const one = correctByObservations(estimate, [took(40)])!;
  const many = correctByObservations(
    estimate,
    Array.from({ length: 50 }, () => took(40)),
  )!;
  expect(one).toMatchObject({ count: 1, factor: 2 });
  expect(one.seconds.expected).toBeCloseTo(200);
  expect(many.seconds.expected).toBeGreaterThan(380);
  expect(many.seconds.expected).toBeLessThan(400);
  expect([width(estimate), width(one.seconds), width(many.seconds)]).toEqual(
    [width(estimate), width(one.seconds), width(many.seconds)].toSorted((a, b) => b - a),
  );
  expect(width(many.seconds)).toBeGreaterThan(width(estimate) ** (1 / Math.SQRT2) * 0.99);
});

test("observations that scatter widen it, and one that is far off moves it little", () => {
  const scattered = correctByObservations(estimate, [took(1), took(10), took(100), took(1), took(100)])!;
  expect(width(scattered.seconds)).toBeGreaterThan(width(estimate));
  const outlier = correctByObservations(estimate, [took(10), took(10), took(10), took(1e6)])!;
  expect(outlier.factor).toBeCloseTo(1);
});

test("whatever was observed, the interval holds its centre and is finite", () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 1e-6, max: 1e9, noNaN: true }), { minLength: 1 }), (durations) => {
      const { seconds, factor } = correctByObservations(estimate, durations.map(took))!;
      expect(seconds.low).toBeLessThan(seconds.expected);
      expect(seconds.expected).toBeLessThan(seconds.high);
      expect(factor).toBeGreaterThanOrEqual(1 / 20);
      expect(Number.isFinite(seconds.high) && factor <= 20).toBe(true);
    }),
  );
});

test("an estimate says how many durations it rests on, and learning does not feed on itself", async () => {
  const request = {
    files: [{ path: "1.sql", text: "create index i on calls (id);" }],
    engine: parseEngine("postgres 16"),
    facts: {
      takenAt: null,
      engine: null,
      appliedMigrations: [],
      domains: {},
      memoryBytes: null,
      tables: {
        calls: tableFacts({ rows: 100_000_000, bytes: 1e10, columns: { id: "bigint" }, indexes: {} }),
      },
    },
  };
  const [before] = await estimateMigrations(request);
  const lesson = learnFrom(before!);
  if ("reason" in lesson) throw new Error(lesson.reason);
  expect(lesson.cost).toBe("index");
  const observed = { ...lesson, seconds: lesson.expected * 4 };
  const [after] = await estimateMigrations({
    ...request,
    observations: [observed, { ...observed, cost: "scan" }],
  });
  expect(after!.seconds!.expected / before!.seconds!.expected).toBeCloseTo(2, 1);
  expect(after!.operations[0]!.basis).toMatch(/2 times as long as the rates say, by 1 observed duration$/);
  const again = learnFrom(after!);
  expect("expected" in again && Math.abs(again.expected / lesson.expected - 1) < 0.01).toBe(true);
});
