import type { Kysely } from "kysely";
import type { AuditEntry, AuditLog } from "../deploys/ports/audit-log.js";
import { inChunks } from "./in-chunks.js";
import type { Schema } from "./schema.js";

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
          detail: JSON.stringify(detail),
        })),
      )
      .execute();
  });
}

/** The {@link AuditLog} on a database that `openDatabase` opened. */
export function createAuditLog(db: Kysely<Schema>): AuditLog {
  return {
    appendAudit: (entries) => appendAudit(db, entries),
  };
}
