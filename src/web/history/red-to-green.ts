import type { HistoryPoint } from "../../deploys/ports/history.js";

/** How long a ref was red before it was green. */
export interface Recovery {
  readonly headSha: string;
  /** When it was green (ISO 8601). */
  readonly at: string;
  readonly seconds: number;
}

/**
 * From the first red evaluation of a ref to the first green one after it, whatever was pushed in between. What
 * could not be told is neither. `points`: oldest first.
 */
export function redToGreen(points: readonly HistoryPoint[]): readonly Recovery[] {
  const redSince = new Map<string, number>();
  const recoveries: Recovery[] = [];
  for (const { ref, headSha, state, at, shipped } of points) {
    const since = redSince.get(ref);
    if (state === "failure" && since === undefined) redSince.set(ref, Date.parse(at));
    if (state === "success" && since !== undefined) {
      recoveries.push({ headSha, at, seconds: Math.round((Date.parse(at) - since) / 1000) });
      redSince.delete(ref);
    }
    // It went out red: what comes after it is another deploy.
    if (shipped !== null) redSince.delete(ref);
  }
  return recoveries;
}
