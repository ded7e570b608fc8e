// The process that reads migrations: parsers are large and may meet anything, so they live where they can be ended.
import { estimateMigrations } from "../migrations/estimate-migrations.js";
import type { EstimationAnswer, EstimationRequest } from "./protocol.js";

function tell(answer: EstimationAnswer): void {
  if (process.connected) process.send?.(answer);
}

process.on("message", ({ id, migrations }: EstimationRequest) => {
  estimateMigrations({ ...migrations, onProgress: (done) => tell({ id, done }) }).then(
    (estimates) => tell({ id, estimates }),
    (error: unknown) =>
      tell({ id, failure: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});

// The app has ended, however it did.
process.on("disconnect", () => process.exit());

// A terminal's Ctrl-C reaches the whole group: the app ends its work first.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => undefined);
