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
 * Up to so many bytes are compressed at once, in less than half a millisecond: handing them to another thread and back
 * takes longer.
 */
const atOnce = 16 * 1024;

/** Blocks to which others can be appended: the last is not marked as such, and all are flushed. */
export function deflateBlocks(bytes: Buffer): Promise<Buffer> {
  const options = { finishFlush: constants.Z_FULL_FLUSH };
  return bytes.length > atOnce ? deflate(bytes, options) : Promise.resolve(deflateRawSync(bytes, options));
}
