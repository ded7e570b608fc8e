import { setTimeout as wait } from "node:timers/promises";
import { type Clock, systemClock } from "../deploys/ports/clock.js";

/** Everything about time and chance, so that tests need not wait. */
export interface Timing {
  readonly clock: Clock;
  /** In [0, 1). */
  readonly random: () => number;
  /** Rejects when the signal is aborted. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

export const systemTiming: Timing = {
  clock: systemClock,
  random: () => Math.random(),
  sleep: (ms, signal) => wait(ms, undefined, { signal }),
};
