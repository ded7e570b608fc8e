import type { Kysely } from "kysely";
import type { Store } from "../deploys/ports/store.js";
import { appendAudit } from "./audit.js";
import { inChunks } from "./in-chunks.js";
import type { Schema } from "./schema.js";

/** Rows are never changed but for their withdrawal: who approved what stays to be read. */
export function createApprovals(
  db: Kysely<Schema>,
): Pick<Store, "saveApprovals" | "approvals" | "withdrawApprovals"> {
  return {
    async saveApprovals(repositoryId, target, approvals, audit) {
      if (approvals.length === 0) return;
      await db.transaction().execute(async (trx) => {
        await inChunks(approvals, async (chunk) => {
          await trx
            .insertInto("approval")
            .values(
              chunk.map(({ finding, personId, by, reason, at, until }) => ({
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
        });
        await appendAudit(trx, audit);
      });
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
    async withdrawApprovals(repositoryId, target, finding, { by, at, audit }) {
      return db.transaction().execute(async (trx) => {
        const { numUpdatedRows } = await trx
          .updateTable("approval")
          .set({ withdrawn_at: at, withdrawn_by: by })
          .where("repository_id", "=", repositoryId)
          .where("target", "=", target)
          .where("finding", "=", finding)
          .where("withdrawn_at", "is", null)
          .executeTakeFirst();
        if (numUpdatedRows > 0n) await appendAudit(trx, [audit]);
        return Number(numUpdatedRows);
      });
    },
  };
}
