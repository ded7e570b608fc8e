import { describe, expect, test } from "vitest";
import { GitHubUnavailable } from "../src/github/github-unavailable.js";
import { createReadiness } from "../src/readiness.js";

const refused = answer(401, false);
const away = answer(503, true);

function answer(status: number, transient: boolean): GitHubUnavailable {
  const failure = { status, reason: "", retryAfterSeconds: null, limited: false, transient };
  return new GitHubUnavailable(failure, { asApp: true, cause: undefined });
}

/** `login`: what GitHub says each time it is asked; the last one from then on. */
function readinessWith(
  logins: readonly (string | Error)[],
  ping: () => Promise<void> = () => Promise.resolve(),
) {
  const state = { asked: 0, now: 0 };
  const readiness = createReadiness({
    store: { ping },
    codeHost: {
      ownLogin() {
        const login = logins[Math.min(state.asked++, logins.length - 1)] ?? "";
        return typeof login === "string" ? Promise.resolve(login) : Promise.reject(login);
      },
    },
    now: () => state.now,
  });
  return { ...readiness, state };
}

describe("ready", () => {
  test("not before GitHub has answered", async () => {
    const { ask, check } = readinessWith(["checker[bot]"]);
    await expect(check()).rejects.toThrow("GitHub has not said yet");
    await ask();
    await expect(check()).resolves.toBeUndefined();
  });

  test("not with a key that GitHub refuses, until it accepts it; it is not asked at every look", async () => {
    const { ask, check, state } = readinessWith([refused, "checker[bot]"]);
    await ask();
    await expect(check()).rejects.toThrow("check APP_ID and PRIVATE_KEY");
    await expect(check()).rejects.toThrow("check APP_ID and PRIVATE_KEY");
    expect(state.asked).toBe(1);
    state.now = 60_000;
    await check().catch(() => undefined);
    await ask();
    await expect(check()).resolves.toBeUndefined();
    expect(state.asked).toBe(2);
  });

  test("also while GitHub is away", async () => {
    const { ask, check } = readinessWith([away]);
    await ask();
    await expect(check()).resolves.toBeUndefined();
  });

  test("not while the database is away", async () => {
    const { ask, check } = readinessWith(["checker[bot]"], () => Promise.reject(new Error("no database")));
    await ask();
    await expect(check()).rejects.toThrow("no database");
  });
});
