/** A job ran longer than it may. */
export class JobTimeout extends Error {
  override readonly name = "JobTimeout";

  constructor(timeoutMs: number) {
    super(`The job did not end within ${timeoutMs / 1_000} s`);
  }
}

/** What a job that was told to stop still gets to come to an end by itself. */
const defaultGraceMs = 5_000;

/**
 * Runs work that is told to stop through `abort` after a time. Work that does not heed that is abandoned, so that it
 * cannot hold its key for ever.
 *
 * @throws JobTimeout, the reason of an abort that came from outside, or what the work threw
 */
export async function runBounded(
  work: () => Promise<void>,
  abort: AbortController,
  timeoutMs: number,
  graceMs = defaultGraceMs,
): Promise<void> {
  const timeout = setTimeout(() => abort.abort(new JobTimeout(timeoutMs)), timeoutMs);
  const abandoned = Promise.withResolvers<never>();
  let grace: NodeJS.Timeout | undefined;
  abort.signal.addEventListener("abort", () => {
    grace = setTimeout(() => abandoned.reject(abort.signal.reason as Error), graceMs);
  });
  try {
    await Promise.race([work(), abandoned.promise]);
  } finally {
    clearTimeout(timeout);
    clearTimeout(grace);
  }
}
