import type { IncomingMessage, ServerResponse } from "node:http";

/** What a sender is told; never anything that it sent, unless its signature was right. */
export type AnswerBody = Readonly<
  Record<string, string | readonly (string | Readonly<Record<string, string>>)[]>
>;

// A connection that is closed on unread bytes is reset, and the sender never sees the answer.
const lingerMs = 2_000;
const lingerBytes = 64 * 1024 * 1024;

/**
 * Answers in JSON. Where the request was not read to its end, the rest is thrown away for a moment and then
 * the connection is closed.
 */
export function answer(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  body: AnswerBody,
): void {
  if (response.destroyed) return;
  const text = `${JSON.stringify(body)}\n`;
  const headers = {
    "content-type": "application/json; charset=utf-8",
    "content-length": Buffer.byteLength(text),
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
  };
  if (request.complete) {
    response.writeHead(status, headers).end(text);
    return;
  }
  response.writeHead(status, { ...headers, connection: "close" }).write(text);
  let discarded = 0;
  const close = (): void => {
    clearTimeout(timer);
    if (!response.writableEnded) response.end(() => request.destroy());
  };
  const timer = setTimeout(close, lingerMs).unref();
  request.on("data", (chunk: Buffer) => {
    discarded += chunk.length;
    if (discarded > lingerBytes) close();
  });
  request.once("end", close);
  request.once("error", close);
  request.once("close", close);
  request.resume();
}
