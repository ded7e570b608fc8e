import type { DatabaseFacts } from "../migrations/database-facts.js";
import { parseRowCountFile, RowCountFileInvalid } from "../migrations/row-count-file.js";
import { GatheringFailed } from "./gathering-failed.js";

/**
 * The facts in a row-count file's bytes: UTF-8, or UTF-16 where its byte order mark says so, as shells on Windows
 * write it. `writtenAt` is when the statistics were taken where the file itself does not tell.
 *
 * @throws GatheringFailed
 */
export function readRowCountText(bytes: Uint8Array, writtenAt: Date | null): DatabaseFacts {
  try {
    const facts = parseRowCountFile(decode(bytes));
    return { ...facts, takenAt: facts.takenAt ?? writtenAt?.toISOString() ?? null };
  } catch (error) {
    if (error instanceof RowCountFileInvalid) throw new GatheringFailed(error.message, { cause: error });
    throw error;
  }
}

function decode(bytes: Uint8Array): string {
  const utf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  try {
    return new TextDecoder(utf16 ? "utf-16le" : "utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new GatheringFailed("the row-count file is not UTF-8 text", { cause });
  }
}
