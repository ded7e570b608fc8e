// A process that meets files which no parser would survive.
import { unreadableMigration } from "../../src/migrations/unreadable-migration.js";
import type { EstimationRequest } from "../../src/estimation/protocol.js";

process.on("message", ({ id, migrations }: EstimationRequest) => {
  migrations.files.forEach(({ path }, index) => {
    if (path.startsWith("hangs")) for (;;);
    if (path.startsWith("eats")) {
      const eaten: unknown[] = [];
      for (;;) eaten.push(Array.from({ length: 1_000 }, () => ({})));
    }
    if (path.startsWith("breaks")) throw new Error("the process is at fault");
    process.send?.({ id, done: index + 1 });
  });
  const estimates = migrations.files.map(({ path }) => ({
    ...unreadableMigration(path, ""),
    seconds: null,
    operations: [],
  }));
  process.send?.({ id, estimates });
});
