import { randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { DatabaseInUse, DatabaseLost } from "../../src/store/embedded/database-in-use.js";
import { acquireFolderLock, type FolderLock } from "../../src/store/embedded/folder-lock.js";
import { currentProcess, type LockOwner } from "../../src/store/embedded/lock-owner.js";

const timing = { heartbeat: 50, stale: 600, restarted: 200, recheck: 20, settle: 100, poll: 10 };

let folder: string;
let path: string;
let locks: FolderLock[];
let losses: Error[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "lock-"));
  path = join(folder, "database.lock");
  locks = [];
  losses = [];
});

afterEach(async () => {
  for (const lock of locks) await lock.release();
  rmSync(folder, { recursive: true, force: true });
});

async function acquire(): Promise<FolderLock> {
  const lock = await acquireFolderLock(path, (error) => losses.push(error), timing);
  locks.push(lock);
  return lock;
}

/** Leaves the lock of somebody who showed the last sign of life so many milliseconds ago. */
function leave(owner: Partial<LockOwner> | string, silentMs = 0): void {
  const stranger = { ...currentProcess(), host: "elsewhere", pid: 4_711, id: randomUUID() };
  writeFileSync(path, typeof owner === "string" ? owner : JSON.stringify({ ...stranger, ...owner }));
  beat(silentMs);
}

function beat(silentMs = 0): void {
  const then = new Date(Date.now() - silentMs);
  utimesSync(path, then, then);
}

async function timeToAcquire(): Promise<number> {
  const started = performance.now();
  await acquire();
  return performance.now() - started;
}

test("is held by one at a time, and free after release", async () => {
  const lock = await acquire();
  await expect(acquire()).rejects.toThrow(DatabaseInUse);
  await expect(acquire()).rejects.toThrow(`in use by process ${process.pid} on ${hostname()}`);
  await lock.check();
  await lock.release();
  expect(readdirSync(folder)).toEqual([]);
  await acquire();
});

test("shows signs of life", async () => {
  const lock = await acquire();
  await sleep(timing.stale + 100);
  await expect(acquire()).rejects.toThrow(DatabaseInUse);
  await lock.check();
  expect(losses).toEqual([]);
});

describe("is taken over at once from an owner", () => {
  const here = currentProcess();
  test.each<[string, Partial<LockOwner> | string, number]>([
    ["whose process is gone", { ...here, pid: 2 ** 22 + 1 }, 0],
    ["whose process id belongs to a later process", { ...here, startTicks: "1" }, 0],
    ["that was silent for long, wherever it is", {}, timing.stale + 100],
    ["that was silent for long, with a file that cannot be read", "{", timing.stale + 100],
  ])("%s", async (_name, owner, silentMs) => {
    leave(owner, silentMs);
    expect(await timeToAcquire()).toBeLessThan(timing.stale / 2);
    expect(readdirSync(folder)).toEqual(["database.lock"]);
  });
});

test("is refused at once while the owner's process lives here", async () => {
  leave({ ...currentProcess(), id: randomUUID() });
  await expect(acquire()).rejects.toThrow(DatabaseInUse);
});

test("is refused as soon as an owner elsewhere shows a sign of life", async () => {
  leave({});
  const beating = setInterval(beat, timing.heartbeat);
  const started = performance.now();
  await expect(acquire()).rejects.toThrow("in use by process 4711 on elsewhere");
  expect(performance.now() - started).toBeLessThan(timing.stale);
  clearInterval(beating);
});

test.each<[string, Partial<LockOwner> | string, number]>([
  ["an owner elsewhere that stays silent", {}, timing.stale],
  ["an owner whose file was cut short", "", timing.stale],
  [
    "our own container's last run",
    { host: hostname(), pid: process.pid, pidNamespace: "another" },
    timing.restarted,
  ],
])("is taken over from %s once that is certain", async (_name, owner, waitMs) => {
  leave(owner);
  const waited = await timeToAcquire();
  expect(waited).toBeGreaterThanOrEqual(waitMs - 50);
  expect(waited).toBeLessThan(waitMs + 10_000);
});

test("goes to one of several who come at the same time", async () => {
  leave({}, timing.stale + 100);
  const results = await Promise.allSettled(Array.from({ length: 8 }, acquire));
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  for (const result of results) {
    if (result.status === "rejected") expect(result.reason).toBeInstanceOf(DatabaseInUse);
  }
  await locks[0]?.check();
});

test("an owner that lost it is told, can do nothing more, and leaves its successor alone", async () => {
  const lock = await acquire();
  leave({});
  const successor = readFileSync(path, "utf8");
  await sleep(timing.heartbeat * 3);
  expect(losses).toEqual([expect.any(DatabaseLost)]);
  await expect(lock.check()).rejects.toThrow(DatabaseLost);
  await lock.release();
  expect(readFileSync(path, "utf8")).toBe(successor);
});

test("an owner that lost it notices when it next uses the folder, before its next heartbeat", async () => {
  const slow = { ...timing, heartbeat: 60_000 };
  const lock = await acquireFolderLock(path, (error) => losses.push(error), slow);
  locks.push(lock);
  rmSync(path);
  await sleep(timing.recheck + 10);
  await expect(lock.check()).rejects.toThrow(DatabaseLost);
  await expect(lock.check()).rejects.toThrow(DatabaseLost);
  expect(losses).toHaveLength(1);
});
