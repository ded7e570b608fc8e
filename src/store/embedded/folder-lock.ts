import { link, open, readFile, rename, rm, type FileHandle } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { awaitDeath, readLock, type StandingLock } from "./await-death.js";
import { DatabaseInUse, DatabaseLost } from "./database-in-use.js";
import { errorCode } from "./error-code.js";
import { currentProcess, parseLockOwner, type LockOwner } from "./lock-owner.js";
import { lockTiming, type LockTiming } from "./lock-timing.js";

/** The right to use a folder, shown by a lock file whose modification time is the owner's last sign of life. */
export interface FolderLock {
  /**
   * Resolves where the lock is still ours; to be called before every use of the folder.
   * @throws DatabaseLost
   */
  check(): Promise<void>;
  release(): Promise<void>;
}

/** Locks that this very process holds: its id alone cannot tell them from those of a dead predecessor. */
const held = new Set<string>();

/** Rounds of losing against others who come at the same time, before giving up. */
const maxRounds = 5;

/**
 * Takes the lock, also over from an owner that is surely dead.
 *
 * The heartbeat goes to the open file, not to the path, so that an owner that comes back to life cannot touch its
 * successor's lock.
 *
 * @throws DatabaseInUse
 */
export async function acquireFolderLock(
  path: string,
  onLost: (error: DatabaseLost) => void,
  timing: LockTiming = lockTiming,
): Promise<FolderLock> {
  const owner = currentProcess();
  for (let round = 0; round < maxRounds; round++) {
    const file = await create(path, owner);
    if (file !== null) {
      if (round === 0 || (await stays(path, owner, timing))) return hold(path, file, owner, onLost, timing);
      await file.close();
      held.delete(owner.id);
    }
    const dead = await awaitDeath(path, ({ id }) => held.has(id), timing);
    if (dead !== null) await remove(path, dead, owner);
  }
  throw new DatabaseInUse(path, (await readLock(path))?.owner ?? null);
}

async function create(path: string, owner: LockOwner): Promise<FileHandle | null> {
  try {
    const file = await open(path, "wx");
    held.add(owner.id);
    await file.writeFile(`${JSON.stringify(owner)}\n`);
    return file;
  } catch (error) {
    if (errorCode(error) === "EEXIST") return null;
    throw error;
  }
}

/** Another who judged the same owner dead may still move our file aside, and let a third put its own there. */
async function stays(path: string, { id }: LockOwner, { settle }: LockTiming): Promise<boolean> {
  await sleep(settle);
  return isOurs(path, id);
}

/** Moves the dead owner's file aside first, so that only one of several who judged it dead goes on. */
async function remove(path: string, dead: StandingLock, { id }: LockOwner): Promise<void> {
  const aside = `${path}.${id}`;
  try {
    if ((await readFile(path, "utf8")) !== dead.text) return;
    await rename(path, aside);
  } catch (error) {
    if (errorCode(error) === "ENOENT") return;
    throw error;
  }
  const isTheDeadOne = (await readFile(aside, "utf8")) === dead.text;
  if (!isTheDeadOne) await link(aside, path).catch(() => undefined);
  await rm(aside, { force: true });
}

function hold(
  path: string,
  file: FileHandle,
  { id }: LockOwner,
  onLost: (error: DatabaseLost) => void,
  timing: LockTiming,
): FolderLock {
  let checkedAt = performance.now();
  let lost: DatabaseLost | null = null;
  let checking: Promise<void> | null = null;

  const look = async (): Promise<void> => {
    if (lost === null && !(await isOurs(path, id))) {
      lost = new DatabaseLost(path);
      onLost(lost);
    }
    if (lost !== null) throw lost;
    checkedAt = performance.now();
  };
  const lookOnce = (): Promise<void> => (checking ??= look().finally(() => (checking = null)));
  const check = async (): Promise<void> => {
    if (lost !== null) throw lost;
    if (performance.now() - checkedAt >= timing.recheck) await lookOnce();
  };
  const beat = setInterval(() => {
    const now = new Date();
    void file
      .utimes(now, now)
      .then(lookOnce)
      .catch(() => undefined);
  }, timing.heartbeat);
  beat.unref();

  return {
    check,
    async release() {
      clearInterval(beat);
      const ours = await isOurs(path, id);
      await file.close();
      if (ours) await rm(path, { force: true });
      held.delete(id);
    },
  };
}

/** A successor that made sure of its right may have moved the file away for a moment. */
const absences = [20, 50, 100];

async function isOurs(path: string, id: string): Promise<boolean> {
  for (const wait of [...absences, 0]) {
    const text = await readFile(path, "utf8").catch((error: unknown) => {
      if (errorCode(error) === "ENOENT") return null;
      throw error;
    });
    if (text !== null) return parseLockOwner(text)?.id === id;
    await sleep(wait);
  }
  return false;
}
