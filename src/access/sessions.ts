import { createHmac, randomBytes } from "node:crypto";
import type { Clock } from "../deploys/ports/clock.js";
import type { Person } from "./person.js";
import type { SessionStore } from "./ports/session-store.js";

/** A session ends this long after sign-in, used or not. */
export const sessionSeconds = 24 * 60 * 60;

export interface Sessions {
  /** Begins a session; answers the token that the browser is to keep. `instead`: a token whose session ends with it. */
  begin(person: Person, instead: string | null): Promise<string>;
  /** Whose session it is; null where there is none or it is over. */
  personOf(token: string): Promise<Person | null>;
  end(token: string): Promise<void>;
}

/** What {@link Sessions.begin} makes: 256 random bits. */
const tokenForm = /^[A-Za-z0-9_-]{43}$/;

/**
 * Sessions kept by the service; the browser has a random token, the database a hash of it.
 * @param secret SESSION_SECRET: hashes are keyed with it, so that another one ends all sessions; null: none is set
 */
export function createSessions(parts: {
  readonly store: SessionStore;
  readonly clock: Clock;
  readonly secret: string | null;
}): Sessions {
  const { store, clock, secret } = parts;
  const hash = (token: string): string =>
    createHmac("sha256", `session ${secret ?? ""}`)
      .update(token)
      .digest("hex");

  return {
    async begin(person, instead) {
      const token = randomBytes(32).toString("base64url");
      const expiresAt = new Date(clock.now().getTime() + sessionSeconds * 1000).toISOString();
      await store.saveSession({ tokenHash: hash(token), person, expiresAt });
      if (instead !== null) await store.endSession(hash(instead));
      return token;
    },
    async personOf(token) {
      if (!tokenForm.test(token)) return null;
      const session = await store.session(hash(token));
      if (session === null || Date.parse(session.expiresAt) <= clock.now().getTime()) return null;
      return session.person;
    },
    async end(token) {
      await store.endSession(hash(token));
    },
  };
}
