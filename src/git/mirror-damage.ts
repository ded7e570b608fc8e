import { open, readdir } from "node:fs/promises";
import path from "node:path";
import { GitFailure } from "./git-failure.js";
import { killed } from "./run-git.js";

/**
 * What git says of a copy that lost objects or files (a full disk, a restored backup, a killed machine). A commit
 * that is merely not there ("bad object", "valid commit name") is not among it.
 */
const signs =
  /not a git repository|directory that does not exist|bad config|bad numeric config|unknown repository extension|is corrupt|object corrupt|is empty$|inflate|packfile .* (?:cannot be accessed|does not match|is truncated|index unavailable)|index file .* is (?:too small|corrupt)|wrong index|unable to read tree|could not read [0-9a-f]{40}|unable to read [0-9a-f]{40}|failed to traverse parents|unable to parse commit|missing (?:object|commit|tree|blob)|does not point to a valid object|unresolved deltas|bad tree object|could not parse commit|invalid sha1 pointer|did not send all necessary objects|unable to find [0-9a-f]{40}|commit-graph .*(?:corrupt|too small|missing)|revision walk setup failed/im;

/** The commits that were there when the copy was last synced, and are not any more. */
const lostCommit = /(?:bad object|valid (?:commit|object) name) ([0-9a-f]{40})/;

export async function isDamage(error: unknown, dir: string, synced: ReadonlySet<string>): Promise<boolean> {
  if (!(error instanceof GitFailure)) return false;
  if (signs.test(error.output) || synced.has(lostCommit.exec(error.output)?.[1] ?? "")) return true;
  return error.output.includes(killed) && (await hasTruncatedPack(dir));
}

/** git maps packs into memory: the system kills it where one turns out shorter than it was. */
async function hasTruncatedPack(dir: string): Promise<boolean> {
  const folder = path.join(dir, "objects", "pack");
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(".pack"));
  return (await Promise.all(names.map((name) => isTruncated(path.join(folder, name))))).includes(true);
}

/** An index ends with the checksum of its pack and its own; a pack with its checksum (gitformat-pack(5)). */
async function isTruncated(pack: string): Promise<boolean> {
  try {
    const [end, indexEnd] = await Promise.all([readEnd(pack, 20), readEnd(pack.replace(/pack$/, "idx"), 40)]);
    return !end.equals(indexEnd.subarray(0, 20));
  } catch {
    return true; // no index: git was reading a pack that it cannot find its way in
  }
}

async function readEnd(file: string, length: number): Promise<Buffer> {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    const { buffer, bytesRead } = await handle.read(
      Buffer.alloc(length),
      0,
      length,
      Math.max(0, size - length),
    );
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** Another process (a second one of ours, or one that was killed) stood in the way for a moment. */
export function isLocked(error: unknown): boolean {
  return (
    error instanceof GitFailure && /\.lock'|cannot lock ref|unable to update local ref/i.test(error.output)
  );
}
