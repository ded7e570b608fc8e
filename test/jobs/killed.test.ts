import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createJobs } from "../../src/jobs/create-jobs.js";
import { openDatabase, type DatabaseLocation } from "../../src/store/open-database.js";
import { giveEmbeddedDatabase } from "../support/embedded-database.js";
import { eventually } from "../support/eventually.js";
import { createTestDatabase } from "../support/postgres/create-test-database.js";
import { startSource } from "../support/start-source.js";
import { recordingLogger } from "./recording-logger.js";

const limitMs = 180_000;
const nothing = () => Promise.resolve();
const throwing = (error: Error): never => {
  throw error;
};

/**
 * Works until it is killed with SIGKILL, and then sees what a fresh process does.
 * @returns milliseconds from the fresh process's start to the end of the jobs that were running
 */
async function killAndRestart(location: DatabaseLocation): Promise<number> {
  const victim = startSource("test/jobs/work-until-killed.ts", [JSON.stringify(location)]);
  const refsOf = (word: string) =>
    victim.lines.flatMap((line) => (line.startsWith(`${word} `) ? [line.slice(word.length + 1)] : []));
  const isBusy = () => {
    victim.assertRunning();
    return refsOf("began").length === 4 && refsOf("accepted").length > 100 ? true : null;
  };
  await eventually("running and waiting jobs", isBusy, limitMs);
  await victim.kill();

  const began = performance.now();
  const database = await openDatabase(location, { onLost: throwing, onError: throwing });
  const logger = recordingLogger();
  const jobs = await createJobs({ database: database.engine, logger });
  const seen = new Map<string, number>();
  await jobs.start({
    checkRef({ ref }) {
      seen.set(ref, performance.now() - began);
      return Promise.resolve();
    },
    sweep: nothing,
    redeliver: nothing,
    housekeep: nothing,
  });
  const missing = () => [...refsOf("accepted"), ...refsOf("began")].filter((ref) => !seen.has(ref));
  await eventually("all that was accepted", () => (missing().length === 0 ? true : null), 60_000);
  await jobs.stop();
  await database.close();
  return Math.max(...refsOf("began").map((ref) => seen.get(ref) ?? Infinity));
}

test(
  "nothing that was accepted is lost on the embedded database, and what ran is done again at once",
  async () => {
    const dataDir = mkdtempSync(join(tmpdir(), "killed-"));
    await giveEmbeddedDatabase(dataDir);
    expect(await killAndRestart({ dataDir })).toBeLessThan(60_000);
    rmSync(dataDir, { recursive: true, force: true });
  },
  limitMs,
);

test(
  "nothing that was accepted is lost on PostgreSQL, and what ran is done again when its heartbeat stops",
  async () => {
    const { url, drop } = await createTestDatabase();
    expect(await killAndRestart({ databaseUrl: url })).toBeLessThan(60_000);
    await drop();
  },
  limitMs,
);
