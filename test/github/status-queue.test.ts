import { beforeEach, describe, expect, test } from "vitest";
import { GitHubUnavailable } from "../../src/github/github-unavailable.js";
import { createStatusQueue, statusesPerHour, statusesPerMinute } from "../../src/github/status-queue.js";
import { type VirtualTime, virtualTime } from "./virtual-time.js";

let time: VirtualTime;
beforeEach(() => void (time = virtualTime()));

const minute = 60_000;

function limited(seconds: number | null): GitHubUnavailable {
  const failure = { status: 403, reason: "", retryAfterSeconds: seconds, limited: true, transient: true };
  return new GitHubUnavailable(failure, { asApp: false, cause: undefined });
}

/** Adds a write and records its outcome under its name. */
function writer(): {
  readonly done: string[];
  readonly refused: unknown[];
  readonly add: (name: string, priority: number, write?: () => Promise<void>) => void;
} {
  const queue = createStatusQueue(time);
  const done: string[] = [];
  const refused: unknown[] = [];
  return {
    done,
    refused,
    add(name, priority, write = () => Promise.resolve()) {
      queue
        .add(priority, async () => {
          await write();
          done.push(name);
        })
        .catch((error: unknown) => void refused.push(error));
    },
  };
}

describe("the budget", () => {
  test("lets a burst through at once and spreads the rest", async () => {
    const { done, add } = writer();
    for (let index = 0; index < 100; index++) add(`${index}`, 0);
    await time.advance(0);
    expect(done.length).toBeGreaterThanOrEqual(statusesPerMinute);
    expect(done.length).toBeLessThan(statusesPerMinute + 4);
    await time.advance(minute);
    expect(done).toHaveLength(100);
  });

  test("lets higher priorities go first while it is short", async () => {
    const { done, add } = writer();
    for (let index = 0; index < 90; index++) add(`burst`, 5);
    await time.advance(0);
    add("pending", 1);
    add("final", 2);
    add("mass update", 0);
    await time.advance(minute + 1000);
    expect(done.filter((name) => name !== "burst")).toEqual(["final", "pending", "mass update"]);
  });

  test("of an hour holds as well: who would wait too long is told when to come back", async () => {
    const { done, refused, add } = writer();
    for (let round = 0; round < 10; round++) {
      for (let index = 0; index < 70; index++) add("", 0);
      await time.advance(minute);
    }
    await time.advance(2 * minute);
    expect(done.length).toBeGreaterThanOrEqual(statusesPerHour);
    expect(done.length).toBeLessThan(statusesPerHour + 4);
    expect(done.length + refused.length).toBe(700);
    expect(refused[0]).toMatchObject({ kind: "github-unavailable", retryable: true });
    const { retryAfterSeconds } = refused[0] as { retryAfterSeconds: number };
    expect(retryAfterSeconds).toBeGreaterThan(2000);
    await time.advance(60 * minute);
    add("later", 0);
    await time.advance(0);
    expect(done).toContain("later");
  });
});

describe("a limit that GitHub reports", () => {
  test("holds everything up for as long as it says, then the write is tried again", async () => {
    const { done, add } = writer();
    let attempts = 0;
    add("limited", 0, () => (++attempts === 1 ? Promise.reject(limited(30)) : Promise.resolve()));
    await time.advance(0);
    add("other", 1);
    await time.advance(29_000);
    expect(done).toEqual([]);
    await time.advance(1_000);
    expect(done).toEqual(["other", "limited"]);
  });

  test("without a time holds it up for a minute", async () => {
    const { done, add } = writer();
    let attempts = 0;
    add("limited", 0, () => (++attempts === 1 ? Promise.reject(limited(null)) : Promise.resolve()));
    await time.advance(59_000);
    expect(done).toEqual([]);
    await time.advance(1_000);
    expect(done).toEqual(["limited"]);
  });

  test("that lasts for longer than two minutes is the caller's to wait for", async () => {
    const { refused, add } = writer();
    add("limited", 0, () => Promise.reject(limited(1800)));
    await time.advance(0);
    add("next", 9);
    await time.advance(0);
    expect(refused).toMatchObject([{ retryAfterSeconds: 1800 }, { retryAfterSeconds: 1800 }]);
  });
});

test("another failure is the writer's, and holds up nobody", async () => {
  const { done, refused, add } = writer();
  add("broken", 0, () => Promise.reject(new Error("no")));
  add("fine", 0);
  await time.advance(0);
  expect(done).toEqual(["fine"]);
  expect(refused).toMatchObject([{ message: "no" }]);
});

test("a timer that fires a little early does not leave everybody waiting", async () => {
  let first = true;
  const queue = createStatusQueue({
    clock: time.clock,
    sleep: (milliseconds, signal) => {
      const early = first && signal === undefined;
      if (early) first = false;
      return time.sleep(milliseconds - (early ? 1 : 0), signal);
    },
  });
  let attempts = 0;
  const written = queue.add(0, () => (attempts++ === 0 ? Promise.reject(limited(5)) : Promise.resolve()));
  await time.advance(6_000);
  await written;
  expect(attempts).toBe(2);
});
