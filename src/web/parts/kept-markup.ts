import { constants, deflateRaw, deflateRawSync } from "node:zlib";
import { promisify } from "node:util";

const deflate = promisify(deflateRaw);

/** Markup that many answers have in common, ready to be sent. */
export interface KeptMarkup {
  /** UTF-8. */
  readonly bytes: Buffer;
  /** The bytes as deflate blocks that end at a byte and look back at nothing before them. */
  readonly deflated: Promise<Buffer>;
}

export function keepMarkup(text: string): KeptMarkup {
  const bytes = Buffer.from(text, "utf8");
  const deflated = deflateBlocks(bytes);
  deflated.catch(() => undefined);
  return { bytes, deflated };
}

/**
 * A window that holds all of a short text, instead of the quarter of a megabyte that zlib takes otherwise: a page has a
 * handful of them, and what was taken for each kept the garbage collector busy.
 * @see https://zlib.net/zlib_how.html (memory: `(1 << (windowBits + 2)) + (1 << (memLevel + 9))` bytes)
 */
function fitting(bytes: number): { readonly windowBits: number; readonly memLevel: number } {
  const windowBits = Math.min(constants.Z_MAX_WINDOWBITS, Math.max(9, Math.ceil(Math.log2(bytes + 1))));
  return { windowBits, memLevel: Math.min(constants.Z_DEFAULT_MEMLEVEL, windowBits - 7) };
}

/**
 * Up to so many bytes are compressed at once, in less than half a millisecond: handing them to another thread and back
 * takes longer.
 */
const atOnce = 16 * 1024;

/** Blocks to which others can be appended: the last is not marked as such, and all are flushed. */
export function deflateBlocks(bytes: Buffer): Promise<Buffer> {
  const options = { finishFlush: constants.Z_FULL_FLUSH, ...fitting(bytes.length) };
  return bytes.length > atOnce ? deflate(bytes, options) : Promise.resolve(deflateRawSync(bytes, options));
}
