// The process that reads and rehearses migrations: parsers and an embedded database are large, and may meet anything, so
// they live where they can be ended.
import { setFlagsFromString } from "node:v8";
import { estimateMigrations } from "../migrations/estimate-migrations.js";
import { createRehearsal } from "../rehearsal/create-rehearsal.js";
import { guardMemory, type MemoryGuard } from "./guard-memory.js";
import type { EstimationAnswer, EstimationRequest } from "./protocol.js";

/**
 * For the few statements of a deploy, optimising the embedded database's code takes longer than it saves, and more memory:
 * its start takes 2.1 s of processor time and 650 MB so, and 2.3 to 5 s and 1.1 GB otherwise (measured).
 */
const unoptimised = ["--liftoff-only", "--no-wasm-tier-up", "--no-wasm-dynamic-tiering"];

function tell(answer: EstimationAnswer): void {
  if (process.connected) process.send?.(answer);
}

async function estimate({ id, migrations, rehearsalUrl }: EstimationRequest): Promise<void> {
  let guard: MemoryGuard | null = null;
  try {
    const estimates = await estimateMigrations({
      ...migrations,
      rehearse: createRehearsal({ url: rehearsalUrl }),
      onProgress: (done) => tell({ id, done }),
      onUnrehearsed: (unrehearsed) => {
        for (const flag of unoptimised) setFlagsFromString(flag);
        guard = guardMemory();
        tell({ id, unrehearsed });
      },
    });
    tell({ id, estimates });
  } catch (error) {
    tell({ id, failure: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  } finally {
    (guard as MemoryGuard | null)?.release();
  }
}

process.on("message", (request: EstimationRequest) => void estimate(request));

// The app has ended, however it did.
process.on("disconnect", () => process.exit());

// A terminal's Ctrl-C reaches the whole group: the app ends its work first.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => undefined);
