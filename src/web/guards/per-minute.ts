import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";

interface Bounds {
  readonly each: number;
  /** Absent: there is none. */
  readonly all?: number;
}

export interface PerMinute {
  /** Counts one more; answers after how many seconds to ask again, 0: go on. */
  secondsToWait(who: string): Promise<number>;
}

/** Bounds how often something is done a minute: each has a share, so that nobody uses up what all have together. */
export function perMinute({ each, all = Number.MAX_SAFE_INTEGER }: Bounds): PerMinute {
  const theirs = new RateLimiterMemory({ points: each, duration: 60 });
  const together = new RateLimiterMemory({ points: all, duration: 60 });
  return {
    async secondsToWait(who) {
      try {
        await theirs.consume(who);
        await together.consume("all");
        return 0;
      } catch (rejected) {
        if (rejected instanceof RateLimiterRes) return Math.max(1, Math.ceil(rejected.msBeforeNext / 1000));
        throw rejected;
      }
    },
  };
}
