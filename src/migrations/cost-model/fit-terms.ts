import { expectedSeconds, shareOutside, type Touched } from "./expected-seconds.js";
import { nonNegativeLeastSquares } from "./least-squares.js";
import type { Terms } from "./rates.js";

/** One measured duration of a piece of work, with the table's size when it began. */
export interface TimedWork extends Touched {
  readonly rows: number;
  readonly seconds: number;
}

/** How a class of work goes about it. */
interface Manner {
  /**
   * Whether it sorts rows: other work grows with the table, and a sorting term would take from its growth between two
   * small tables that it goes on growing faster.
   */
  readonly sorts: boolean;
  /** Whether it writes its indexes anew instead of changing them row by row. */
  readonly inBulk: boolean;
}

type Shape = Omit<Terms, "spread">;

/** Below this a clock and a network tell more of themselves than of the work: such samples weigh no more. */
const shortestSeconds = 0.01;
const narrowestSpread = 1.6;
const widestSpread = 6;
/** With fewer samples than this nothing can be left out to see how far off the rest would be. */
const fewestForSpread = 4;
const spreadOfFew = 2.5;
/** More than the four of five that `Terms.spread` promises. */
const shareInside = 0.9;
/**
 * How much further off tables five times the largest one measured are. Without it and with a narrowest spread of 1.25,
 * 59 to 66 % of what `npm run bench -- migration-accuracy` measured lay inside; with both 76 to 88 %.
 */
const furtherOff = 1.3;
/** From 1 (no slower) to 47 times, in steps of 5 %. */
const slowdowns = Array.from({ length: 80 }, (_, at) => 1.05 ** at);
/** Between two of those steps: a slowdown that is 5 % off makes tables five times the largest 15 % off. */
const nearby = Array.from({ length: 21 }, (_, at) => 1.005 ** (at - 10));

/**
 * The terms of one class of work from its samples: non-negative least squares on relative error, so that small tables
 * count as much as large ones. `assumedBeyondMemory` stands where no sample's table outgrew the memory.
 */
export function fitTerms(samples: readonly TimedWork[], assumedBeyondMemory: number, manner: Manner): Terms {
  const isBeyond = samples.some((sample) => shareOutside(sample) > 0);
  const beyondMemory = isBeyond ? likeliestSlowdown(samples, manner) : assumedBeyondMemory;
  return { ...fit(samples, beyondMemory, manner), spread: spreadOf(samples, beyondMemory, manner) };
}

function likeliestSlowdown(samples: readonly TimedWork[], manner: Manner): number {
  const errorOf = (slowdown: number) => {
    const shape = fit(samples, slowdown, manner);
    return samples.reduce((sum, sample) => sum + relativeError(sample, shape, manner) ** 2, 0);
  };
  const coarse = least(slowdowns, errorOf);
  return least(
    nearby.map((factor) => Math.max(1, coarse * factor)),
    errorOf,
  );
}

function least(candidates: readonly number[], errorOf: (candidate: number) => number): number {
  let [best, smallest] = [1, Infinity];
  for (const candidate of candidates) {
    const error = errorOf(candidate);
    if (error < smallest) [best, smallest] = [candidate, error];
  }
  return best;
}

function fit(samples: readonly TimedWork[], beyondMemory: number, { sorts, inBulk }: Manner): Shape {
  const features = samples.map((sample) => {
    const { rows, heapBytes, indexes } = sample;
    const slower = 1 + shareOutside(sample) * (beyondMemory - 1);
    const sorting = sorts ? rows * Math.log2(Math.max(rows, 2)) : 0;
    // Rows before the fixed part: tables of one size cannot tell them apart.
    return [rows, heapBytes * slower, rows * indexes * (inBulk ? 1 : slower), sorting, 1];
  });
  const scales = Array.from({ length: 5 }, (_, column) =>
    Math.max(1, ...features.map((row) => row[column] ?? 0)),
  );
  const weights = samples.map(({ seconds }) => 1 / Math.max(seconds, shortestSeconds));
  const found = nonNegativeLeastSquares(
    features.map((row, at) =>
      row.map((value, column) => (value / (scales[column] ?? 1)) * (weights[at] ?? 1)),
    ),
    samples.map(({ seconds }, at) => seconds * (weights[at] ?? 1)),
  );
  const [perRow = 0, perHeapByte = 0, perRowAndIndex = 0, perRowLog = 0, fixed = 0] = found.map(
    (value, column) => value / (scales[column] ?? 1),
  );
  return { fixed, perRow, perHeapByte, perRowAndIndex, perRowLog, beyondMemory };
}

/** How far off the model is for the samples that it is fitted without, one at a time. */
function spreadOf(samples: readonly TimedWork[], beyondMemory: number, manner: Manner): number {
  if (samples.length < fewestForSpread) return spreadOfFew;
  const factors = samples.map((left) => {
    const others = samples.filter((sample) => sample !== left);
    const seconds = Math.max(left.seconds, shortestSeconds);
    const predicted = Math.max(predict(left, fit(others, beyondMemory, manner), manner), shortestSeconds);
    return Math.max(predicted / seconds, seconds / predicted);
  });
  const sorted = factors.toSorted((one, other) => one - other);
  const inside = sorted[Math.ceil(shareInside * sorted.length) - 1] ?? spreadOfFew;
  return Math.min(Math.max(inside * furtherOff, narrowestSpread), widestSpread);
}

function predict(sample: TimedWork, shape: Shape, { inBulk }: Manner): number {
  return expectedSeconds(shape, { ...sample, outside: shareOutside(sample), inBulk });
}

function relativeError(sample: TimedWork, shape: Shape, manner: Manner): number {
  return (predict(sample, shape, manner) - sample.seconds) / Math.max(sample.seconds, shortestSeconds);
}
