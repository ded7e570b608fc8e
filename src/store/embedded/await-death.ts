import { readFile, stat } from "node:fs/promises";
import { hostname } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { DatabaseInUse } from "./database-in-use.js";
import { errorCode } from "./error-code.js";
import { fateOf, parseLockOwner, type LockOwner } from "./lock-owner.js";
import type { LockTiming } from "./lock-timing.js";

/** A lock file as it stood at one moment. */
export interface StandingLock {
  readonly text: string;
  readonly owner: LockOwner | null;
  /** When the owner last showed a sign of life (milliseconds since 1970, by its clock). */
  readonly heartbeatAt: number;
}

export async function readLock(path: string): Promise<StandingLock | null> {
  try {
    const [text, { mtimeMs }] = await Promise.all([readFile(path, "utf8"), stat(path)]);
    return { text, owner: parseLockOwner(text), heartbeatAt: mtimeMs };
  } catch (error) {
    if (errorCode(error) === "ENOENT") return null;
    throw error;
  }
}

/**
 * Resolves once the owner of a lock is surely dead: its process is gone, or no sign of life came for long enough.
 * Waits only where neither is certain, as for an owner in another container.
 *
 * @returns the lock as it was judged, or null where it is gone
 * @throws DatabaseInUse as soon as the owner is seen to live
 */
export async function awaitDeath(
  path: string,
  heldHere: (owner: LockOwner) => boolean,
  timing: LockTiming,
): Promise<StandingLock | null> {
  const started = performance.now();
  let first: StandingLock | null = null;
  for (;;) {
    const lock = await readLock(path);
    if (lock === null) return null;
    first ??= lock;
    const { owner, heartbeatAt } = lock;
    if (owner !== null && heldHere(owner)) throw new DatabaseInUse(path, owner);
    const fate = owner === null ? "unknown" : fateOf(owner);
    if (fate === "dead" || Date.now() - heartbeatAt > timing.stale) return lock;
    if (fate === "alive" || heartbeatAt !== first.heartbeatAt) throw new DatabaseInUse(path, owner);
    const silence = performance.now() - started;
    if (silence > (isOurPredecessor(owner) ? timing.restarted : timing.stale)) return lock;
    await sleep(timing.poll);
  }
}

function isOurPredecessor(owner: LockOwner | null): boolean {
  return owner?.host === hostname() && owner.pid === process.pid;
}
