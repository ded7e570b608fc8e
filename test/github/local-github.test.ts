import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { generateKeyPairSync } from "node:crypto";
import pino from "pino";
import type { Repository } from "../../src/deploys/ports/repository.js";
import { createCodeHost, type GitHub } from "../../src/github/create-code-host.js";
import { policyPath } from "../../src/policy/policy.js";
import { type LocalGitHub, type LocalRepository, startGitHub } from "../support/github/index.js";

// Every request and answer of this file is held against GitHub's published description, where that is at hand.
let github: LocalGitHub;
let host: GitHub;
let web: Repository;
let local: LocalRepository;
let head: string;

const clock = { now: () => new Date() };

beforeAll(async () => {
  github = await startGitHub({ validate: true });
  local = await github.createRepository({ owner: "acme", name: "web" });
  await github.createRepository({ owner: "acme", name: "api", defaultBranch: "trunk" });
  head = await github.commit(local, {
    branch: "main",
    message: "Add the policy",
    files: { [policyPath]: "version: 1\n" },
  });
  host = connect(github);
  const installed = await host.installedRepositories();
  web = installed.find(({ name }) => name === "web")!;
});
afterAll(async () => {
  await github.close();
  expect(github.violations).toEqual([]);
});

function connect(to: LocalGitHub, privateKey = to.app.privateKeyPem): GitHub {
  return createCodeHost({
    appId: to.app.id,
    privateKey,
    baseUrl: to.apiUrl,
    webUrl: to.url,
    clock,
    logger: pino({ enabled: false }),
  });
}

test("repositories of all installations", async () => {
  const installed = await host.installedRepositories();
  expect(new Set(installed)).toEqual(
    new Set([web, { ...web, id: expect.any(Number), name: "api", defaultBranch: "trunk" }]),
  );
  expect(await host.repositoriesOfInstallation(web.installationId)).toHaveLength(2);
  expect(await host.repository(web)).toEqual(web);
  expect(web).toMatchObject({ id: local.id, owner: "acme", name: "web", defaultBranch: "main" });
});

test("the app's own login", async () => {
  expect(await host.ownLogin()).toBe(`${github.app.slug}[bot]`);
});

test("what a person may do, asked for again at no cost, and anew once it has changed", async () => {
  const { id } = github.createUser("reader");
  const reader = { id, login: "reader", name: null };
  github.grant("acme/web", "reader", "read");
  expect(await host.permissionOf(web, reader)).toBe("read");
  expect(github.requests.at(-1)?.status).toBe(200);
  expect(await host.permissionOf(web, reader)).toBe("read");
  expect(github.requests.at(-1)?.status).toBe(304);
  expect(await host.permissionOf(web, { ...reader, id: id + 1 })).toBeNull();

  github.grant("acme/web", "reader", "maintain");
  expect(await host.permissionOf(web, reader)).toBe("maintain");
  expect(github.requests.at(-1)?.status).toBe(200);
});

describe("policy files", () => {
  test("at the default branch, at a commit, and asked for again", async () => {
    const file = await host.policyFile(web, "main");
    expect(file).toMatchObject({ ref: "main", text: "version: 1\n" });
    expect(await host.policyFile(web, head)).toEqual({ ...file, ref: head });
    expect(await host.policyFile(web, "main")).toEqual(file);
    expect(github.requests.at(-1)?.status).toBe(304);
  });

  test("none, in a repository with commits and in an empty one", async () => {
    const empty = (await host.installedRepositories()).find(({ name }) => name === "api")!;
    expect(await host.policyFile(empty, "trunk")).toBeNull();
    const bare = await github.commit(local, {
      branch: "bare",
      message: "No policy",
      parents: [],
      files: { a: "1" },
    });
    expect(await host.policyFile(web, bare)).toBeNull();
    expect(await host.organisationPolicyFile(web)).toBeNull();
  });

  test("at a commit that does not exist cannot be told", async () => {
    await expect(host.policyFile(web, "f".repeat(40))).rejects.toMatchObject({
      kind: "github-unavailable",
    });
  });

  test("of the organisation", async () => {
    const organisation = await github.createRepository({ owner: "umbrella", name: ".github" });
    await github.commit(organisation, {
      branch: "main",
      message: "p",
      files: { [policyPath]: "version: 1" },
    });
    await github.createRepository({ owner: "umbrella", name: "site" });
    const site = (await host.installedRepositories()).find(({ name }) => name === "site")!;
    expect(await host.organisationPolicyFile(site)).toMatchObject({
      ref: "umbrella/.github",
      text: "version: 1",
    });
  });
});

test("statuses", async () => {
  const status = {
    context: "pre-deploy-checker/web",
    state: "failure",
    description: "2 issues not Ready to Deploy",
    targetUrl: "http://localhost:3000/r/acme/web/web",
  } as const;
  await host.postStatus(web, head, status, 1);
  expect(github.statuses(local, head)).toMatchObject([{ ...status, creator: `${github.app.slug}[bot]` }]);
  expect(github.requests.at(-1)?.permissions).toMatchObject({ statuses: "write" });
  expect(github.requests.at(-1)?.permissions).not.toHaveProperty("contents");
});

