import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { loadContract } from "../contracts/load-contract.js";
import { apiClient, appClient, installationToken, type ApiClient } from "./api-client.js";
import { startGitHub, type LocalGitHub } from "./index.js";

const contract = loadContract("github");
if (contract === null) console.warn("not compared with GitHub's description: ../shared/contracts is absent");

const allPermissions = {
  metadata: "read",
  contents: "write",
  pull_requests: "write",
  issues: "write",
  deployments: "write",
  statuses: "write",
  checks: "write",
  members: "read",
  actions: "write",
} as const;

let github: LocalGitHub;
let app: ApiClient;
let bot: ApiClient;
let ada: ApiClient;
let first: string;
let head: string;
let squashed: string;
let installation: number;
let deployment: number;
let deliveryId: number;

beforeAll(async () => {
  github = await startGitHub({ validate: true, permissions: allPermissions });
  const user = github.createUser("ada", { name: "Ada Lovelace", email: "ada@example.com" });
  await github.createRepository({ owner: "acme", name: "web" });
  github.grant("acme/web", "ada", "maintain");
  github.createTeam("acme", "release", ["ada"]);
  // Nobody listens there: every delivery fails, and can be listed.
  github.setWebhookUrl("http://127.0.0.1:9/hook");
  first = await github.commit("acme/web", {
    branch: "main",
    message: "Begin",
    files: { "README.md": "# web\n", "app/a b.txt": "1\n", "app/öl.txt": "2\n" },
    author: { name: "Ada Lovelace", email: "ada@example.com" },
  });
  await github.setBranch("acme/web", "feature/x", "main");
  head = await github.commit("acme/web", {
    branch: "feature/x",
    message: "STORY-1 Change\n\nbody",
    files: { "README.md": "# web 2\n", "app/a b.txt": null, "new.txt": "n\n" },
  });
  await github.createPullRequest("acme/web", {
    head: "feature/x",
    base: "main",
    title: "STORY-1",
    body: "why",
  });
  squashed = await github.mergePullRequest("acme/web", 1, { method: "squash", by: "ada" });
  await github.commit("acme/web", { branch: "feature/y", message: "More", files: { "y.txt": "y" } });
  await github.createPullRequest("acme/web", {
    head: "feature/y",
    base: "main",
    title: "Open",
    labels: ["red"],
  });
  await github.createTag("acme/web", "v1", "main", "First release");
  await github.createTag("acme/web", "v0", first);
  github.protectBranch("acme/web", "main", { requiredContexts: ["ci"] });
  github.createCheckRun("acme/web", { name: "build", sha: head, conclusion: "success" });
  deployment = await github.createDeployment("acme/web", {
    ref: "main",
    environment: "production",
    state: "success",
  });
  await github.idle();
  deliveryId = github.deliveries[0]!.id;
  installation = github.installApp("acme/web");

  app = appClient(github);
  bot = apiClient(github, `token ${await installationToken(github, installation)}`);
  ada = apiClient(github, `Bearer ${user.token}`);
});

afterAll(async () => {
  expect(github.violations).toEqual([]);
  await github.close();
});

