import { sql, type Kysely } from "kysely";
import { z } from "zod";
import type { Store } from "../deploys/ports/store.js";
import type { Schema } from "./schema.js";

type MigrationTimings = Pick<Store, "recordMigrationTimings" | "migrationTimings">;

/** What a repository's estimates can rest on; older ones are of another server by now. */
const keptOfRepository = 1_000;

const cost = z.enum(["instant", "scan", "index", "rewrite", "dml", "unknown"]);

export function createMigrationTimings(db: Kysely<Schema>): MigrationTimings {
  return {
    async recordMigrationTimings(repositoryId, timings) {
      const rows = [...new Map(timings.map((timing) => [`${timing.sha} ${timing.path}`, timing])).values()];
      if (rows.length === 0) return;
      await db.transaction().execute(async (trx) => {
        await trx
          .insertInto("migration_timing")
          .values(rows.map((timing) => ({ repository_id: repositoryId, ...timing })))
          .onConflict((conflict) =>
            conflict.columns(["repository_id", "path", "sha"]).doUpdateSet((row) => ({
              seconds: row.ref("excluded.seconds"),
              at: row.ref("excluded.at"),
            })),
          )
          .execute();
        await sql`
          delete from migration_timing where (repository_id, path, sha) in (
            select repository_id, path, sha from migration_timing where repository_id = ${repositoryId}
            order by at desc, path, sha offset ${keptOfRepository})`.execute(trx);
      });
    },
    async migrationTimings(repositoryId, engine) {
      const rows = await db
        .selectFrom("migration_timing")
        .selectAll()
        .where("repository_id", "=", repositoryId)
        .where("engine", "=", engine)
        .orderBy("at", "desc")
        .orderBy("path")
        .execute();
      return rows.map((row) => ({
        path: row.path,
        sha: row.sha,
        engine: row.engine,
        cost: cost.parse(row.cost),
        expected: row.expected,
        seconds: row.seconds,
        at: row.at.toISOString(),
      }));
    },
  };
}
