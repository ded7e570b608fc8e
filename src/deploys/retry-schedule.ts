const seconds = 1000;

/**
 * When a source that is away is asked again: after 10, 20 and 40 seconds and then every minute, with up to a
 * fifth of jitter, so that a thousand waiting deploys do not all come at once. A longer Retry-After wins.
 *
 * @param since start of the outage; the schedule needs no memory but this
 * @param random in [0, 1)
 */
export function nextAttempt(since: Date, now: Date, retryAfterSeconds: number | null, random: number): Date {
  const elapsed = (now.getTime() - since.getTime()) / seconds;
  const step = elapsed < 9 ? 10 : elapsed < 27 ? 20 : elapsed < 65 ? 40 : 60;
  const jittered = step < 60 ? step : step * (0.9 + random * 0.2);
  return new Date(now.getTime() + Math.max(jittered, retryAfterSeconds ?? 0) * seconds);
}
