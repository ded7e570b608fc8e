import type { Kysely } from "kysely";
import type { Store } from "../deploys/ports/store.js";
import type { Schema } from "./schema.js";

export function createPushes(db: Kysely<Schema>): Pick<Store, "recordPush" | "lastPush"> {
  return {
    async recordPush(repositoryId, ref, { sha, at }) {
      await db
        .insertInto("push")
        .values({ repository_id: repositoryId, ref, sha, at })
        .onConflict((conflict) =>
          conflict
            .columns(["repository_id", "ref"])
            .doUpdateSet((row) => ({ sha: row.ref("excluded.sha"), at: row.ref("excluded.at") }))
            // Webhooks overtake each other: an older push does not replace a newer one.
            .whereRef("excluded.at", ">=", "push.at"),
        )
        .execute();
    },
    async lastPush(repositoryId, ref) {
      const row = await db
        .selectFrom("push")
        .select(["sha", "at"])
        .where("repository_id", "=", repositoryId)
        .where("ref", "=", ref)
        .executeTakeFirst();
      return row === undefined ? null : { sha: row.sha, at: row.at.toISOString() };
    },
  };
}
