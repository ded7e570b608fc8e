import PQueue from "p-queue";
import type { Clock } from "../deploys/ports/clock.js";
import { SourceUnavailable } from "../deploys/ports/unavailable.js";
import { GitHubUnavailable } from "./github-unavailable.js";
import { createSlidingWindow } from "./sliding-window.js";
import type { Sleep } from "./sleep.js";

/** Writes the statuses of one installation within GitHub's limits. */
export interface StatusQueue {
  /**
   * Runs `write` as soon as the budget allows, higher priority first. When GitHub says that a limit is
   * reached, everything waits and the write is tried again.
   * Throws {@link SourceUnavailable} with the seconds to wait where its turn does not come within two minutes.
   */
  add(priority: number, write: () => Promise<void>): Promise<void>;
}

export const statusesPerMinute = 80;
export const statusesPerHour = 500;
const atOnce = 4;
const patienceMs = 120_000;

/**
 * GitHub takes about 80 content-creating requests a minute and 500 an hour; bursts are allowed within that.
 * https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#about-secondary-rate-limits
 */
export function createStatusQueue({
  clock,
  sleep,
}: {
  readonly clock: Clock;
  readonly sleep: Sleep;
}): StatusQueue {
  const queue = new PQueue({ concurrency: atOnce });
  const window = createSlidingWindow([
    { count: statusesPerMinute, milliseconds: 60_000 },
    { count: statusesPerHour, milliseconds: 3_600_000 },
  ]);
  let pausedUntil = 0;

  function pauseUntil(instant: number): void {
    if (instant <= Math.max(pausedUntil, clock.now().getTime())) return;
    pausedUntil = instant;
    queue.pause();
    void resume();
  }

  /** A timer may fire a little early, and a clock may be set back: what is left is waited for again. */
  async function resume(): Promise<void> {
    for (let left = pausedUntil - clock.now().getTime(); left > 0;) {
      await sleep(left);
      left = pausedUntil - clock.now().getTime();
    }
    queue.start();
  }

  function outOfPatience(): SourceUnavailable {
    const seconds = Math.max(1, Math.ceil((pausedUntil - clock.now().getTime()) / 1000));
    return new SourceUnavailable("GitHub's limit for statuses is used up", {
      kind: "github-unavailable",
      retryAfterSeconds: seconds,
    });
  }

  async function once(priority: number, deadline: number, write: () => Promise<void>): Promise<void> {
    const now = clock.now().getTime();
    if (pausedUntil > deadline || now > deadline) throw outOfPatience();
    const tooLate = new AbortController();
    const started = new AbortController();
    sleep(deadline - now, started.signal).then(
      () => tooLate.abort(outOfPatience()),
      () => undefined,
    );
    const run = async (): Promise<void> => {
      started.abort();
      window.record(clock.now().getTime());
      pauseUntil(window.freeAt(clock.now().getTime()));
      await write();
    };
    await queue.add(run, { priority, signal: tooLate.signal });
  }

  return {
    async add(priority, write) {
      const deadline = clock.now().getTime() + patienceMs;
      for (;;) {
        try {
          await once(priority, deadline, write);
          return;
        } catch (error) {
          if (!(error instanceof GitHubUnavailable) || !error.limited) throw error;
          const wait = (error.retryAfterSeconds ?? 60) * 1000;
          pauseUntil(clock.now().getTime() + wait);
          if (pausedUntil > deadline) throw error;
        }
      }
    },
  };
}
