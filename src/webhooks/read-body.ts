import type { IncomingMessage } from "node:http";

/** `aborted`: the sender went away before the end. */
export type Body = { readonly bytes: Buffer } | "too-large" | "aborted";

/**
 * Reads a request's raw bytes, exactly as they were signed. Stops at the limit, and does not begin where the
 * announced length is over it, so that no sender can make us hold more than `limit` bytes.
 */
export function readBody(request: IncomingMessage, limit: number): Promise<Body> {
  if (Number(request.headers["content-length"] ?? 0) > limit) return Promise.resolve("too-large");
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const finish = (body: Body): void => {
      request.off("data", onData);
      resolve(body);
    };
    const onData = (chunk: Buffer): void => {
      length += chunk.length;
      if (length <= limit) {
        chunks.push(chunk);
        return;
      }
      request.pause();
      finish("too-large");
    };
    request.on("data", onData);
    request.once("end", () => finish({ bytes: Buffer.concat(chunks, length) }));
    request.once("error", () => finish("aborted"));
    request.once("close", () => finish("aborted"));
  });
}
