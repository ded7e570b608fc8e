import type { Seconds } from "../../checker/migration-report.js";

export const noTime: Seconds = { expected: 0, low: 0, high: 0 };

/** One after the other; null where one of them is not known. */
export function sumOf(parts: readonly (Seconds | null)[]): Seconds | null {
  let sum = noTime;
  for (const part of parts) {
    if (part === null) return null;
    sum = {
      expected: sum.expected + part.expected,
      low: sum.low + part.low,
      high: sum.high + part.high,
    };
  }
  return sum;
}

const digits = 3;

/** To three digits and no finer than a millisecond: more would pretend. */
export function rounded({ expected, low, high }: Seconds): Seconds {
  return { expected: round(expected), low: round(low), high: round(high) };
}

function round(seconds: number): number {
  return Math.round(Number(seconds.toPrecision(digits)) * 1_000) / 1_000;
}
