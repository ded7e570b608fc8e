import { setImmediate } from "node:timers/promises";
import type { Clock } from "../../src/deploys/ports/clock.js";
import type { Sleep } from "../../src/github/sleep.js";

/** Time that passes only when told. */
export interface VirtualTime {
  readonly clock: Clock;
  readonly sleep: Sleep;
  /** How long each sleep that ended was meant to last, in milliseconds. */
  readonly slept: number[];
  /** Lets time pass, waking sleepers in order; what they do runs before the next one wakes. */
  advance(milliseconds: number): Promise<void>;
}

export function virtualTime(start = "2026-11-20T10:00:00Z"): VirtualTime {
  let now = Date.parse(start);
  const sleepers = new Set<{ readonly until: number; wake(): void }>();
  const slept: number[] = [];

  async function settle(): Promise<void> {
    for (let turn = 0; turn < 10; turn++) await setImmediate();
  }

  return {
    clock: { now: () => new Date(now) },
    slept,
    sleep: (milliseconds, signal) =>
      new Promise((resolve, reject) => {
        const sleeper = {
          until: now + milliseconds,
          wake: () => {
            slept.push(milliseconds);
            resolve();
          },
        };
        sleepers.add(sleeper);
        signal?.addEventListener("abort", () => {
          sleepers.delete(sleeper);
          reject(new Error("aborted"));
        });
      }),
    async advance(milliseconds) {
      const end = now + milliseconds;
      await settle();
      for (;;) {
        const next = [...sleepers].filter(({ until }) => until <= end).sort((a, b) => a.until - b.until)[0];
        if (!next) break;
        sleepers.delete(next);
        now = Math.max(now, next.until);
        next.wake();
        await settle();
      }
      now = end;
      await settle();
    },
  };
}
