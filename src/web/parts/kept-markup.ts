import { constants, deflateRaw } from "node:zlib";
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

/** Blocks to which others can be appended: the last is not marked as such, and all are flushed. */
export function deflateBlocks(bytes: Buffer): Promise<Buffer> {
  return deflate(bytes, { finishFlush: constants.Z_FULL_FLUSH });
}
