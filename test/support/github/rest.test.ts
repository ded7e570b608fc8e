import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadContract } from "../contracts/load-contract.js";
import type { ApiClient } from "./api-client.js";
import type { LocalGitHub } from "./index.js";
import { prepareSample } from "./sample.js";

const contract = loadContract("github");
if (contract === null) console.warn("not compared with GitHub's description: ../shared/contracts is absent");

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
  ({ github, app, bot, ada, first, head, squashed, installation, deployment, deliveryId } =
    await prepareSample());
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
