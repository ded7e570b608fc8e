import { open } from "node:fs/promises";
import { constants } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { DatabaseFacts } from "../migrations/database-facts.js";
import { errorCode } from "./explain-network-error.js";
import { GatheringFailed } from "./gathering-failed.js";
import type { GatheringLimits } from "./limits.js";
import { readRowCountText } from "./read-row-count-text.js";

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "no such file",
  ENOTDIR: "no such file",
  EACCES: "the file may not be read",
  EPERM: "the file may not be read",
};

/** Reads a row-count file: `file:///var/rows.json`, or `file:rows.json` from the working directory. */
export async function readFileSource(url: string, limits: GatheringLimits): Promise<DatabaseFacts> {
  const path = pathOf(url);
  try {
    // Not blocking: a named pipe would otherwise wait for its writer.
    const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const status = await file.stat();
      if (!status.isFile()) throw new GatheringFailed("it is no regular file", { retryable: false });
      if (status.size > limits.fileBytes) throw tooLarge(limits);
      return readRowCountText(await file.readFile(), status.mtime);
    } finally {
      await file.close();
    }
  } catch (cause) {
    if (cause instanceof GatheringFailed) throw cause;
    const code = errorCode(cause);
    throw new GatheringFailed(reasons[code ?? ""] ?? `the file cannot be read (${code ?? "unknown"})`, {
      cause,
    });
  }
}

export function tooLarge(limits: GatheringLimits): GatheringFailed {
  return new GatheringFailed(`it is larger than ${Math.floor(limits.fileBytes / 1_000_000)} MB`);
}

function pathOf(url: string): string {
  try {
    return /^file:\//i.test(url)
      ? fileURLToPath(url)
      : resolve(decodeURIComponent(url.replace(/^file:/i, "")));
  } catch (cause) {
    throw new GatheringFailed("its URL names no file of this machine", { retryable: false, cause });
  }
}
