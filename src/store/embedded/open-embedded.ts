import { existsSync } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { PGlite, types } from "@electric-sql/pglite";
import { Kysely, PGliteDialect } from "kysely";
import type { Database, DatabaseEvents } from "../database.js";
import { makeDataFolder } from "../make-data-folder.js";
import { migrate } from "../migrate.js";
import type { Schema } from "../schema.js";
import { DataFolderUnusable } from "./data-folder-unusable.js";
import { errorCode } from "./error-code.js";
import { acquireFolderLock } from "./folder-lock.js";
import { guardPglite } from "./guarded-pglite.js";

/** PGlite's own go byte by byte: 25 ms for a report of 1,000 commits, this is a tenth of a millisecond. */
const serializers = {
  [types.BYTEA]: (bytes: Uint8Array) =>
    `\\x${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("hex")}`,
};
const parsers = { [types.BYTEA]: (text: string) => new Uint8Array(Buffer.from(text.slice(2), "hex")) };

/**
 * Opens the embedded database (PGlite) in `<dataDir>/database`. PGlite takes no lock on its folder, and two processes
 * would silently overwrite each other's data, so ours is `<dataDir>/database.lock`.
 *
 * @throws DatabaseInUse, DataFolderUnusable, MigrationFailed
 */
export async function openEmbedded(dataDir: string, { onLost }: DatabaseEvents): Promise<Database> {
  const root = await makeDataFolder(dataDir);
  const lock = await acquireFolderLock(join(root, "database.lock"), onLost).catch((error: unknown) => {
    throw errorCode(error) === null ? error : new DataFolderUnusable(root, error);
  });
  let pglite: PGlite | null = null;
  try {
    const folder = join(root, "database");
    if (!existsSync(folder)) await initialise(folder);
    pglite = await PGlite.create(folder, { serializers, parsers });
    const connection = guardPglite(pglite, lock);
    const kysely = new Kysely<Schema>({ dialect: new PGliteDialect({ pglite: connection }) });
    await migrate(kysely);
    return {
      kysely,
      engine: { kind: "embedded", pglite: connection },
      async close() {
        if (!connection.closed) await connection.close();
        await lock.release();
      },
    };
  } catch (error) {
    await pglite?.close();
    await lock.release();
    throw error;
  }
}

/** Makes the database beside its place and moves it there whole: a crash in between leaves nothing half made. */
async function initialise(folder: string): Promise<void> {
  const unfinished = `${folder}.new`;
  await rm(unfinished, { recursive: true, force: true });
  const pglite = await PGlite.create(unfinished);
  await pglite.close();
  await rename(unfinished, folder);
}
