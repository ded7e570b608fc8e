// The process that starts git for the app: see start-git-helper. It imports no more than it must, because what it has
// in memory is what makes starting a process slow.
import { GitFailure } from "./git-failure.js";
import type { HelperAnswer, HelperRequest } from "./git-helper-protocol.js";
import { runGit } from "./run-git.js";

const running = new Map<number, AbortController>();

process.on("message", (request: HelperRequest) => {
  if ("stop" in request) running.get(request.id)?.abort();
  else void answer(request.id, request.run);
});

// The app has ended, however it did.
process.on("disconnect", () => {
  for (const abort of running.values()) abort.abort();
  process.exit();
});

// A terminal's Ctrl-C reaches the whole group: the app lets its work end first, and needs us for that.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => undefined);

async function answer(id: number, run: Extract<HelperRequest, { run: unknown }>["run"]): Promise<void> {
  const abort = new AbortController();
  running.set(id, abort);
  try {
    tell({ id, output: await runGit({ ...run, signal: abort.signal }) });
  } catch (error) {
    if (!(error instanceof GitFailure)) throw error;
    const { kind, command, output } = error;
    tell({ id, failure: { kind, command, output } });
  } finally {
    running.delete(id);
  }
}

function tell(message: HelperAnswer): void {
  if (process.connected) process.send?.(message);
}
