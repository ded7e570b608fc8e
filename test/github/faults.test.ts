import { afterEach, describe, expect, test } from "vitest";
import { SourceUnavailable } from "../../src/deploys/ports/unavailable.js";
import {
  ok,
  type Said,
  scriptedGitHub,
  type ScriptedGitHub,
  type ScriptedOptions,
  web,
} from "./scripted-github.js";

let github: ScriptedGitHub;
const slept: number[] = [];
afterEach(async () => {
  slept.length = 0;
  await github.close();
});

async function start(options: ScriptedOptions = {}): Promise<ScriptedGitHub> {
  github = await scriptedGitHub({ onSleep: (milliseconds) => void slept.push(milliseconds), ...options });
  return github;
}

const sha = "a".repeat(40);
const pulls = /\/pulls/;

async function failure(work: Promise<unknown>): Promise<SourceUnavailable> {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(SourceUnavailable);
  return error as SourceUnavailable;
}

describe("reading", () => {
  test.each<[string, readonly Said[]]>([
    ["a server error", [{ status: 502, body: "<html>" }, ok([])]],
    ["a lost connection", ["drop", ok([])]],
    ["a limit without a time", [{ status: 429 }, ok([])]],
    ["a page of a proxy", [{ status: 200, body: "<html>Maintenance</html>" }, ok([])]],
    ["an answer of the wrong shape", [ok({ surprise: true }), ok([])]],
  ])("survives %s", async (_, answers) => {
    const { host, say, asked } = await start();
    say(pulls, ...answers);
    expect(await host.pullRequestsOfCommit(web, sha)).toEqual([]);
    expect(asked).toHaveLength(2);
    expect(slept).toEqual([500]);
  });

  test("gives up after four requests", async () => {
    const { host, say, asked } = await start();
    say(pulls, { status: 503 });
    expect(await failure(host.pullRequestsOfCommit(web, sha))).toMatchObject({
      message: "Cannot reach GitHub: 503",
      kind: "github-unavailable",
      retryable: true,
    });
    expect(asked).toHaveLength(4);
  });

  test("that hangs ends in time", async () => {
    const { host, say } = await start({ timeoutMs: 100 });
    say(pulls, "hang");
    const { message } = await failure(host.pullRequestsOfCommit(web, sha));
    expect(message).toBe("Cannot reach GitHub: no answer within 0.1 s");
  });

  test("does not take a strange answer for an empty one", async () => {
    const { host, say } = await start();
    say(pulls, { status: 200, body: "<html>Maintenance</html>" });
    const { message, kind } = await failure(host.pullRequestsOfCommit(web, sha));
    expect(message).toMatch(/^GitHub's answer to GET .* is not understood: body$/);
    expect(kind).toBe("github-unavailable");
  });

  test("waits as long as it is told, and gives up at once where that is too long", async () => {
    const { host, say, asked } = await start();
    say(pulls, { status: 429, headers: { "retry-after": "2" } }, ok([]));
    await host.pullRequestsOfCommit(web, sha);
    expect(slept).toEqual([2000]);

    asked.length = 0;
    say(pulls, { status: 503, headers: { "retry-after": "300" } });
    expect(await failure(host.pullRequestsOfCommit(web, sha))).toMatchObject({ retryAfterSeconds: 300 });
    expect(asked).toHaveLength(1);
  });

  test("asks nothing more of an installation that is limited, until the limit is over", async () => {
    let now = Date.parse("2026-11-20T10:00:00Z");
    const { host, say, asked } = await start({
      clock: { now: () => new Date(now) },
      tokenExpiresAt: () => "2026-11-20T12:00:00Z",
    });
    const reset = String(now / 1000 + 600);
    say(
      pulls,
      { status: 403, headers: { "x-ratelimit-remaining": "0", "x-ratelimit-reset": reset } },
      ok([]),
    );
    const first = await failure(host.pullRequestsOfCommit(web, sha));
    expect(first).toMatchObject({
      message: "Cannot reach GitHub: rate limit reached (403)",
      retryAfterSeconds: 601,
    });
    await failure(host.pullRequestsOfCommit(web, sha));
    expect(asked).toHaveLength(1);
    now += 601_000;
    expect(await host.pullRequestsOfCommit(web, sha)).toEqual([]);
  });

  test("says what a person has to do where waiting does not help", async () => {
    const { host, say, asked } = await start();
    say(pulls, { status: 403, body: { message: "Resource not accessible by integration" } });
    expect(await failure(host.pullRequestsOfCommit(web, sha))).toMatchObject({
      message: "GitHub refuses access: 403, Resource not accessible by integration",
      retryable: false,
    });
    expect(asked).toHaveLength(1);
  });
});

describe("tokens", () => {
  test("can do no more than the job needs, and are kept", async () => {
    const { host, say, tokenRequests } = await start();
    say(pulls, ok([]));
    say(/statuses/, { status: 201, body: { state: "pending" } });
    const status = {
      context: "c",
      state: "pending",
      description: "d",
      targetUrl: "https://example.com",
    } as const;
    await host.pullRequestsOfCommit(web, sha);
    await host.pullRequestsOfCommit(web, sha);
    await host.postStatus(web, sha, status, 0);
    expect(await host.tokenFor(web, { contents: "read" })).toBe("ghs_3");
    expect(await host.organisationPolicyFile(web)).toBeNull();
    expect(tokenRequests).toEqual([
      { repository_ids: [1], permissions: { contents: "read", pull_requests: "read" } },
      { repository_ids: [1], permissions: { statuses: "write" } },
      { repository_ids: [1], permissions: { contents: "read" } },
      { permissions: { contents: "read" } },
    ]);
  });

  test("are asked for anew before they expire", async () => {
    let now = Date.parse("2026-11-20T10:00:00Z");
    const { host } = await start({
      clock: { now: () => new Date(now) },
      tokenExpiresAt: () => new Date(now + 3_600_000).toISOString(),
    });
    const token = (): Promise<string> => host.tokenFor(web, { contents: "read" });
    expect(await Promise.all([token(), token()])).toEqual(["ghs_1", "ghs_1"]);
    now += 49 * 60_000;
    expect(await token()).toBe("ghs_1");
    now += 2 * 60_000;
    expect(await token()).toBe("ghs_2");
    const another = (): Promise<string> => host.tokenFor(web, { contents: "read" }, "ghs_2");
    expect([await another(), await another(), await token()]).toEqual(["ghs_3", "ghs_3", "ghs_3"]);
  });

  test("that were revoked are replaced, once", async () => {
    const { host, say, asked } = await start();
    say(pulls, { status: 401, body: { message: "Bad credentials" } }, ok([]));
    expect(await host.pullRequestsOfCommit(web, sha)).toEqual([]);
    expect(asked.map(({ headers }) => headers.authorization)).toEqual(["token ghs_1", "token ghs_2"]);

    say(pulls, { status: 401, body: { message: "Bad credentials" } });
    const { message } = await failure(host.pullRequestsOfCommit(web, sha));
    expect(message).toBe("GitHub refuses access: 401, Bad credentials");
    expect(asked).toHaveLength(4);
  });

  test("survive a server error", async () => {
    const { host, say } = await start();
    const token = { token: "ghs_x", expires_at: "2099-01-01T00:00:00Z", permissions: {} };
    say(/access_tokens/, { status: 500 }, { status: 201, body: token });
    expect(await host.tokenFor(web, { contents: "read" })).toBe("ghs_x");
  });

  test("never appear in the log or in an error", async () => {
    const { host, say, log, privateKey } = await start();
    say(pulls, { status: 503 });
    const error = await failure(host.pullRequestsOfCommit(web, sha));
    expect(log.length).toBeGreaterThan(0);
    const seen = log.join("") + error.message;
    expect(seen).not.toContain("ghs_");
    expect(seen).not.toContain(privateKey.slice(40, 80));
  });
});

test("a status is posted again when the connection was lost", async () => {
  const { host, say, asked } = await start();
  say(/statuses/, "drop", { status: 502 }, { status: 201, body: { state: "success" } });
  const status = {
    context: "pre-deploy-checker/web",
    state: "success",
    description: "OK to deploy",
    targetUrl: "https://example.com/r/acme/web/web/" + sha,
  } as const;
  await host.postStatus(web, sha, status, 1);
  expect(asked).toHaveLength(3);
  expect(asked[2]).toMatchObject({
    method: "POST",
    path: `/repos/acme/web/statuses/${sha}`,
    body: {
      context: status.context,
      state: "success",
      description: "OK to deploy",
      target_url: status.targetUrl,
    },
  });
});
