import { expect, test } from "vitest";
import { JobTimeout, runBounded } from "../../src/jobs/run-bounded.js";

/** Work that ends with the signal, as it should. */
const heeds = (abort: AbortController) => () =>
  new Promise<void>((_resolve, reject) => {
    abort.signal.addEventListener("abort", () => reject(new Error("stopped")));
  });
const deaf = () => new Promise<void>(() => undefined);

test("work that ends in time decides the outcome", async () => {
  const abort = new AbortController();
  await expect(runBounded(() => Promise.resolve(), abort, 1_000)).resolves.toBeUndefined();
  await expect(runBounded(() => Promise.reject(new Error("no")), abort, 1_000)).rejects.toThrow("no");
  expect(abort.signal.aborted).toBe(false);
});

test("work that takes too long is told to stop, and may say how it ended", async () => {
  const abort = new AbortController();
  await expect(runBounded(heeds(abort), abort, 20)).rejects.toThrow("stopped");
  expect(abort.signal.reason).toBeInstanceOf(JobTimeout);
});

test("work that does not heed the signal is abandoned", async () => {
  await expect(runBounded(deaf, new AbortController(), 20, 20)).rejects.toThrow(new JobTimeout(20));
  const abort = new AbortController();
  setTimeout(() => abort.abort(new Error("The process is stopping")), 20);
  await expect(runBounded(deaf, abort, 60_000, 20)).rejects.toThrow("The process is stopping");
});
