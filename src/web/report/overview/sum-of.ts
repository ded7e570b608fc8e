import type { Tally } from "./overview.js";

/** How much there is in all. */
export function sumOf(tallies: readonly Tally[]): number {
  return tallies.reduce((sum, { count }) => sum + count, 0);
}
