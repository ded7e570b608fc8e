/** Why measuring ended before it was done. */
export type Ending = "time is up" | "interrupted";

/** Counts down once, for all that is measured together, and hears of an interruption. */
export interface TimeLimit {
  /** Null: go on. */
  ending(): Ending | null;
  /** Runs the work; where the end comes meanwhile, `cancel` is called until the work has ended. */
  during<Result>(work: () => Promise<Result>, cancel: () => Promise<void>): Promise<Result>;
}

/** A server may miss being told while it is between two statements. */
const tellAgainMs = 1_000;

export function startTimeLimit(seconds: number, signal: AbortSignal | undefined): TimeLimit {
  const deadline = performance.now() + seconds * 1_000;
  const ending = (): Ending | null =>
    signal?.aborted === true ? "interrupted" : performance.now() >= deadline ? "time is up" : null;
  return {
    ending,
    async during(work, cancel) {
      let timer: NodeJS.Timeout | null = null;
      let telling = Promise.resolve();
      const stop = () => {
        if (timer !== null) clearTimeout(timer);
        // Where the server cannot be told, the work fails or ends by itself.
        telling = cancel().catch(() => undefined);
        timer = setTimeout(stop, tellAgainMs);
      };
      timer = setTimeout(stop, Math.max(0, deadline - performance.now()));
      signal?.addEventListener("abort", stop, { once: true });
      try {
        return await work();
      } finally {
        clearTimeout(timer);
        signal?.removeEventListener("abort", stop);
        await telling;
      }
    },
  };
}
