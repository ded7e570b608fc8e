import type { MiddlewareHandler } from "hono";

/** Larger than any of our forms by far; a sender of more has to do without the answer. */
const mostBytes = 4 * 1024 * 1024;
const patienceMs = 2_000;

/**
 * Takes in what was sent with a request that was answered without a look at it, and throws it away. A connection that
 * is closed on unread bytes is reset: the sender might never see the answer, or lose the next request on it.
 */
export function takesInUnreadBodies(): MiddlewareHandler {
  return async (context, next) => {
    await next();
    const { raw, method } = context.req;
    if (method === "GET" || method === "HEAD" || raw.bodyUsed) return;
    if (raw.body !== null && !raw.body.locked) await throwAway(raw.body);
  };
}

async function throwAway(body: ReadableStream<Uint8Array>): Promise<void> {
  const reader = body.getReader();
  const timer = setTimeout(() => void reader.cancel().catch(() => undefined), patienceMs);
  try {
    for (let size = 0; size <= mostBytes;) {
      const { done, value } = await reader.read();
      if (done) return;
      size += value.length;
    }
    await reader.cancel();
  } catch {
    // The sender has gone away: nobody is there to be answered.
  } finally {
    clearTimeout(timer);
  }
}
