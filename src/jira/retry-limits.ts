/** How long we try before we say that Jira cannot be reached. */
export interface RetryLimits {
  /** One attempt, to the last byte of its answer. */
  readonly requestTimeoutMs: number;
  /** From the first failed attempt to giving up, waits and further attempts included. */
  readonly giveUpAfterMs: number;
  /** A whole lookup, however many calls it takes: answers that trickle in must not hold a deploy up for minutes. */
  readonly lookupLimitMs: number;
  readonly maxRetries: number;
  /** One attempt to change something, which is the only one: workflows may do much before they answer. */
  readonly writeTimeoutMs: number;
  /** The first wait where Jira names none; doubles with every further one. */
  readonly firstWaitMs: number;
}

/**
 * An attempt of 8 s and 15 s of trying again leave room to post the status within 30 s of the first failed call.
 * Four retries at most is Atlassian's own advice
 * (https://developer.atlassian.com/cloud/jira/platform/rate-limiting/).
 */
export const defaultRetryLimits: RetryLimits = {
  requestTimeoutMs: 8_000,
  giveUpAfterMs: 15_000,
  lookupLimitMs: 60_000,
  maxRetries: 4,
  writeTimeoutMs: 20_000,
  firstWaitMs: 500,
};

/** Exponential with jitter: between half of the doubled wait and all of it. `random` is in [0, 1). */
export function backoffMs(
  limits: Pick<RetryLimits, "firstWaitMs">,
  retry: number,
  random: () => number,
): number {
  return limits.firstWaitMs * 2 ** retry * (0.5 + random() / 2);
}
