import type { Kysely, Selectable } from "kysely";
import type { PostedStatus, Store } from "../deploys/ports/store.js";
import { stateSchema } from "./state-schema.js";
import type { Schema, StatusTable } from "./schema.js";

type Statuses = Pick<Store, "saveStatus" | "status" | "pendingStatuses" | "statusesAround">;

export function createStatuses(db: Kysely<Schema>): Statuses {
  return {
    async saveStatus({ repositoryId, sha, context, ref, state, description, targetUrl, postedAt }) {
      const values = { ref, state, description, target_url: targetUrl, posted_at: postedAt };
      await db
        .insertInto("status")
        .values({ repository_id: repositoryId, sha, context, ...values })
        .onConflict((conflict) => conflict.columns(["repository_id", "sha", "context"]).doUpdateSet(values))
        .execute();
    },
    async status(repositoryId, sha, context) {
      const row = await db
        .selectFrom("status")
        .selectAll()
        .where("repository_id", "=", repositoryId)
        .where("sha", "=", sha)
        .where("context", "=", context)
        .executeTakeFirst();
      return row === undefined ? null : toStatus(row);
    },
    async pendingStatuses(repositoryId) {
      const pending = db.selectFrom("status").selectAll().where("state", "=", "pending").orderBy("posted_at");
      const query = repositoryId === undefined ? pending : pending.where("repository_id", "=", repositoryId);
      return (await query.execute()).map(toStatus);
    },
    async statusesAround(repositoryId, context, sha) {
      const rows = await db
        .selectFrom("status")
        .selectAll()
        .where("repository_id", "=", repositoryId)
        .where("context", "=", context)
        .where((is) => is.or([is("state", "=", "pending"), ...(sha === null ? [] : [is("sha", "=", sha)])]))
        .orderBy("posted_at")
        .execute();
      return rows.map(toStatus);
    },
  };
}

function toStatus(row: Selectable<StatusTable>): PostedStatus {
  return {
    repositoryId: row.repository_id,
    sha: row.sha,
    context: row.context,
    ref: row.ref,
    state: stateSchema.parse(row.state),
    description: row.description,
    targetUrl: row.target_url,
    postedAt: row.posted_at.toISOString(),
  };
}
