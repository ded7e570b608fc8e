/** At most `count` events in any span of so many milliseconds. */
export interface Limit {
  readonly count: number;
  readonly milliseconds: number;
}

export interface SlidingWindow {
  record(now: number): void;
  /** The first instant (epoch milliseconds) at which another event keeps all limits; `now` or earlier: at once. */
  freeAt(now: number): number;
}

/** Counts exactly, where a token bucket would let twice its capacity through in one span. */
export function createSlidingWindow(limits: readonly Limit[]): SlidingWindow {
  const longest = Math.max(...limits.map((limit) => limit.milliseconds));
  let events: number[] = [];
  return {
    record(now) {
      events = events.filter((event) => event > now - longest);
      events.push(now);
    },
    freeAt(now) {
      const free = limits.map(({ count, milliseconds }) => {
        const blocking = events.at(-count);
        return blocking === undefined ? now : blocking + milliseconds;
      });
      return Math.max(now, ...free);
    },
  };
}
