import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { apiClient, installationToken, type ApiClient } from "./api-client.js";
import { runGit } from "./git/run-git.js";
import { faultActions, startGitHub, type FaultAction, type LocalGitHub } from "./index.js";

let github: LocalGitHub;
let bot: ApiClient;
let sha: string;

beforeAll(async () => {
  github = await startGitHub();
  const { id } = await github.createRepository({ owner: "acme", name: "web" });
  sha = await github.commit({ id }, { branch: "main", message: "Begin" });
  bot = apiClient(github, `token ${await installationToken(github, github.installApp({ id }))}`);
});

afterAll(() => github.close());
afterEach(() => github.faults.clear());

describe("faults on demand", () => {
  test.each<[string, FaultAction, number, string, string | null]>([
    ["a broken server", faultActions.serverError(503), 503, "content-type", "text/html"],
    ["too many requests", faultActions.tooManyRequests(7), 429, "retry-after", "7"],
    ["too many requests, for how long unsaid", faultActions.tooManyRequests(), 429, "retry-after", null],
    ["the primary limit", faultActions.primaryLimit(30), 403, "x-ratelimit-remaining", "0"],
    ["the secondary limit", faultActions.secondaryLimit(60), 403, "retry-after", "60"],
    ["the secondary limit, for how long unsaid", faultActions.secondaryLimit(), 403, "retry-after", null],
  ])("%s", async (_what, then, status, header, value) => {
    github.faults.add({ match: { method: "GET", path: /^\/repos\/acme\/web$/, times: 1 }, then });
    const answer = await bot("GET", "/repos/acme/web");
    expect(answer.status).toBe(status);
    expect(answer.headers.get(header)).toBe(value);
    expect((await bot("GET", "/repos/acme/web")).status).toBe(200);
    expect(github.requests.slice(-2).map((request) => request.status)).toEqual([status, 200]);
  });

  test("a dropped connection, before the request takes effect or after", async () => {
    const post = (context: string) =>
      bot("POST", `/repos/acme/web/statuses/${sha}`, { state: "success", context });
    github.faults.add({ match: { method: "POST" }, then: faultActions.droppedConnection(), times: 1 });
    await expect(post("before")).rejects.toThrow();
    github.faults.add({ match: { method: "POST" }, then: faultActions.lostAnswer(), times: 1 });
    await expect(post("after")).rejects.toThrow();
    expect(github.statuses("acme/web", sha).map(({ context }) => context)).toEqual(["after"]);
  });

  test("a late answer, and none at all", async () => {
    github.faults.add({ match: ({ path }) => path === "/meta", then: { latencyMs: 60 } });
    const started = performance.now();
    expect((await bot("GET", "/meta")).status).toBe(200);
    expect(performance.now() - started).toBeGreaterThan(55);
    github.faults.add({ match: { path: /^\/rate_limit$/ }, then: faultActions.hang() });
    const late = fetch(`${github.apiUrl}/rate_limit`, { signal: AbortSignal.timeout(100) });
    await expect(late).rejects.toThrow();
  });

  test("git suffers too, until the fault is taken away", async () => {
    const { pushUrl, gitDir } = github.repository("acme/web");
    const heal = github.faults.add({
      match: { path: /\.git\/info\/refs$/ },
      then: faultActions.serverError(),
    });
    await expect(runGit(gitDir, ["ls-remote", pushUrl])).rejects.toThrow("502");
    heal();
    await runGit(gitDir, ["ls-remote", pushUrl]);
  });

  test("a request is matched by what it says", async () => {
    github.faults.add({
      match: ({ body }) => JSON.stringify(body ?? null).includes("success"),
      then: faultActions.serverError(),
    });
    const post = (state: string) => bot("POST", `/repos/acme/web/statuses/${sha}`, { state });
    expect((await post("pending")).status).toBe(201);
    expect((await post("success")).status).toBe(502);
  });

  test("latency is added to everything", async () => {
    github.setLatency(40);
    const started = performance.now();
    await bot("GET", "/meta");
    github.setLatency(0);
    expect(performance.now() - started).toBeGreaterThan(38);
  });
});

test("people find pages behind the links, with everything escaped", async () => {
  await github.commit("acme/web", {
    branch: "main",
    message: "<script>alert(1)</script>",
    files: { "a.txt": "" },
  });
  const read = async (path: string) => {
    const response = await fetch(`${github.url}${path}`, { headers: { accept: "text/html" } });
    return `${response.status} ${await response.text()}`;
  };
  expect(await read("/")).toContain("acme/web");
  expect(await read("/acme/web/commit/main")).toContain("&lt;script&gt;");
  expect(await read(`/acme/web/compare/${sha}...main`)).not.toContain("<script>");
  expect(await read("/acme/web/commit/none")).toMatch(/^404/);
  expect(await read("/nobody")).toMatch(/^404/);
});
