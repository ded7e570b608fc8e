import { sql, type Kysely } from "kysely";
import { z } from "zod";
import type { SignOffBook } from "../deploys/ports/sign-off-book.js";
import { appendAudit } from "./audit.js";
import { compressJson, readCompressedJson } from "./json-column.js";
import type { Schema } from "./schema.js";

/** Those before have long been shipped, or fell. */
const newest = 1_000;
const contentIds = z.array(z.string());

/** Rows are never changed but for their withdrawal: who said what stays to be read. */
export function createSignOffs(db: Kysely<Schema>): SignOffBook {
  return {
    async saveSignOff(repositoryId, target, signOff, audit) {
      const { name, personId, by, note, at, content } = signOff;
      const ids = await compressJson(signOff.contentIds);
      return db.transaction().execute(async (trx) => {
        const row = await trx
          .insertInto("sign_off")
          .values({
            repository_id: repositoryId,
            target,
            name,
            person_id: personId,
            login: by,
            note,
            at,
            content,
            content_ids: ids,
          })
          .onConflict((conflict) => conflict.doNothing())
          .returning("id")
          .executeTakeFirst();
        if (row !== undefined) await appendAudit(trx, [audit]);
        return row !== undefined;
      });
    },
    async signOffs(repositoryId, target) {
      const rows = await db
        .selectFrom("sign_off")
        .select(["id", "name", "login", "note", "at", "content"])
        .select(
          sql<Uint8Array | null>`case when row_number() over (partition by name order by id desc) = 1
            then content_ids end`.as("content_ids"),
        )
        .where("repository_id", "=", repositoryId)
        .where("target", "=", target)
        .where("withdrawn_at", "is", null)
        .orderBy("id", "desc")
        .limit(newest)
        .execute();
      return Promise.all(
        rows.toReversed().map(async ({ id, name, login, note, at, content, content_ids: ids }) => ({
          id: String(id),
          name,
          by: login,
          note,
          at: at.toISOString(),
          content,
          contentIds: ids === null ? null : await readCompressedJson(ids, "sign-off", contentIds),
        })),
      );
    },
    async withdrawSignOff(repositoryId, target, id, { by, at, audit }) {
      return db.transaction().execute(async (trx) => {
        const { numUpdatedRows } = await trx
          .updateTable("sign_off")
          .set({ withdrawn_at: at, withdrawn_by: by })
          .where("repository_id", "=", repositoryId)
          .where("target", "=", target)
          .where("id", "=", Number(id))
          .where("withdrawn_at", "is", null)
          .executeTakeFirst();
        if (numUpdatedRows > 0n) await appendAudit(trx, [audit]);
        return numUpdatedRows > 0n;
      });
    },
  };
}
