import type { Corrected } from "./cost-model/correct-by-observations.js";

/** ", 1.8 times as long as the rates say, by 3 observed durations" */
export function describeObservations({ factor, count }: Corrected): string {
  return `, ${Number(factor.toPrecision(2))} times as long as the rates say, by ${count} observed ${count === 1 ? "duration" : "durations"}`;
}
