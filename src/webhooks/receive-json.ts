import type { IncomingMessage, ServerResponse } from "node:http";
import { answer } from "./answer.js";
import { readBody } from "./read-body.js";

/** Handles one request to its end; a rejection is answered with 500 by the router. */
export type Entry = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

const jsonType = /^application\/json\s*(;|$)/i;

/**
 * The raw bytes of a POST with a JSON body, or null where the request was refused and answered already.
 * The bytes are not parsed: signatures are verified first.
 */
export async function receiveJson(
  request: IncomingMessage,
  response: ServerResponse,
  limitBytes: number,
): Promise<Buffer | null> {
  if (request.method !== "POST") {
    response.setHeader("allow", "POST");
    answer(request, response, 405, { error: "Only POST is answered here" });
    return null;
  }
  if (!jsonType.test(request.headers["content-type"] ?? "")) {
    answer(request, response, 415, { error: "Send the content type application/json" });
    return null;
  }
  const body = await readBody(request, limitBytes);
  if (body === "aborted") return null;
  if (body === "too-large") {
    const megabytes = Math.floor(limitBytes / 1_048_576);
    answer(request, response, 413, { error: `The body is larger than ${megabytes} MB` });
    return null;
  }
  return body.bytes;
}
