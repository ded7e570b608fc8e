import { Cleanup } from "../demo/cleanup.js";
import { createScratchFolder } from "../demo/scratch-folder.js";
import { benchmarks } from "./benchmarks/index.js";
import { formatTable } from "./measure/table.js";
import { readOptions, UnusableOptions, usage } from "./options.js";

/** Runs the benchmarks that the arguments name, one after the other, and prints their tables in Markdown. */
async function main(args: readonly string[]): Promise<void> {
  const options = readOptions(args, Object.keys(benchmarks));
  let running: Cleanup | null = null;
  // Servers that a benchmark has started do not end with it.
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => void running?.run().finally(() => process.exit(1)));
  for (const name of options.names) {
    const benchmark = benchmarks[name as keyof typeof benchmarks];
    for (const database of benchmark.databases.filter((one) => options.databases.includes(one))) {
      const cleanup = new Cleanup();
      running = cleanup;
      try {
        const folder = createScratchFolder();
        const tables = await benchmark.run({ ...options, database, folder, cleanup });
        for (const table of tables) console.log(formatTable(table));
      } finally {
        await cleanup.run();
      }
    }
  }
}

main(process.argv.slice(2)).then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof UnusableOptions ? `${error.message}\n\n${usage}` : error);
    process.exit(error instanceof UnusableOptions ? 2 : 1);
  },
);
