import type { Clock } from "../deploys/ports/clock.js";

/**
 * Remembers who was told by GitHub to wait: going on while limited can get an integration banned, and the
 * limits count all requests of an installation together.
 */
export interface RateLimitPauses {
  /** Seconds until requests may go on; 0: now. */
  remaining(who: string): number;
  pause(who: string, seconds: number): void;
}

export function createRateLimitPauses(clock: Clock): RateLimitPauses {
  const until = new Map<string, number>();
  return {
    remaining: (who) => Math.max(0, (until.get(who) ?? 0) - clock.now().getTime()) / 1000,
    pause(who, seconds) {
      const end = clock.now().getTime() + seconds * 1000;
      if (end > (until.get(who) ?? 0)) until.set(who, end);
    },
  };
}
