import { Worker } from "node:worker_threads";

export interface MemoryGuard {
  release(): void;
}

/** Starting an embedded PostgreSQL takes about 650 MB with its compiled code; the copy is empty. */
const limitBytes = 1_200_000_000;
const everyMs = 100;

/**
 * Kills this process once it is larger than a rehearsal may be. A thread watches, because what a statement does in
 * WebAssembly holds up everything else here, and V8's own limit does not count its memory.
 */
export function guardMemory(): MemoryGuard {
  const watch = `
    const { rss } = process.memoryUsage;
    setInterval(() => { if (rss() > ${limitBytes}) process.kill(process.pid, "SIGKILL"); }, ${everyMs});`;
  const worker = new Worker(watch, { eval: true, execArgv: [], stdout: true, stderr: true });
  worker.unref();
  worker.on("error", () => undefined);
  return { release: () => void worker.terminate() };
}