test("deployments: the newest success, a rollback, and who may make them", async () => {
  github.createUser("ci");
  const production = { environment: "production", creator: "ci" };
  const older = await github.commit(local, { branch: "main", message: "older", files: { b: "1" } });
  const newer = await github.commit(local, { branch: "main", message: "newer", files: { b: "2" } });
  expect(await host.lastSuccessfulDeployment(web, "production", null)).toBeNull();

  const first = await github.createDeployment(local, { ...production, ref: older, state: "success" });
  await github.createDeployment(local, { ...production, ref: newer, state: "success" });
  await github.createDeployment(local, { ...production, ref: head, state: "failure" });
  await github.createDeployment(local, { ref: head, environment: "staging", state: "success" });
  expect(await host.lastSuccessfulDeployment(web, "production", ["ci"])).toBe(newer);
  expect(await host.lastSuccessfulDeployment(web, "production", ["somebody"])).toBeNull();

  github.createDeploymentStatus(local, first, { state: "success", creator: "ci" });
  expect(await host.lastSuccessfulDeployment(web, "production", null)).toBe(older);
});

test("pull requests", async () => {
  const sha = await github.commit(local, { branch: "story-1", message: "STORY-1", files: { a: "1" } });
  const number = await github.createPullRequest(local, {
    head: "story-1",
    base: "main",
    title: "STORY-1: a",
  });
  expect(await host.openPullRequests(web)).toEqual([
    { number, title: "STORY-1: a", branch: "story-1", url: `${github.url}/acme/web/pull/${number}` },
  ]);
  const merged = await github.mergePullRequest(local, number, { method: "squash" });
  expect(await host.openPullRequests(web)).toEqual([]);
  expect(await host.pullRequestsOfCommit(web, merged)).toEqual([
    {
      number,
      title: "STORY-1: a",
      branch: "story-1",
      baseBranch: "main",
      headSha: sha,
      mergeCommitSha: merged,
      merged: true,
    },
  ]);
});

test("verified authors", async () => {
  const bot = { name: "dependabot", email: "dependabot@example.com" };
  github.createUser("dependabot", { email: bot.email });
  const bump = { branch: "bump", message: "Bump", files: { lock: "2" } };
  const sha = await github.commit(local, { ...bump, author: bot });
  expect(await host.verifiedAuthor(web, sha)).toBeNull();
  github.setVerified(local, sha, "dependabot");
  expect(await host.verifiedAuthor(web, sha)).toBe("dependabot");
});

test("failed deliveries are sent again once, and arrive", async () => {
  const since = new Date(Date.now() - 60_000);
  github.setWebhookUrl("http://127.0.0.1:9/");
  await github.idle();
  await github.commit(local, { branch: "main", message: "lost", files: { b: "3" } });
  await github.idle();
  const failed = github.deliveries.at(-1)!;
  expect(failed.event).toBe("push");

  expect(await host.redeliverFailed(since)).toBeGreaterThan(0);
  await github.idle();
  const attempts = github.deliveries.filter(({ guid }) => guid === failed.guid);
  expect(attempts.map(({ redelivery }) => redelivery)).toEqual([false, true]);
  expect(await host.redeliverFailed(since)).toBe(0);
  github.setWebhookUrl(null);
});

test("a token that expired early is replaced", async () => {
  await host.policyFile(web, "main");
  github.expireTokens();
  expect(await host.policyFile(web, "main")).toMatchObject({ text: "version: 1\n" });
});

test("a repository that was renamed is found, one that the app lost is not taken for one without a policy", async () => {
  const moved = await github.createRepository({ owner: "acme", name: "old" });
  const known = (await host.installedRepositories()).find(({ id }) => id === moved.id)!;
  github.renameRepository(moved, "new");
  expect(await host.repository(known)).toEqual({ ...known, name: "new" });

  github.uninstallApp(moved);
  expect(await host.repository({ ...known, name: "new" })).toBeNull();
  const fresh = connect(github);
  await expect(fresh.policyFile({ ...known, name: "new" }, "main")).rejects.toMatchObject({
    kind: "github-unavailable",
    retryable: false,
  });
});

test("a suspended installation has no repositories, and cannot be read", async () => {
  const other = await github.createRepository({ owner: "suspended", name: "web" });
  const known = (await host.installedRepositories()).find(({ id }) => id === other.id)!;
  github.suspendInstallation(other);
  expect((await host.installedRepositories()).map(({ owner }) => owner)).not.toContain("suspended");
  await expect(host.policyFile(known, "main")).rejects.toMatchObject({ kind: "github-unavailable" });
});

test("another app's key is refused with the settings to look at", async () => {
  const { privateKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs1", format: "pem" },
  });
  await expect(connect(github, privateKey).ownLogin()).rejects.toThrow(
    "GitHub does not accept the app's key (401): check APP_ID and PRIVATE_KEY",
  );
  await expect(connect(github, "no key").ownLogin()).rejects.toThrow(/^Cannot ask GitHub: /);
});
