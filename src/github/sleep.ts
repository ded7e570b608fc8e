import { setTimeout as delay } from "node:timers/promises";

/** Resolves after so many milliseconds, rejects where the signal says so first. Injected, so that tests need not wait. */
export type Sleep = (milliseconds: number, signal?: AbortSignal) => Promise<void>;

/** Does not keep the process alive by itself. */
export const systemSleep: Sleep = (milliseconds, signal) =>
  delay(milliseconds, undefined, { ref: false, ...(signal ? { signal } : {}) });
