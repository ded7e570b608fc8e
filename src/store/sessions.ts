import type { Kysely } from "kysely";
import type { SessionStore } from "../access/ports/session-store.js";
import type { Schema } from "./schema.js";

/** The {@link SessionStore} on a database that `openDatabase` opened. */
export function createSessionStore(db: Kysely<Schema>): SessionStore {
  return {
    async saveSession({ tokenHash, person, expiresAt }) {
      const { id, login, name } = person;
      await db
        .insertInto("session")
        .values({ token_hash: tokenHash, person_id: id, login, name, expires_at: expiresAt })
        .execute();
    },
    async session(tokenHash) {
      const row = await db
        .selectFrom("session")
        .selectAll()
        .where("token_hash", "=", tokenHash)
        .executeTakeFirst();
      if (row === undefined) return null;
      const { person_id: id, login, name, expires_at: expiresAt } = row;
      return { tokenHash, person: { id, login, name }, expiresAt: expiresAt.toISOString() };
    },
    async endSession(tokenHash) {
      await db.deleteFrom("session").where("token_hash", "=", tokenHash).execute();
    },
    async renamePerson({ id, login }) {
      await db.updateTable("session").set({ login }).where("person_id", "=", id).execute();
    },
    async endSessionsOf(personId) {
      await db.deleteFrom("session").where("person_id", "=", personId).execute();
    },
  };
}
