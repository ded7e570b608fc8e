import { setTimeout as sleep } from "node:timers/promises";

/** Resolves with the first value that is not null; fails after the limit. */
export async function eventually<T>(
  what: string,
  probe: () => Promise<T | null> | T | null,
  limitMs = 20_000,
): Promise<T> {
  const deadline = performance.now() + limitMs;
  for (;;) {
    const value = await probe();
    if (value !== null) return value;
    if (performance.now() > deadline) throw new Error(`${what}: not within ${limitMs} ms`);
    await sleep(10);
  }
}
