import type { Clock } from "../deploys/ports/clock.js";
import type { RetryLimits } from "./retry-limits.js";

/** The patience of one lookup, shared by all of its calls. */
export interface LookupSession {
  /** Aborted as soon as the lookup is over, with or without success. */
  readonly signal: AbortSignal;
  /** Notes that a call failed and is not well again until `recovered`. */
  failed(call: symbol): void;
  recovered(call: symbol): void;
  /** How long anything may still take: until the outage has lasted too long, or the lookup has. */
  remainingMs(): number;
  /** Whether the lookup as a whole is out of time. */
  expired(): boolean;
}

/**
 * Runs a lookup. One clock for all of its calls: eight calls that fail side by side, or one after the other
 * without one that succeeds in between, are one outage and give up together.
 */
export async function withLookupSession<T>(
  clock: Clock,
  limits: RetryLimits,
  lookup: (session: LookupSession) => Promise<T>,
): Promise<T> {
  const now = () => clock.now().getTime();
  const end = now() + limits.lookupLimitMs;
  const failingSince = new Map<symbol, number>();
  const over = new AbortController();
  const session: LookupSession = {
    signal: over.signal,
    failed: (call) => {
      if (!failingSince.has(call)) failingSince.set(call, now());
    },
    recovered: (call) => {
      failingSince.delete(call);
    },
    remainingMs: () =>
      Math.min(end, ...[...failingSince.values()].map((at) => at + limits.giveUpAfterMs)) - now(),
    expired: () => now() >= end,
  };
  try {
    return await lookup(session);
  } finally {
    over.abort();
  }
}
