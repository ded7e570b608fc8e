import { crc32 } from "node:zlib";
import { deflateBlocks, type KeptMarkup } from "./kept-markup.js";

/** No name, no time, of no particular system: https://www.rfc-editor.org/rfc/rfc1952#section-2.3 */
const header = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]);
/** An empty block that is the last: https://www.rfc-editor.org/rfc/rfc1951#section-3.2.3 */
const lastBlock = Buffer.from([0x03, 0x00]);

/**
 * A text in parts as one gzip member. What was kept is not compressed again, which for a large page is most of what
 * answering takes.
 */
export async function gzipParts(parts: readonly (string | KeptMarkup)[]): Promise<Buffer> {
  const pieces = parts.map((part) => {
    if (typeof part !== "string") return part;
    const bytes = Buffer.from(part, "utf8");
    return { bytes, deflated: deflateBlocks(bytes) };
  });
  const trailer = Buffer.alloc(8);
  trailer.writeUInt32LE(
    pieces.reduce((sum, { bytes }) => crc32(bytes, sum), 0),
    0,
  );
  trailer.writeUInt32LE(pieces.reduce((length, { bytes }) => length + bytes.length, 0) % 2 ** 32, 4);
  const blocks = await Promise.all(pieces.map(({ deflated }) => deflated));
  return Buffer.concat([header, ...blocks, lastBlock, trailer]);
}