/** Every operation, by who calls it: [caller, method, path, body, expected status]. */
const operations: readonly [
  "app" | "bot" | "ada",
  string,
  string | (() => string),
  (object | (() => object) | undefined)?,
  number?,
][] = [
  ["app", "GET", "/app"],
  ["app", "GET", "/app/installations"],
  ["app", "GET", () => `/app/installations/${installation}`],
  ["app", "GET", "/app/installations/1", undefined, 404],
  ["app", "GET", "/app/hook/deliveries?per_page=2&status=failure"],
  ["app", "GET", () => `/app/hook/deliveries/${deliveryId}`],
  ["app", "POST", () => `/app/hook/deliveries/${deliveryId}/attempts`, undefined, 202],
  ["app", "GET", "/orgs/acme/installation"],
  ["app", "GET", "/repos/acme/web/installation"],
  ["app", "GET", "/repos/acme/none/installation", undefined, 404],
  ["bot", "GET", "/installation/repositories"],
  ["bot", "GET", "/meta"],
  ["bot", "GET", "/rate_limit"],
  ["bot", "GET", "/orgs/acme/repos"],
  ["bot", "GET", "/orgs/acme/members/ada", undefined, 204],
  ["bot", "GET", "/orgs/acme/members/eve", undefined, 404],
  ["bot", "GET", "/orgs/acme/teams/release"],
  ["bot", "GET", "/orgs/acme/teams/release/members"],
  ["bot", "GET", "/orgs/acme/teams/release/memberships/ada"],
  ["bot", "GET", "/orgs/acme/teams/release/memberships/eve", undefined, 404],
  ["bot", "GET", "/repos/acme/web"],
  ["bot", "GET", "/repos/acme/none", undefined, 404],
  ["bot", "GET", "/repos/acme/web/collaborators/ada/permission"],
  ["bot", "GET", "/repos/acme/web/collaborators/nobody/permission", undefined, 404],
  ["bot", "GET", "/repos/acme/web/branches?protected=true"],
  ["bot", "GET", "/repos/acme/web/branches/feature%2Fx"],
  ["bot", "GET", "/repos/acme/web/branches/feature/x"],
  ["bot", "GET", "/repos/acme/web/branches/none", undefined, 404],
  ["bot", "GET", "/repos/acme/web/tags"],
  ["bot", "GET", "/repos/acme/web/commits?sha=main&path=README.md"],
  ["bot", "GET", () => `/repos/acme/web/commits/${head}`],
  ["bot", "GET", "/repos/acme/web/commits/feature%2Fx"],
  ["bot", "GET", () => `/repos/acme/web/commits/${first.slice(0, 9)}`],
  ["bot", "GET", "/repos/acme/web/commits/none", undefined, 422],
  ["bot", "GET", () => `/repos/acme/web/commits/${squashed}/pulls`],
  ["bot", "GET", () => `/repos/acme/web/commits/${head}/check-runs?filter=all`],
  ["bot", "GET", () => `/repos/acme/web/commits/${head}/check-suites`],
  ["bot", "GET", () => `/repos/acme/web/compare/${first}...main`],
  ["bot", "GET", "/repos/acme/web/compare/main...acme:feature%2Fx?per_page=1"],
  ["bot", "GET", "/repos/acme/web/compare/main...none", undefined, 404],
  ["bot", "GET", "/repos/acme/web/contents/README.md?ref=v1"],
  ["bot", "GET", "/repos/acme/web/contents/app%2F%C3%B6l.txt"],
  ["bot", "GET", "/repos/acme/web/contents/app"],
  ["bot", "GET", "/repos/acme/web/contents/none", undefined, 404],
  ["bot", "GET", "/repos/acme/web/contents/README.md?ref=none", undefined, 404],
  ["bot", "GET", "/repos/acme/web/git/ref/heads/feature%2Fx"],
  ["bot", "GET", "/repos/acme/web/git/ref/heads/none", undefined, 404],
  ["bot", "GET", "/repos/acme/web/git/matching-refs/tags/v"],
  ["bot", "GET", () => `/repos/acme/web/git/commits/${head}`],
  ["bot", "GET", () => `/repos/acme/web/git/commits/${"0".repeat(40)}`, undefined, 404],
  [
    "bot",
    "POST",
    "/repos/acme/web/git/tags",
    () => ({ tag: "t", message: "m", object: first, type: "commit" }),
    201,
  ],
  ["bot", "POST", "/repos/acme/web/git/refs", () => ({ ref: "refs/tags/t", sha: first }), 201],
  ["bot", "POST", "/repos/acme/web/git/refs", () => ({ ref: "refs/tags/t", sha: first }), 422],
  ["bot", "PATCH", "/repos/acme/web/git/refs/tags/t", () => ({ sha: head }), 200],
  ["bot", "PATCH", "/repos/acme/web/git/refs/tags/t", () => ({ sha: first }), 422],
  [
    "bot",
    "POST",
    () => `/repos/acme/web/statuses/${head}`,
    { state: "pending", context: "x", target_url: "https://a.example/" },
    201,
  ],
  ["bot", "GET", () => `/repos/acme/web/commits/${head}/statuses`],
  ["bot", "GET", () => `/repos/acme/web/commits/${head}/status`],
  ["bot", "GET", "/repos/acme/web/commits/feature%2Fx/status"],
  ["bot", "GET", "/repos/acme/web/pulls?state=all&base=main&head=acme:feature/x&sort=updated&direction=asc"],
  ["bot", "GET", "/repos/acme/web/pulls/1"],
  ["bot", "GET", "/repos/acme/web/pulls/9", undefined, 404],
  ["bot", "GET", "/repos/acme/web/pulls/1/commits"],
  ["bot", "GET", "/repos/acme/web/pulls/2/files"],
  ["bot", "POST", "/repos/acme/web/issues/1/comments", { body: "hello" }, 201],
  ["bot", "GET", "/repos/acme/web/issues/1/comments"],
  [
    "bot",
    "POST",
    "/repos/acme/web/check-runs",
    () => ({ name: "lint", head_sha: head, status: "in_progress" }),
    201,
  ],
  [
    "bot",
    "POST",
    "/repos/acme/web/deployments",
    { ref: "main", environment: "staging", required_contexts: [] },
    201,
  ],
  ["bot", "POST", "/repos/acme/web/deployments", { ref: "none" }, 422],
  ["bot", "GET", "/repos/acme/web/deployments?environment=production"],
  ["bot", "GET", () => `/repos/acme/web/deployments/${deployment}`],
  ["bot", "GET", "/repos/acme/web/deployments/1", undefined, 404],
  ["bot", "GET", () => `/repos/acme/web/deployments/${deployment}/statuses`],
  ["bot", "POST", () => `/repos/acme/web/deployments/${deployment}/statuses`, { state: "failure" }, 201],
  ["bot", "POST", "/repos/acme/web/releases", { tag_name: "v2", name: "Two", body: "notes" }, 201],
  ["bot", "GET", "/repos/acme/web/releases"],
  ["bot", "GET", "/repos/acme/web/releases/latest"],
  ["bot", "GET", "/repos/acme/web/releases/tags/v2"],
  ["bot", "GET", "/repos/acme/web/releases/tags/none", undefined, 404],
  ["bot", "POST", "/repos/acme/web/actions/workflows/ci.yml/dispatches", { ref: "main" }, 204],
  ["ada", "GET", "/user"],
  ["ada", "GET", "/user/installations"],
  ["ada", "GET", () => `/user/installations/${installation}/repositories`],
  ["ada", "GET", "/users/ada"],
  ["ada", "GET", "/users/pre-deploy-checker%5Bbot%5D"],
  ["ada", "GET", "/users/nobody", undefined, 404],
];

