import type { Kysely } from "kysely";
import { Migrator } from "kysely/migration";
import { migrations } from "./migrations/index.js";
import type { Schema } from "./schema.js";

/** The tables could not be brought up to date; nothing of the migration that failed is kept. */
export class MigrationFailed extends Error {
  override readonly name = "MigrationFailed";
}

/** Brings the tables up to date; several processes that start at once take turns. */
export async function migrate(kysely: Kysely<Schema>): Promise<void> {
  const migrator = new Migrator({
    db: kysely,
    provider: { getMigrations: () => Promise.resolve({ ...migrations }) },
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) {
    throw new MigrationFailed(
      "The database's tables could not be brought up to date. If an older version of this app runs on a newer version's database, run the newer version or restore a backup",
      { cause: error },
    );
  }
}
