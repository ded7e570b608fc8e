import type { OperationCost, Seconds } from "../../checker/migration-report.js";

/** How long a migration really took, against what the model by itself had expected. */
export interface Observation {
  readonly cost: OperationCost;
  readonly expected: number;
  readonly seconds: number;
}

export interface Corrected {
  readonly seconds: Seconds;
  /** What the expected time was multiplied by. */
  readonly factor: number;
  /** How many observations of the class it rests on. */
  readonly count: number;
}

/** The 90th percentile of the normal distribution: an interval holds four of five. */
const z80 = 1.2816;
/** A duration that is further off says that something else went on (a lock waited for, a table that was empty). */
const furthest = Math.log(20);

/**
 * Moves an estimate towards what was observed for the same class of work, and narrows its interval.
 *
 * Errors of the model multiply, so logarithms of observed by expected are taken as normal, and the interval's half width
 * as 1.28 standard deviations s. Half of the variance is taken as the server's own (its disk, its load: the same for all
 * operations of a class), half as each operation's. Of the server's part n observations tell their share: with their
 * median m the best guess of it is m·n/(n+1), and what remains unknown of it is s²/2/(n+1) (Bayes' rule for a normal
 * prior). One observation moves the centre half way; many narrow the interval by a factor of √2, and no further,
 * unless they scatter more than supposed, when their own variance counts.
 */
export function correctByObservations(
  seconds: Seconds,
  observations: readonly Observation[],
): Corrected | null {
  const count = observations.length;
  if (count === 0 || seconds.expected <= 0 || seconds.low <= 0) return null;
  const errors = observations
    .map(({ expected, seconds: took }) => Math.log(took / expected))
    .map((error) => Math.max(-furthest, Math.min(furthest, error)));
  const centre = median(errors);
  const half = (Math.log(seconds.high / seconds.low) / 2 / z80) ** 2 / 2;
  const scatter = errors.reduce((sum, error) => sum + (error - centre) ** 2, 0) / Math.max(1, count - 1);
  const own = Math.max(half, scatter);
  const factor = Math.exp((centre * count) / (count + 1));
  const spread = Math.exp(z80 * Math.sqrt(own + half / (count + 1)));
  const expected = seconds.expected * factor;
  return { seconds: { expected, low: expected / spread, high: expected * spread }, factor, count };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
}
