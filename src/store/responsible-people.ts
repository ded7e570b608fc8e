import { sql, type Kysely } from "kysely";
import type { ResponsiblePeople } from "../deploys/ports/responsible-people.js";
import { appendAudit } from "./audit.js";
import type { Schema } from "./schema.js";

/** Rows end, by the person or with the deploy (see `closeOpenDeploys`), and stay to be read. */
export function createResponsiblePeople(db: Kysely<Schema>): ResponsiblePeople {
  return {
    async responsiblePeople({ repositoryId, target, ref, sha }) {
      const rows = await db
        .selectFrom("responsible")
        .select(["person_id", "login", sql<Date>`min(at)`.as("at")])
        .where("repository_id", "=", repositoryId)
        .where("target", "=", target)
        .where("laid_down_at", "is", null)
        .where(
          sql<boolean>`(head_sha = ${sha} or closed_as = ${sha} or (ref = ${ref}::text and closed_as is null))`,
        )
        .groupBy(["person_id", "login"])
        .orderBy("at")
        .execute();
      return rows.map(({ person_id: personId, login, at }) => ({ personId, login, at: at.toISOString() }));
    },
    async takeResponsibility({ repositoryId, target, ref, sha }, { personId, login, at }, audit) {
      return db.transaction().execute(async (trx) => {
        const row = await trx
          .insertInto("responsible")
          .values({
            repository_id: repositoryId,
            target,
            ref,
            head_sha: sha,
            person_id: personId,
            login,
            at,
          })
          .onConflict((conflict) => conflict.doNothing())
          .returning("id")
          .executeTakeFirst();
        if (row !== undefined) await appendAudit(trx, [audit]);
        return row !== undefined;
      });
    },
    async layDownResponsibility({ repositoryId, target, ref }, { personId, at }, audit) {
      return db.transaction().execute(async (trx) => {
        const { numUpdatedRows } = await trx
          .updateTable("responsible")
          .set({ laid_down_at: at })
          .where("repository_id", "=", repositoryId)
          .where("target", "=", target)
          .where("ref", "=", ref)
          .where("person_id", "=", personId)
          .where("laid_down_at", "is", null)
          .where("closed_as", "is", null)
          .executeTakeFirst();
        if (numUpdatedRows > 0n) await appendAudit(trx, [audit]);
        return numUpdatedRows > 0n;
      });
    },
  };
}
