import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import pino from "pino";
import type { MergeGroupEvent, RefPushed } from "../../src/deploys/ports/repository-events.js";
import type { GitHubEvents } from "../../src/webhooks/github-app.js";
import { createGitHubApp } from "../../src/webhooks/create-github-app.js";
import { createWebhooks } from "../../src/webhooks/create-webhooks.js";
import { startHttpServer, type HttpServer } from "../../src/http-server.js";
import { type LocalGitHub, type LocalRepository, startGitHub } from "../support/github/index.js";

// The payloads are those of a whole GitHub, held against its published description, and come over real HTTP.
let github: LocalGitHub;
let server: HttpServer;
let web: LocalRepository;
const events: { readonly name: string; readonly args: readonly unknown[] }[] = [];

const record =
  (name: keyof GitHubEvents) =>
  (...args: readonly unknown[]): Promise<void> => {
    events.push({ name, args });
    return Promise.resolve();
  };

beforeAll(async () => {
  github = await startGitHub({ validate: true });
  const logger = pino({ enabled: false });
  const clock = { now: () => new Date() };
  const receiver = await createGitHubApp({
    appId: github.app.id,
    privateKey: github.app.privateKeyPem,
    secret: github.app.webhookSecret,
    baseUrl: github.apiUrl,
    logger,
    clock,
    events: {
      pushed: record("pushed"),
      refDeleted: record("refDeleted"),
      mergeGroup: record("mergeGroup"),
      deploymentStatus: record("deploymentStatus"),
      statusChanged: record("statusChanged"),
      installed: record("installed"),
      uninstalled: record("uninstalled"),
      installationSuspended: record("installationSuspended"),
      repositoriesAdded: record("repositoriesAdded"),
      repositoriesRemoved: record("repositoriesRemoved"),
      repositoryChanged: record("repositoryChanged"),
      repositoryDeleted: record("repositoryDeleted"),
      authorizationRevoked: record("authorizationRevoked"),
    },
  });
  const nobody = { issuesChanged: () => Promise.resolve() };
  const listener = createWebhooks({
    logger,
    github: { receiver, secrets: [github.app.webhookSecret] },
    jira: { verify: null, token: null, parse: () => ({ issueKeys: [] }), events: nobody, clock },
    deployments: {
      secret: null,
      reports: {
        repositoryByName: () => Promise.resolve(null),
        report: () => Promise.resolve("unknown-target"),
      },
      clock,
    },
    migrationTimings: {
      secret: null,
      timings: {
        repositoryByName: () => Promise.resolve(null),
        record: () => Promise.resolve("unknown-deploy"),
      },
      clock,
    },
  });
  server = await startHttpServer({ host: "127.0.0.1", port: 0 }, [listener], () => undefined);
  github.setWebhookUrl(`http://127.0.0.1:${server.port}/api/github/webhooks`);
});
afterAll(async () => {
  await github.close();
  await server.close();
  expect(github.violations).toEqual([]);
});
beforeEach(() => void (events.length = 0));

async function happened(): Promise<readonly string[]> {
  await github.idle();
  expect(github.deliveries.filter(({ statusCode }) => statusCode >= 400)).toEqual([]);
  return events.map(({ name }) => name);
}

test("an installation, then one more repository", async () => {
  web = await github.createRepository({ owner: "acme", name: "web" });
  await github.createRepository({ owner: "acme", name: "api" });
  expect(await happened()).toEqual(["installed", "repositoriesAdded"]);
  expect(events[0]?.args[1]).toEqual([
    { id: web.id, owner: "acme", name: "web", installationId: events[0]?.args[0] },
  ]);
});

test("pushes, tags and deletions", async () => {
  const sha = await github.commit(web, { branch: "main", message: "first", files: { readme: "1" } });
  await github.setBranch(web, "deploy", sha);
  await github.createTag(web, "production-1", sha, "annotated");
  await github.deleteBranch(web, "deploy");
  const names = await happened();
  expect(names.filter((name) => name === "pushed")).toHaveLength(4);
  expect(names).toContain("refDeleted");
  const pushes = events.filter(({ name }) => name === "pushed").map(({ args }) => args[0] as RefPushed);
  expect(pushes.map(({ ref, before, after }) => [ref, before === null, after === null])).toEqual([
    ["refs/heads/main", true, false],
    ["refs/heads/deploy", true, false],
    ["refs/tags/production-1", true, false],
    ["refs/heads/deploy", false, true],
  ]);
  expect(pushes[0]).toMatchObject({ after: sha, repository: { id: web.id, owner: "acme", name: "web" } });
  expect(Math.abs(pushes[0]!.at.getTime() - Date.now())).toBeLessThan(60_000);
});

test("a merge group comes and goes", async () => {
  await github.commit(web, { branch: "story", message: "STORY-1", files: { a: "1" } });
  const pull = await github.createPullRequest(web, { head: "story", base: "main", title: "STORY-1" });
  const group = await github.createMergeGroup(web, pull);
  await github.finishMergeGroup(web, group, "dequeued");
  await happened();
  const groups = events
    .filter(({ name }) => name === "mergeGroup")
    .map(({ args }) => args[0] as MergeGroupEvent);
  expect(groups.map(({ action }) => action)).toEqual(["checks_requested", "destroyed"]);
  expect(groups[0]?.headRef).toMatch(/^refs\/heads\/gh-readonly-queue\/main\//);
  expect(groups[0]?.baseRef).toBe("refs/heads/main");
});

test("deployments and statuses", async () => {
  const sha = (await github.resolve(web, "main"))!;
  github.createUser("mallory");
  await github.createDeployment(web, { ref: sha, environment: "production", state: "success" });
  await github.postStatus(web, sha, { state: "success", context: "pre-deploy-checker/web", by: "mallory" });
  expect(await happened()).toEqual(["deploymentStatus", "statusChanged"]);
  expect(events[0]?.args[0]).toMatchObject({ environment: "production", state: "success", sha });
  expect(events[1]?.args[0]).toMatchObject({ context: "pre-deploy-checker/web", creator: "mallory" });
});

test("a repository is renamed, transferred and deleted; an installation ends", async () => {
  const other = await github.createRepository({ owner: "umbrella", name: "site" });
  github.renameRepository(other, "pages");
  github.suspendInstallation(other);
  github.suspendInstallation(other, false);
  github.uninstallApp(other);
  const api = await github.createRepository({ owner: "acme", name: "gone" });
  github.deleteRepository(api);
  expect(await happened()).toEqual(
    expect.arrayContaining([
      "installed",
      "repositoryChanged",
      "installationSuspended",
      "uninstalled",
      "repositoryDeleted",
    ]),
  );
  const changed = events.find(({ name }) => name === "repositoryChanged");
  expect(changed?.args[0]).toMatchObject({ id: other.id, name: "pages" });
});
