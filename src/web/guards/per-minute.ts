import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";

/** Bounds how often something is done in all, whoever asks for it. */
export function perMinute(times: number): { readonly mayGoOn: () => Promise<boolean> } {
  const limiter = new RateLimiterMemory({ points: times, duration: 60 });
  return {
    async mayGoOn() {
      try {
        await limiter.consume("all");
        return true;
      } catch (rejected) {
        if (rejected instanceof RateLimiterRes) return false;
        throw rejected;
      }
    },
  };
}
