import { beforeEach, describe, expect, test } from "vitest";
import type { StoredSession, SessionStore } from "../../src/access/ports/session-store.js";
import { createSessions, type Sessions } from "../../src/access/sessions.js";

const ada = { id: 1, login: "ada", name: "Ada Lovelace" };
const hour = 60 * 60 * 1000;

let rows: Map<string, StoredSession>;
let now: number;
let sessions: Sessions;

function withSecret(secret: string | null): Sessions {
  const store: SessionStore = {
    saveSession: (session) => Promise.resolve(void rows.set(session.tokenHash, session)),
    session: (hash) => Promise.resolve(rows.get(hash) ?? null),
    endSession: (hash) => Promise.resolve(void rows.delete(hash)),
    renamePerson: () => Promise.resolve(),
    endSessionsOf: () => Promise.resolve(),
  };
  return createSessions({ store, clock: { now: () => new Date(now) }, secret });
}

beforeEach(() => {
  rows = new Map();
  now = Date.parse("2026-11-20T10:00:00Z");
  sessions = withSecret("a secret of the service");
});

describe("a session", () => {
  test("is the person's for 24 hours, used or not", async () => {
    const token = await sessions.begin(ada, null);
    now += 24 * hour - 1;
    expect(await sessions.personOf(token)).toEqual(ada);
    now += 1;
    expect(await sessions.personOf(token)).toBeNull();
  });

  test("ends at sign-out, and with the next sign-in of the same browser", async () => {
    const first = await sessions.begin(ada, null);
    const second = await sessions.begin(ada, first);
    expect(second).not.toBe(first);
    expect(await sessions.personOf(first)).toBeNull();
    await sessions.end(second);
    expect(await sessions.personOf(second)).toBeNull();
  });

  test("cannot be taken over by who reads the database, or after the secret was changed", async () => {
    const token = await sessions.begin(ada, null);
    const [kept = ""] = [...rows.keys()];
    expect(kept).not.toContain(token);
    expect(await sessions.personOf(kept)).toBeNull();
    expect(await withSecret("another secret").personOf(token)).toBeNull();
  });

  test.each(["", "x", "a".repeat(43), "A".repeat(10_000), "'; drop table session; --"])(
    "is nobody's by the token %j",
    async (token) => {
      await sessions.begin(ada, null);
      expect(await sessions.personOf(token)).toBeNull();
    },
  );
});
