import { accessSync, constants, readFileSync, statfsSync } from "node:fs";
import { freemem } from "node:os";

const folder = "/dev/shm";
/** A run of all tests has at most 366 MB there (`du` every five seconds, November 2026). */
const neededBytes = 2 * 1024 ** 3;

/** A folder in memory that has room for what the tests write; null where there is none. */
export function roomInMemory() {
  try {
    accessSync(folder, constants.W_OK);
    // The browser is unpacked there, and containers often forbid to run what lies there.
    const mount = readFileSync("/proc/mounts", "utf8")
      .split("\n")
      .find((line) => line.split(" ")[1] === folder);
    if (mount === undefined || /\bnoexec\b/.test(mount)) return null;
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize > neededBytes && freemem() > 2 * neededBytes ? folder : null;
  } catch {
    return null;
  }
}
