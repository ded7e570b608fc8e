import type { Clock } from "../deploys/ports/clock.js";
import type { Sleep } from "./sleep.js";

export interface RetryPolicy {
  readonly clock: Clock;
  readonly sleep: Sleep;
  /** In [0, 1): spreads retries. */
  readonly random: () => number;
  /** How long one attempt may take. */
  readonly timeoutMs: number;
  /** How long all attempts and waits may take together. */
  readonly budgetMs: number;
}

/** Whether a failure may pass, and how long its sender asked us to wait. */
export interface Verdict {
  readonly transient: boolean;
  readonly retryAfterSeconds: number | null;
}

const retries = 3;
const firstDelayMs = 500;

/**
 * Tries at most four times within the budget: at once, then after about 0.5, 1 and 2 s, or when the source
 * said. A wait that does not fit into the budget is not begun; the last error is thrown as it is.
 */
export async function withRetries<T>(
  attempt: (signal: AbortSignal) => Promise<T>,
  judge: (error: unknown) => Verdict,
  policy: RetryPolicy,
): Promise<T> {
  const { clock, sleep, random, timeoutMs, budgetMs } = policy;
  const deadline = clock.now().getTime() + budgetMs;
  for (let retried = 0; ; retried++) {
    const left = deadline - clock.now().getTime();
    try {
      return await attempt(AbortSignal.timeout(Math.max(1, Math.min(timeoutMs, left))));
    } catch (error) {
      const { transient, retryAfterSeconds } = judge(error);
      const backoff = firstDelayMs * 2 ** retried * (0.75 + random() / 2);
      const wait = retryAfterSeconds === null ? backoff : retryAfterSeconds * 1000;
      if (!transient || retried === retries || clock.now().getTime() + wait >= deadline) throw error;
      await sleep(wait);
    }
  }
}
