import { availableParallelism, tmpdir } from "node:os";
import { defineConfig } from "vitest/config";
import { roomInMemory } from "./test/support/room-in-memory.js";

// Thousands of small repositories and databases are written: in memory that takes a fifth less time than on a disk.
process.env.TMPDIR = roomInMemory() ?? tmpdir();

export default defineConfig({
  test: {
    include: ["test/**/*.test.{ts,tsx}"],
    globalSetup: "test/support/global-setup.js",
    setupFiles: "test/support/property-seed.js",
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // The code is loaded once by each worker instead of once for each file, which took a third of the time.
    isolate: false,
    pool: "forks",
    // WebAssembly (the embedded database, parsers) is compiled quickly rather than well: tests run little of it long.
    execArgv: ["--liftoff-only"],
    // Most tests wait for git, a database or a browser now and then.
    maxWorkers: Math.ceil(availableParallelism() * 1.5),
    coverage: { provider: "v8", include: ["src/**/*.{ts,tsx}"] },
  },
});
