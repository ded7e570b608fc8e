import { randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";

/**
 * A bare partial clone (gitrepository-layout(5)): commits and trees are fetched, file contents only when they are
 * read. The remote's address is not in it: it comes with each process, so that a renamed repository keeps its copy.
 */
const config = `[core]
\trepositoryformatversion = 1
\tfilemode = true
\tbare = true
[extensions]
\tpartialClone = origin
[remote "origin"]
\tpromisor = true
\tpartialclonefilter = blob:none
[gc]
\tauto = 0
[maintenance]
\tauto = false
[core]
\tcommitGraph = true
\tpackedRefsTimeout = 1000
\tfilesRefLockTimeout = 1000
`;

/** Killed processes leave these behind; a living one keeps writing to them. */
const leftoverAfterMs = 60 * 60 * 1000;
/** A ref's lock is held for milliseconds. */
const staleLockAfterMs = 5_000;

/**
 * Makes the copy's folder where there is none, whole or not at all: it is built aside and moved into place, so that
 * neither a crash nor a second process can leave half of one.
 */
export async function ensureMirrorFolder(dir: string): Promise<void> {
  const present = await readFile(path.join(dir, "config"), "utf8").catch(() => null);
  if (present === config && (await exists(path.join(dir, "HEAD")))) return;
  if (present !== null) await discardMirrorFolder(dir);
  const aside = `${dir}.new-${randomUUID()}`;
  await mkdir(path.join(aside, "objects", "pack"), { recursive: true });
  await mkdir(path.join(aside, "refs"));
  await writeFile(path.join(aside, "config"), config);
  await writeFile(path.join(aside, "HEAD"), "ref: refs/heads/none\n");
  try {
    await rename(aside, dir);
  } catch (error) {
    await rm(aside, { recursive: true, force: true });
    if (!(await exists(path.join(dir, "HEAD")))) throw error;
  }
}

/** Gone at once for everybody (a rename), then deleted. */
export async function discardMirrorFolder(dir: string): Promise<void> {
  const aside = `${dir}.old-${randomUUID()}`;
  try {
    await rename(dir, aside);
  } catch (error) {
    if (isMissing(error)) return;
    throw error;
  }
  await rm(aside, { recursive: true, force: true, maxRetries: 3 });
}

/**
 * Removes the locks that a killed git left behind and returns how long (ms) the oldest of the others has to live
 * before it counts as left behind; 0 where none is left. Only called while no fetch of this process runs.
 */
export async function removeStaleLocks(dir: string, now: Date): Promise<number> {
  const ages = await Promise.all(
    (await filesBelow(dir)).filter(isLock).map(async (file) => {
      const age = await ageOf(file, now);
      if (age === null || age < staleLockAfterMs) return age;
      await rm(file, { force: true });
      return null;
    }),
  );
  const living = ages.filter((age) => age !== null);
  return living.length === 0 ? 0 : staleLockAfterMs - Math.min(...living);
}

/** Removes the half-written packs of killed processes. */
export async function removeLeftovers(dir: string, now: Date): Promise<void> {
  const files = (await filesBelow(path.join(dir, "objects"))).filter((file) =>
    path.basename(file).startsWith("tmp_"),
  );
  for (const file of files)
    if (((await ageOf(file, now)) ?? 0) > leftoverAfterMs) await rm(file, { force: true });
}

/** How many packs there are: each fetch adds one. */
export async function countPacks(dir: string): Promise<number> {
  const files = await readdir(path.join(dir, "objects", "pack")).catch(() => []);
  return files.filter((file) => file.endsWith(".pack")).length;
}

async function filesBelow(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
}

function isLock(file: string): boolean {
  return file.endsWith(".lock");
}

async function ageOf(file: string, now: Date): Promise<number | null> {
  try {
    return now.getTime() - (await stat(file)).mtimeMs;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

async function exists(file: string): Promise<boolean> {
  return (await stat(file).catch(() => null)) !== null;
}

function isMissing(error: unknown): boolean {
  return typeof error === "object" && error !== null && "code" in error && error.code === "ENOENT";
}
