import { beforeEach, expect, test } from "vitest";
import { type Verdict, withRetries } from "../../src/github/with-retries.js";
import { type VirtualTime, virtualTime } from "./virtual-time.js";

let time: VirtualTime;
beforeEach(() => void (time = virtualTime()));

const passing: Verdict = { transient: true, retryAfterSeconds: null };

async function run(
  outcomes: readonly ("ok" | Verdict)[],
): Promise<{ readonly attempts: number; readonly slept: readonly number[]; readonly ok: boolean }> {
  let attempts = 0;
  const attempt = (): Promise<string> => {
    const outcome = outcomes[Math.min(attempts++, outcomes.length - 1)]!;
    return outcome === "ok"
      ? Promise.resolve("ok")
      : Promise.reject(Object.assign(new Error("no"), { outcome }));
  };
  const policy = { ...time, random: () => 0.5, timeoutMs: 8000, budgetMs: 15_000 };
  const judge = (error: unknown): Verdict => (error as { outcome: Verdict }).outcome;
  const running = withRetries(attempt, judge, policy).then(
    () => true,
    () => false,
  );
  await time.advance(60_000);
  return { attempts, slept: time.slept, ok: await running };
}

test.each<[string, readonly ("ok" | Verdict)[], object]>([
  ["success is not repeated", ["ok"], { attempts: 1, slept: [], ok: true }],
  ["what may pass is tried again", [passing, "ok"], { attempts: 2, slept: [500], ok: true }],
  ["three times, waiting longer", [passing], { attempts: 4, slept: [500, 1000, 2000], ok: false }],
  [
    "what cannot pass is not",
    [{ transient: false, retryAfterSeconds: null }],
    { attempts: 1, slept: [], ok: false },
  ],
  [
    "Retry-After comes before our own delays",
    [{ transient: true, retryAfterSeconds: 7 }, "ok"],
    { attempts: 2, slept: [7000], ok: true },
  ],
  [
    "a wait beyond the budget is not begun",
    [{ transient: true, retryAfterSeconds: 15 }],
    { attempts: 1, slept: [], ok: false },
  ],
  [
    "nor is one that does not fit any more",
    [{ transient: true, retryAfterSeconds: 8 }],
    { attempts: 2, slept: [8000], ok: false },
  ],
])("%s", async (_, outcomes, expected) => {
  expect(await run(outcomes)).toEqual(expected);
});
