// The thread that reads migrations: parsers are large and may meet anything, so they live where they can be ended.
import { parentPort } from "node:worker_threads";
import { estimateMigrations } from "../migrations/estimate-migrations.js";
import type { EstimationAnswer, EstimationRequest } from "./protocol.js";

const tell = (answer: EstimationAnswer): void => parentPort?.postMessage(answer);

parentPort?.on("message", ({ id, migrations }: EstimationRequest) => {
  estimateMigrations({ ...migrations, onProgress: (done) => tell({ id, done }) }).then(
    (estimates) => tell({ id, estimates }),
    (error: unknown) =>
      tell({ id, failure: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
