import type { Person } from "../person.js";

export interface StoredSession {
  /** SHA-256 of the session's token, hexadecimal: who reads the database cannot take a session over. */
  readonly tokenHash: string;
  readonly person: Person;
  /** ISO 8601 */
  readonly expiresAt: string;
}

/** Where sessions are remembered. */
export interface SessionStore {
  saveSession(session: StoredSession): Promise<void>;
  /** Also one that has expired: the caller judges. */
  session(tokenHash: string): Promise<StoredSession | null>;
  endSession(tokenHash: string): Promise<void>;
  /** Has all sessions of the account bear its new login. */
  renamePerson(person: Person): Promise<void>;
  /** Ends all sessions of a person, who took back what they agreed to. */
  endSessionsOf(personId: number): Promise<void>;
}
