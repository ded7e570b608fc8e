import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe } from "vitest";
import type { Database } from "../../src/store/database.js";
import { openDatabase, type DatabaseLocation } from "../../src/store/open-database.js";
import { createTestDatabase } from "../support/postgres/create-test-database.js";
import { giveEmbeddedDatabase } from "../support/embedded-database.js";

interface Place {
  readonly location: DatabaseLocation;
  readonly remove: () => Promise<void>;
}

const places: readonly (readonly [string, () => Promise<Place>])[] = [
  [
    "PostgreSQL",
    async () => {
      const { url, drop } = await createTestDatabase();
      return { location: { databaseUrl: url }, remove: drop };
    },
  ],
  [
    "the embedded database",
    async () => {
      const dataDir = await mkdtemp(join(tmpdir(), "store-"));
      await giveEmbeddedDatabase(dataDir);
      return { location: { dataDir }, remove: () => rm(dataDir, { recursive: true, force: true }) };
    },
  ],
];

/** Making the embedded database takes seconds on a busy machine. */
const openingMs = 120_000;

/** Runs the same tests on either database, each opened once and empty. */
export function onEachDatabase(tests: (database: () => Database) => void): void {
  describe.each(places)("on %s", (_name, makePlace) => {
    let place: Place | null = null;
    let database: Database | null = null;
    beforeAll(async () => {
      place = await makePlace();
      database = await openDatabase(place.location, {
        onLost: (error) => {
          throw error;
        },
        onError: (error) => {
          throw error;
        },
      });
    }, openingMs);
    afterAll(async () => {
      await database?.close();
      await place?.remove();
    });
    tests(() => {
      if (database === null) throw new Error("the database is not open yet");
      return database;
    });
  });
}
