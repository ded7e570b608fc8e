import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createHmac } from "node:crypto";
import { appClient, type ApiClient } from "./api-client.js";
import { startGitHub, type LocalGitHub, type LocalRepository } from "./index.js";
import { startWebhookReceiver, type WebhookReceiver } from "./webhook-receiver.js";

let github: LocalGitHub;
let hook: WebhookReceiver;
let app: ApiClient;
let repository: LocalRepository;
let count = 0;

beforeAll(async () => {
  github = await startGitHub({ validate: true });
  hook = await startWebhookReceiver();
  app = appClient(github);
});

afterAll(async () => {
  await github.close();
  await hook.close();
});

beforeEach(async () => {
  repository = await github.createRepository({ owner: "acme", name: `repo-${++count}` });
  await github.commit(repository, { branch: "main", message: "Begin", files: { "a.txt": "a\n" } });
  await github.idle();
  hook.received.length = 0;
  hook.answer = 202;
  github.setWebhookUrl(hook.url);
});

afterEach(() => {
  github.setWebhookUrl(null);
  expect(github.violations).toEqual([]);
});

async function told(): Promise<[string, unknown][]> {
  await github.idle();
  return hook.received.map(({ event, payload }) => [event, payload["action"]]);
}

interface Listed {
  readonly id: number;
  readonly guid: string;
  readonly status_code: number;
  readonly redelivery: boolean;
}

async function listed(query = ""): Promise<Listed[]> {
  return (await app("GET", `/app/hook/deliveries${query}`)).body as Listed[];
}

