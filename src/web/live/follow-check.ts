import { setTimeout as pause } from "node:timers/promises";
import { evaluationSteps } from "../../deploys/progress.js";
import type { CheckProgress, CheckedHead, ProgressBoard } from "../../deploys/progress-board.js";
import { countWords, progressWords } from "./step-words.js";

/** One message of the stream, as EventSource takes it; null: a sign of life. */
export type LiveMessage =
  | { readonly event: "steps" | "result"; readonly data: string }
  /** The stream ends, and the page is to ask again later or has nothing to ask for any more. */
  | { readonly event: "over"; readonly data: "later" | "gone" }
  | null;

/** What the store knows of the head at this moment. */
export interface HeadNews {
  /** Of what a page made now would show. */
  readonly mark: string;
  /** Whether its first check is not done. */
  readonly isPending: boolean;
}

export interface Following {
  readonly head: CheckedHead;
  /** The mark of what the page shows. */
  readonly seen: string;
  /** Whether the page waits for a check that may not have begun. */
  readonly asked: boolean;
  readonly board: Pick<ProgressBoard, "of" | "watch">;
  readonly news: () => Promise<HeadNews>;
  /** Whether the reader is who they were, and may still see the page. */
  readonly maySee: () => Promise<boolean>;
  readonly send: (message: LiveMessage) => void;
  /** Aborted when the reader has gone. */
  readonly left: AbortSignal;
  /** Aborted when the service stops. */
  readonly stopping: AbortSignal;
  readonly timing?: Partial<LiveTiming>;
}

export interface LiveTiming {
  /** How often the store is asked: what another process does is known from there alone. */
  readonly askMs: number;
  readonly askIdleMs: number;
  readonly heartbeatMs: number;
  readonly longestMs: number;
  /** The least time between two messages about steps. */
  readonly restMs: number;
}

const usualTiming: LiveTiming = {
  askMs: 3_000,
  askIdleMs: 10_000,
  heartbeatMs: 15_000,
  longestMs: 5 * 60_000,
  restMs: 150,
};

/** Tells a page how the checks of its head go, until there is another result than the one it shows. */
export async function followCheck(following: Following): Promise<void> {
  const { head, board, send, left, stopping } = following;
  const timing = { ...usualTiming, ...following.timing };
  const bell = createBell();
  const unwatch = board.watch(head, bell.ring);
  for (const signal of [left, stopping]) signal.addEventListener("abort", bell.ring);
  try {
    await tell(following, timing, bell.rings);
  } finally {
    unwatch();
    for (const signal of [left, stopping]) signal.removeEventListener("abort", bell.ring);
  }

  async function tell(
    { seen, asked, news, maySee }: Following,
    { askMs, askIdleMs, heartbeatMs, longestMs, restMs }: LiveTiming,
    rings: (longestMs: number) => Promise<boolean>,
  ): Promise<void> {
    const started = performance.now();
    const age = (): number => performance.now() - started;
    let [said, saidAt, askedAt] = ["", 0, -Infinity];
    let hasChanged = false;
    let [wasRunning, isPending, isAwaited] = [false, false, asked];
    while (!left.aborted) {
      if (stopping.aborted || age() >= longestMs) {
        send({ event: "over", data: "later" });
        return;
      }
      if (age() - saidAt >= heartbeatMs) {
        saidAt = age();
        if (!(await maySee())) {
          send({ event: "over", data: "gone" });
          return;
        }
        send(null);
      }
      const progress = board.of(head);
      const isRunning = progress?.some(({ state }) => state === "waiting" || state === "running") === true;
      const isDue = age() - askedAt >= (isRunning || isPending ? askMs : askIdleMs);
      if (isDue || isRunning !== wasRunning || (hasChanged && !isRunning)) {
        askedAt = age();
        const { mark, ...now } = await news();
        if (mark !== seen && !now.isPending) {
          send({ event: "result", data: "" });
          return;
        }
        isPending = now.isPending;
        isAwaited &&= !wasRunning;
        wasRunning = isRunning;
      }
      const words = stepsMessage(progress, isRunning || isPending || isAwaited);
      if (words !== said) send({ event: "steps", data: words });
      said = words;
      hasChanged = await rings(askMs);
      // Steps that count by the thousand are told a few times a second.
      await pause(restMs);
    }
  }
}

function stepsMessage(progress: CheckProgress | null, running: boolean): string {
  const steps = (
    progress ?? evaluationSteps.map((step) => ({ step, state: "waiting", count: null }) as const)
  ).map(({ step, state, count }) => ({ id: step, state, count: countWords(count) }));
  return JSON.stringify({ running, says: running ? progressWords(progress) : "", steps });
}

interface Bell {
  readonly ring: () => void;
  /** Resolves as soon as it rings or has rung since it was last waited for, to true; else to false in the end. */
  readonly rings: (longestMs: number) => Promise<boolean>;
}

function createBell(): Bell {
  let hasRung = false;
  let wake: () => void = () => undefined;
  return {
    ring: () => {
      hasRung = true;
      wake();
    },
    rings: (longestMs) =>
      new Promise((resolve) => {
        const timer = setTimeout(() => wake(), longestMs);
        wake = () => {
          clearTimeout(timer);
          wake = () => undefined;
          resolve(hasRung);
          hasRung = false;
        };
        if (hasRung) wake();
      }),
  };
}
