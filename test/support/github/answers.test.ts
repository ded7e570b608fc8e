import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { apiClient, type ApiClient } from "./api-client.js";
import type { LocalGitHub } from "./index.js";
import { prepareSample } from "./sample.js";

let github: LocalGitHub;
let bot: ApiClient;
let token: string;
let first: string;
let head: string;
let squashed: string;

beforeAll(async () => {
  ({ github, bot, token, first, head, squashed } = await prepareSample());
});

afterAll(async () => {
  expect(github.violations).toEqual([]);
  await github.close();
});

describe("the answers tell the truth", () => {
  test("files come in base64 with their blob id, from any ref", async () => {
    const { body } = await bot("GET", "/repos/acme/web/contents/README.md?ref=feature/x");
    const file = body as { content: string; sha: string; encoding: string };
    expect(Buffer.from(file.content, "base64").toString()).toBe("# web 2\n");
    expect(file.encoding).toBe("base64");
    expect(file.sha).toMatch(/^[0-9a-f]{40}$/);
    const raw = apiClient(github, `token ${token}`, {
      accept: "application/vnd.github.raw+json",
    });
    expect((await raw("GET", "/repos/acme/web/contents/README.md?ref=feature/x")).body).toBe("# web 2\n");
  });

  test("conditional requests are answered with 304", async () => {
    const { headers } = await bot("GET", "/repos/acme/web/contents/README.md");
    const etag = headers.get("etag")!;
    const again = apiClient(github, `token ${token}`, {
      "if-none-match": etag,
    });
    expect((await again("GET", "/repos/acme/web/contents/README.md")).status).toBe(304);
    expect((await again("GET", "/repos/acme/web/contents/new.txt")).status).toBe(200);
  });

  test("lists come in pages with links", async () => {
    const one = await bot("GET", "/repos/acme/web/pulls?state=all&per_page=1");
    expect(one.body).toMatchObject([{ number: 2 }]);
    expect(one.headers.get("link")).toBe(
      `<${github.apiUrl}/repos/acme/web/pulls?state=all&per_page=1&page=2>; rel="next", ` +
        `<${github.apiUrl}/repos/acme/web/pulls?state=all&per_page=1&page=2>; rel="last"`,
    );
    const two = await bot("GET", "/repos/acme/web/pulls?state=all&per_page=1&page=2");
    expect(two.body).toMatchObject([{ number: 1 }]);
    expect(two.headers.get("link")).toContain('rel="prev"');
  });

  test("a comparison counts both ways", async () => {
    expect((await bot("GET", "/repos/acme/web/compare/main...feature%2Fx")).body).toMatchObject({
      status: "diverged",
      ahead_by: 1,
      behind_by: 1,
      merge_base_commit: { sha: first },
      commits: [{ sha: head }],
      files: [
        { filename: "README.md", status: "modified" },
        { filename: "app/a b.txt", status: "removed", deletions: 1 },
        { filename: "new.txt", status: "added" },
      ],
    });
  });

  test("a commit names its author's account and whether its signature is verified", async () => {
    expect((await bot("GET", `/repos/acme/web/commits/${first}`)).body).toMatchObject({
      author: { login: "ada" },
      commit: { verification: { verified: false } },
    });
    github.setVerified("acme/web", head, "ada");
    expect((await bot("GET", `/repos/acme/web/commits/${head}`)).body).toMatchObject({
      author: { login: "ada" },
      commit: { verification: { verified: true, reason: "valid" } },
    });
  });

  test("a squashed commit and the commits it came from lead to the pull request", async () => {
    for (const sha of [squashed, head]) {
      expect((await bot("GET", `/repos/acme/web/commits/${sha}/pulls`)).body).toMatchObject([
        { number: 1, merge_commit_sha: squashed, head: { ref: "feature/x", sha: head } },
      ]);
    }
  });

  test.each([
    ["an admin", "root", null, "admin", "admin"],
    ["a maintainer", "ada", null, "write", "maintain"],
    ["a triager", "tom", "triage", "read", "triage"],
    ["a stranger", "eve", null, "none", "none"],
  ] as const)("the permission of %s", async (_who, login, granted, permission, role) => {
    github.createUser(login, { admin: login === "root" });
    if (granted !== null) github.grant("acme/web", login, granted);
    expect((await bot("GET", `/repos/acme/web/collaborators/${login}/permission`)).body).toMatchObject({
      permission,
      role_name: role,
    });
  });

  test("an older deployment of a staging environment becomes inactive when a newer one succeeds", async () => {
    const older = await github.createDeployment("acme/web", {
      ref: "main",
      environment: "qa",
      state: "success",
    });
    await github.createDeployment("acme/web", { ref: "main", environment: "qa", state: "success" });
    expect((await bot("GET", `/repos/acme/web/deployments/${older}/statuses`)).body).toMatchObject([
      { state: "inactive" },
      { state: "success" },
    ]);
  });

  test("the same API is at the root, as on api.github.com", async () => {
    const response = await fetch(`${github.url}/meta`);
    expect(response.status).toBe(200);
  });
});

describe("statuses", () => {
  test("come back newest first, with their creator; the newest of a context counts", async () => {
    for (const state of ["pending", "success"]) {
      await bot("POST", `/repos/acme/web/statuses/${first}`, { state, context: "gate", description: state });
    }
    await github.postStatus("acme/web", first, { state: "failure", context: "other", by: "ada" });
    expect((await bot("GET", `/repos/acme/web/commits/${first}/statuses`)).body).toMatchObject([
      { context: "other", creator: { login: "ada" } },
      { context: "gate", state: "success", creator: { login: "pre-deploy-checker[bot]" } },
      { context: "gate", state: "pending" },
    ]);
    expect((await bot("GET", `/repos/acme/web/commits/${first}/status`)).body).toMatchObject({
      state: "failure",
      total_count: 2,
    });
    expect(github.statuses("acme/web", first).map(({ context, state }) => `${context} ${state}`)).toEqual([
      "gate pending",
      "gate success",
      "other failure",
    ]);
  });

  test.each([
    ["an unknown commit", "0".repeat(40), { state: "success" }],
    ["a branch", "main", { state: "success" }],
    ["an unknown state", null, { state: "great" }],
    ["a description of 141 characters", null, { state: "success", description: "é".repeat(141) }],
    ["a target that is no web address", null, { state: "success", target_url: "javascript:1" }],
  ])("are refused for %s", async (_what, sha, body) => {
    expect((await bot("POST", `/repos/acme/web/statuses/${sha ?? first}`, body)).status).toBe(422);
  });

  test("are limited to a thousand for one commit and context", async () => {
    const status = { state: "pending", context: "many", by: "ada" } as const;
    for (let count = 0; count < 1000; count += 1) await github.postStatus("acme/web", head, status);
    const one = { state: "success", context: "many" };
    expect((await bot("POST", `/repos/acme/web/statuses/${head}`, one)).status).toBe(422);
    expect((await bot("POST", `/repos/acme/web/statuses/${head}`, { ...one, context: "few" })).status).toBe(
      201,
    );
  });

  test("can be waited for", async () => {
    const waiting = github.waitForStatus("acme/web", squashed, ({ state }) => state === "success");
    await bot("POST", `/repos/acme/web/statuses/${squashed}`, { state: "success", context: "a" });
    expect(await waiting).toMatchObject({ context: "a", creator: "pre-deploy-checker[bot]" });
    await expect(
      github.waitForStatus("acme/web", squashed, ({ state }) => state === "error", { timeoutMs: 20 }),
    ).rejects.toThrow("posted were:\na success");
  });
});
