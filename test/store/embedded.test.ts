import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createStore } from "../../src/store/create-store.js";
import { DataFolderUnusable } from "../../src/store/embedded/data-folder-unusable.js";
import { DatabaseInUse, DatabaseLost } from "../../src/store/embedded/database-in-use.js";
import { acquireFolderLock } from "../../src/store/embedded/folder-lock.js";
import { openDatabase } from "../../src/store/open-database.js";
import { giveEmbeddedDatabase } from "../support/embedded-database.js";
import { eventually } from "../support/eventually.js";
import { startSource, type SourceProcess } from "../support/start-source.js";

const limitMs = 180_000;
const losses: Error[] = [];
const events = { onLost: (error: Error) => losses.push(error), onError: () => undefined };

let dataDir: string;
let writers: SourceProcess[];

beforeEach(() => {
  dataDir = join(mkdtempSync(join(tmpdir(), "embedded-")), "not", "there yet");
  writers = [];
  losses.length = 0;
});

afterEach(async () => {
  for (const writer of writers) await writer.kill();
  rmSync(join(dataDir, "../.."), { recursive: true, force: true });
});

async function startWriter(): Promise<SourceProcess> {
  await giveEmbeddedDatabase(dataDir);
  const writer = startSource("test/store/write-until-killed.ts", [dataDir]);
  writers.push(writer);
  const hasWritten = () => {
    writer.assertRunning();
    return writer.lines.length > 5 ? true : null;
  };
  await eventually("first rows", hasWritten, limitMs);
  return writer;
}

test("a folder that cannot be used is told with what to do", async () => {
  mkdirSync(dirname(dataDir));
  writeFileSync(dataDir, "a file");
  await expect(openDatabase({ dataDir }, events)).rejects.toThrow(DataFolderUnusable);
  await expect(openDatabase({ dataDir }, events)).rejects.toThrow(/there yet \(EEXIST\).*DATA_DIR/);
});

test("so is one that the file system denies, without waiting for it", async () => {
  for (const nowhere of ["/proc/data", "/proc/not/there"])
    await expect(openDatabase({ dataDir: nowhere }, events)).rejects.toThrow(DataFolderUnusable);
});

test(
  "another process is refused while one is there, and after it was killed finds all that was confirmed",
  async () => {
    const writer = await startWriter();
    await expect(openDatabase({ dataDir }, events)).rejects.toThrow(DatabaseInUse);
    await expect(openDatabase({ dataDir }, events)).rejects.toThrow(`process ${writer.pid}`);
    await writer.kill();
    const confirmed = Number(writer.lines.at(-1));
    // Not waited for: less than it takes until a silent owner is taken to be dead.
    const before = performance.now();
    const lock = await acquireFolderLock(join(dataDir, "database.lock"), events.onLost);
    expect(performance.now() - before).toBeLessThan(6_000);
    await lock.release();
    const database = await openDatabase({ dataDir }, events);
    const rows = await database.kysely.selectFrom("seen").select("identifier").execute();
    const found = new Set(rows.map(({ identifier }) => identifier));
    const lost = Array.from({ length: confirmed }, (_, index) => `${index + 1}`).filter(
      (row) => !found.has(row),
    );
    expect(lost).toEqual([]);
    await database.close();
    expect(existsSync(join(dataDir, "database.lock"))).toBe(false);
  },
  limitMs,
);

test(
  "a database whose making was cut short is made anew, and one that lost its folder writes nothing more",
  async () => {
    mkdirSync(join(dataDir, "database.new"), { recursive: true });
    writeFileSync(join(dataDir, "database.new", "PG_VERSION"), "18\n");
    const database = await openDatabase({ dataDir }, events);
    const store = createStore(database.kysely);
    await store.ping();
    rmSync(join(dataDir, "database.lock"));
    const error = await eventually("loss", () =>
      store.ping().then(
        () => null,
        (reason: unknown) => reason,
      ),
    );
    expect(error).toBeInstanceOf(DatabaseLost);
    expect(losses).toHaveLength(1);
    await database.close();
  },
  limitMs,
);