test("a delivery is signed, named and typed as GitHub's", async () => {
  await github.commit(repository, { branch: "main", message: "Ünï ☃", files: { "b.txt": "b" } });
  await github.idle();
  const [push] = hook.received;
  const sign = (algorithm: string) =>
    createHmac(algorithm, github.app.webhookSecret).update(push!.raw).digest("hex");
  expect(push!.headers).toMatchObject({
    "content-type": "application/json",
    "x-github-event": "push",
    "x-github-hook-installation-target-id": String(github.app.id),
    "x-hub-signature": `sha1=${sign("sha1")}`,
    "x-hub-signature-256": `sha256=${sign("sha256")}`,
  });
  expect(push!.delivery).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

describe("a delivery that fails", () => {
  test.each([
    ["is answered with 500", () => (hook.answer = 500), 500],
    ["finds nobody", () => github.setWebhookUrl("http://127.0.0.1:9/"), 502],
    ["is lost on the way", () => github.loseWebhooks(2), 502],
  ])("because it %s can be asked for again", async (_how, spoil, statusCode) => {
    spoil();
    await github.setBranch(repository, "deploy", "main");
    await github.idle();
    hook.answer = 202;
    hook.received.length = 0;
    github.setWebhookUrl(hook.url);
    const [newest] = await listed("?status=failure&per_page=1");
    expect(newest).toMatchObject({ status_code: statusCode, redelivery: false, event: "create" });
    expect((await app("POST", `/app/hook/deliveries/${newest!.id}/attempts`)).status).toBe(202);
    await github.idle();
    expect(hook.received).toMatchObject([{ event: "create", delivery: newest!.guid }]);
    expect((await listed("?per_page=1"))[0]).toMatchObject({
      guid: newest!.guid,
      redelivery: true,
      status_code: 202,
    });
  });

  test("because nobody answers in time is a failure", async () => {
    github.setWebhookUrl(`${github.url}/slow`);
    const restore = github.faults.add({ match: { path: /^\/slow$/ }, then: { hang: true } });
    github.setWebhookTimeout(50);
    await github.setBranch(repository, "deploy", "main");
    await github.idle();
    github.setWebhookTimeout(10_000);
    restore();
    expect((await listed("?per_page=1"))[0]).toMatchObject({ status_code: 504, status: "timed out" });
  });

  test("without a trace is not listed", async () => {
    github.loseWebhooks(2, { trace: false });
    const before = await listed();
    await github.setBranch(repository, "deploy", "main");
    await github.idle();
    expect(hook.received).toEqual([]);
    expect(await listed()).toEqual(before);
  });
});

test("the list of deliveries is read by cursor", async () => {
  for (const branch of ["a", "b", "c"]) await github.setBranch(repository, branch, "main");
  await github.idle();
  const whole = await listed("?per_page=100");
  const seen: Listed[] = [];
  for (let path: string | null = "/app/hook/deliveries?per_page=2"; path !== null;) {
    const { body, headers } = await app("GET", path);
    seen.push(...(body as Listed[]));
    const next: string | undefined = /<([^>]+)>; rel="next"/.exec(headers.get("link") ?? "")?.[1];
    path = next === undefined ? null : next.slice(github.apiUrl.length);
  }
  expect(seen).toEqual(whole);
  expect((await app("GET", "/app/hook/deliveries?cursor=nonsense")).status).toBe(400);
});

test("a delivery can come twice, with the same id", async () => {
  const stop = github.duplicateWebhooks((occurrence) => occurrence.event === "push");
  await github.setBranch(repository, "twice", "main");
  await github.idle();
  stop();
  const pushes = hook.received.filter(({ event }) => event === "push");
  expect(pushes).toHaveLength(2);
  expect(pushes[0]!.delivery).toBe(pushes[1]!.delivery);
  expect(pushes[0]!.raw).toEqual(pushes[1]!.raw);
});

describe("what happens is told", () => {
  test("installing, narrowing, suspending, uninstalling", async () => {
    const one = await github.createRepository({ owner: "beta", name: "one", install: false });
    const two = await github.createRepository({ owner: "beta", name: "two", install: false });
    const id = github.installApp(one);
    expect(github.installApp(two)).toBe(id);
    github.uninstallApp(two);
    github.suspendInstallation(one);
    github.suspendInstallation(one, false);
    github.uninstallApp(one);
    expect(await told()).toEqual([
      ["installation", "created"],
      ["installation_repositories", "added"],
      ["installation_repositories", "removed"],
      ["installation", "suspend"],
      ["installation", "unsuspend"],
      ["installation", "deleted"],
    ]);
    expect((await app("GET", `/app/installations/${id}`)).status).toBe(404);
  });

  test("renaming, transferring, deleting", async () => {
    github.renameRepository(repository, "renamed");
    github.transferRepository(repository, "gamma");
    github.deleteRepository(repository);
    expect(await told()).toEqual([
      ["repository", "renamed"],
      ["repository", "transferred"],
      ["repository", "deleted"],
    ]);
  });

  test("a pull request from opening to closing", async () => {
    await github.setBranch(repository, "topic", "main");
    await github.commit(repository, { branch: "topic", message: "One", files: { "c.txt": "c" } });
    await github.idle();
    hook.received.length = 0;
    const number = await github.createPullRequest(repository, {
      head: "topic",
      base: "main",
      title: "Topic",
    });
    const head = await github.commit(repository, {
      branch: "topic",
      message: "Two",
      files: { "c.txt": "d" },
    });
    await github.editPullRequest(repository, number, "Better topic");
    await github.deleteBranch(repository, "topic");
    expect(await told()).toEqual([
      ["pull_request", "opened"],
      ["push", undefined],
      ["pull_request", "synchronize"],
      ["pull_request", "edited"],
      ["push", undefined],
      ["delete", undefined],
      ["pull_request", "closed"],
    ]);
    expect(hook.received.at(-1)!.payload).toMatchObject({
      pull_request: { title: "Better topic", merged: false, commits: 2, head: { sha: head } },
    });
  });

  test("statuses, deployments and check runs", async () => {
    const sha = (await github.resolve(repository, "main"))!;
    await github.postStatus(repository, sha, { state: "success", context: "ci", by: "developer" });
    await github.createDeployment(repository, { ref: "main", environment: "production", state: "success" });
    github.createCheckRun(repository, { name: "lint", sha, conclusion: "success" });
    expect(await told()).toEqual([
      ["status", undefined],
      ["deployment_status", "created"],
      ["check_run", "created"],
      ["check_run", "completed"],
    ]);
    expect(hook.received[0]!.payload).toMatchObject({ sha, context: "ci", branches: [{ name: "main" }] });
    expect(hook.received[1]!.payload).toMatchObject({
      deployment: { sha, environment: "production" },
      deployment_status: { state: "success", creator: { login: "developer" } },
    });
  });

  test("nothing of a repository without the app, of a suspended one, or of events not listened to", async () => {
    const quiet = await github.createRepository({ owner: "delta", name: "quiet", install: false });
    await github.commit(quiet, { branch: "main", message: "Begin" });
    github.installApp(quiet);
    github.suspendInstallation(quiet);
    await github.commit(quiet, { branch: "main", message: "Go on" });
    expect(await told()).toEqual([
      ["installation", "created"],
      ["installation", "suspend"],
    ]);

    const deaf = await startGitHub({ events: ["push"] });
    deaf.setWebhookUrl(hook.url);
    hook.received.length = 0;
    await deaf.createRepository({ owner: "acme", name: "web" });
    await deaf.commit("acme/web", { branch: "main", message: "Begin" });
    await deaf.idle();
    await deaf.close();
    expect(hook.received.map(({ event }) => event)).toEqual(["installation", "push"]);
  });
});
