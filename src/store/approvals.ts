import type { Kysely } from "kysely";
import type { Store } from "../deploys/ports/store.js";
import type { Schema } from "./schema.js";

/** Rows are never changed but for their withdrawal: who approved what stays to be read. */
export function createApprovals(
  db: Kysely<Schema>,
): Pick<Store, "saveApprovals" | "approvals" | "withdrawApprovals"> {
  return {
    async saveApprovals(repositoryId, target, approvals) {
      if (approvals.length === 0) return;
      await db
        .insertInto("approval")
        .values(
          approvals.map(({ finding, personId, by, reason, at, until }) => ({
            repository_id: repositoryId,
            target,
            finding,
            person_id: personId,
            login: by,
            reason,
            at,
            until,
          })),
        )
        .execute();
    },
    async approvals(repositoryId, target) {
      const rows = await db
        .selectFrom("approval")
        .select(["finding", "login", "reason", "at", "until"])
        .where("repository_id", "=", repositoryId)
        .where("target", "=", target)
        .where("withdrawn_at", "is", null)
        .orderBy("id")
        .execute();
      return rows.map(({ finding, login, reason, at, until }) => ({
        finding,
        by: login,
        reason,
        at: at.toISOString(),
        until: until?.toISOString() ?? null,
      }));
    },
    async withdrawApprovals(repositoryId, target, finding, { by, at }) {
      const { numUpdatedRows } = await db
        .updateTable("approval")
        .set({ withdrawn_at: at, withdrawn_by: by })
        .where("repository_id", "=", repositoryId)
        .where("target", "=", target)
        .where("finding", "=", finding)
        .where("withdrawn_at", "is", null)
        .executeTakeFirst();
      return Number(numUpdatedRows);
    },
  };
}