describe("every operation answers as GitHub describes it", () => {
  const cases = operations.map(([who, method, path, body, expected = 200]) => ({
    who,
    method,
    path,
    body,
    expected,
  }));
  test.each(cases)("$who: $method $path", async ({ who, method, path, body, expected }) => {
    const client = { app, bot, ada }[who];
    const before = github.violations.length;
    const answer = await client(
      method,
      typeof path === "function" ? path() : path,
      typeof body === "function" ? (body as () => object)() : body,
    );
    expect({
      status: answer.status,
      body: expected === 200 && answer.status !== 200 ? answer.body : null,
    }).toEqual({
      status: expected,
      body: null,
    });
    expect(github.violations.slice(before)).toEqual([]);
  });

  test("changes what can be changed", async () => {
    const comment = await bot("POST", "/repos/acme/web/issues/2/comments", { body: "one" });
    const { id: commentId } = comment.body as { id: number };
    expect(await bot("PATCH", `/repos/acme/web/issues/comments/${commentId}`, { body: "two" })).toMatchObject(
      {
        status: 200,
        body: { body: "two" },
      },
    );
    const run = await bot("POST", "/repos/acme/web/check-runs", { name: "test", head_sha: head });
    const { id } = run.body as { id: number };
    expect(
      await bot("PATCH", `/repos/acme/web/check-runs/${id}`, {
        conclusion: "failure",
        output: { title: "Bad", summary: "s" },
      }),
    ).toMatchObject({ status: 200, body: { status: "completed", conclusion: "failure" } });
    expect(await bot("GET", `/repos/acme/web/check-runs/${id}`)).toMatchObject({
      body: { output: { title: "Bad" } },
    });
  });

  const compared = contract === null ? test.skip : test;
  compared("every published operation that the product may use is there", async () => {
    const absent = [
      "/actions/runs/",
      "/actions/secrets",
      "/dependency-graph/",
      "/environments/{environment_name}/secrets",
    ];
    const unanswered: string[] = [];
    for (const [template, methods] of Object.entries(contract!.paths)) {
      if (absent.some((part) => template.includes(part))) continue;
      const path = template.replace("{owner}/{repo}", "acme/web").replaceAll(/\{\w+\}/g, "1");
      for (const method of Object.keys(methods)) {
        const client =
          path.startsWith("/app") || path.endsWith("/installation")
            ? app
            : path.startsWith("/user")
              ? ada
              : bot;
        const seen = github.requests.length;
        const { status, body } = await client(method.toUpperCase(), path);
        const routed = status !== 404 || github.requests[seen]?.path === undefined || isMissingThing(body);
        if (!routed) unanswered.push(`${method} ${template}`);
      }
    }
    expect(unanswered).toEqual([]);
  });
});

/** A route that exists refuses an id that does not; a path without a route says so in its own words. */
function isMissingThing(body: unknown): boolean {
  return !(
    typeof body === "object" &&
    body !== null &&
    "message" in body &&
    body.message === "No such route"
  );
}

describe("the answers tell the truth", () => {
  test("files come in base64 with their blob id, from any ref", async () => {
    const { body } = await bot("GET", "/repos/acme/web/contents/README.md?ref=feature/x");
    const file = body as { content: string; sha: string; encoding: string };
    expect(Buffer.from(file.content, "base64").toString()).toBe("# web 2\n");
    expect(file.encoding).toBe("base64");
    expect(file.sha).toMatch(/^[0-9a-f]{40}$/);
    const raw = apiClient(github, `token ${await installationToken(github, installation)}`, {
      accept: "application/vnd.github.raw+json",
    });
    expect((await raw("GET", "/repos/acme/web/contents/README.md?ref=feature/x")).body).toBe("# web 2\n");
  });

  test("conditional requests are answered with 304", async () => {
    const { headers } = await bot("GET", "/repos/acme/web/contents/README.md");
    const etag = headers.get("etag")!;
    const again = apiClient(github, `token ${await installationToken(github, installation)}`, {
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
