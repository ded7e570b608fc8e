import { sql, type Kysely } from "kysely";
import { z } from "zod";
import type { AuditDetail, AuditEntry, AuditLog } from "../deploys/ports/audit-log.js";
import { inChunks } from "./in-chunks.js";
import { readJson } from "./json-column.js";
import type { Schema } from "./schema.js";

const plainValue = z.union([z.string(), z.number(), z.boolean(), z.null()]);
/** Lists and objects, which lines of an older version may hold, as they are written. */
const detailSchema: z.ZodType<AuditDetail> = z.record(
  z.string(),
  z.union([plainValue, z.unknown().transform((value) => JSON.stringify(value))]),
);

/**
 * Adds lines to the audit log. Hand it the transaction that writes what the lines tell of: then there is never one
 * without the other. The database refuses to change or delete a line.
 */
export async function appendAudit(db: Kysely<Schema>, entries: readonly AuditEntry[]): Promise<void> {
  await inChunks(entries, async (chunk) => {
    await db
      .insertInto("audit_entry")
      .values(
        chunk.map(({ at, personId, login, action, repositoryId, target, detail }) => ({
          at,
          person_id: personId,
          login,
          action,
          repository_id: repositoryId,
          target,
          detail: storableJson(detail),
        })),
      )
      .execute();
  });
}

/** The {@link AuditLog} on a database that `openDatabase` opened. */
export function createAuditLog(db: Kysely<Schema>): AuditLog {
  return {
    appendAudit: (entries) => appendAudit(db, entries),
    async auditLines(repositoryId, { target, login }, { limit, before }) {
      let query = db
        .selectFrom("audit_entry")
        .leftJoin("approval", (join) =>
          join
            .onRef("approval.repository_id", "=", "audit_entry.repository_id")
            .onRef("approval.target", "=", "audit_entry.target")
            .onRef("approval.person_id", "=", "audit_entry.person_id")
            .onRef("approval.at", "=", "audit_entry.at")
            .on(
              sql<boolean>`audit_entry.action = 'approved' and approval.finding = audit_entry.detail->>'finding'`,
            ),
        )
        .select([
          "audit_entry.id",
          "audit_entry.at",
          "audit_entry.person_id",
          "audit_entry.login",
          "audit_entry.action",
          "audit_entry.target",
          "audit_entry.detail",
          "approval.withdrawn_at",
          "approval.withdrawn_by",
        ])
        .where("audit_entry.repository_id", "=", repositoryId)
        .orderBy("audit_entry.id", "desc")
        .limit(limit);
      if (before !== undefined) query = query.where(sql<boolean>`audit_entry.id < ${before}::bigint`);
      if (target !== undefined) query = query.where("audit_entry.target", "=", target);
      if (login !== undefined)
        query = query.where(sql<boolean>`lower(audit_entry.login) = ${login.toLowerCase()}`);
      const rows = await query.execute();
      return rows.map((row) => ({
        id: String(row.id),
        at: row.at.toISOString(),
        personId: row.person_id,
        login: row.login,
        action: row.action,
        repositoryId,
        target: row.target,
        detail: readJson(row.detail, "line of the audit log", detailSchema),
        withdrawn:
          row.withdrawn_at === null
            ? null
            : { by: row.withdrawn_by ?? "", at: row.withdrawn_at.toISOString() },
      }));
    },
    async auditTargets(repositoryId) {
      const rows = await db
        .selectFrom("audit_entry")
        .select("target")
        .distinct()
        .where("repository_id", "=", repositoryId)
        .where("target", "is not", null)
        .orderBy("target")
        .execute();
      return rows.flatMap(({ target }) => (target === null ? [] : [target]));
    },
  };
}

/** PostgreSQL's JSON cannot hold the character zero, nor half of a surrogate pair. */
function storableJson(detail: AuditDetail): string {
  return JSON.stringify(detail, (_key, value: unknown) =>
    typeof value === "string" ? value.toWellFormed().replaceAll("\0", "\u2400") : value,
  );
}
