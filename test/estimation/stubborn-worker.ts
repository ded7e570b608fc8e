// A thread that meets files which no parser would survive.
import { parentPort } from "node:worker_threads";
import { unreadableMigration } from "../../src/migrations/unreadable-migration.js";
import type { EstimationRequest } from "../../src/estimation/protocol.js";

parentPort?.on("message", ({ id, migrations }: EstimationRequest) => {
  migrations.files.forEach(({ path }, index) => {
    if (path.startsWith("hangs")) for (;;);
    if (path.startsWith("eats")) {
      const eaten: unknown[] = [];
      for (;;) eaten.push(Array.from({ length: 1_000 }, () => ({})));
    }
    if (path.startsWith("breaks")) throw new Error("the thread is at fault");
    parentPort?.postMessage({ id, done: index + 1 });
  });
  const estimates = migrations.files.map(({ path }) => ({
    ...unreadableMigration(path, ""),
    seconds: null,
    operations: [],
  }));
  parentPort?.postMessage({ id, estimates });
});
