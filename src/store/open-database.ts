import type { Database, DatabaseEvents } from "./database.js";
import { openEmbedded } from "./embedded/open-embedded.js";
import { openPostgres } from "./open-postgres.js";

export type DatabaseLocation =
  | { readonly databaseUrl: string }
  /** The folder for the embedded database; it is made where it does not exist. */
  | { readonly dataDir: string };

/**
 * Opens PostgreSQL or the embedded database and brings its tables up to date.
 *
 * @throws DatabaseUnreachable (PostgreSQL), DatabaseInUse (another process has the folder), DataFolderUnusable, MigrationFailed
 */
export function openDatabase(location: DatabaseLocation, events: DatabaseEvents): Promise<Database> {
  return "databaseUrl" in location
    ? openPostgres(location.databaseUrl, events)
    : openEmbedded(location.dataDir, events);
}
