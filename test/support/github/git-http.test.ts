import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { installationToken } from "./api-client.js";
import { GitFailed, runGit } from "./git/run-git.js";
import { startGitHub, type LocalGitHub } from "./index.js";
import { startWebhookReceiver, type WebhookReceiver } from "./webhook-receiver.js";

const identity = {
  GIT_AUTHOR_NAME: "Ada",
  GIT_AUTHOR_EMAIL: "ada@example.com",
  GIT_COMMITTER_NAME: "Ada",
  GIT_COMMITTER_EMAIL: "ada@example.com",
  GIT_TERMINAL_PROMPT: "0",
};

let github: LocalGitHub;
let hook: WebhookReceiver;
let folder: string;
let count = 0;

beforeAll(async () => {
  github = await startGitHub({ validate: true });
  hook = await startWebhookReceiver();
  github.setWebhookUrl(hook.url);
});

afterAll(async () => {
  await github.close();
  await hook.close();
  expect(github.violations).toEqual([]);
});

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "git-http-"));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

async function git(...args: readonly string[]): Promise<string> {
  const { stdout } = await runGit(folder, args, { env: identity });
  return stdout.toString().trim();
}

async function commit(message: string, file = "file.txt"): Promise<string> {
  await writeFile(join(folder, file), `${message} ${++count}\n`);
  await git("add", "--all");
  await git("commit", "--quiet", "-m", message);
  return git("rev-parse", "HEAD");
}

/** A repository of its own, and a clone that can push to it. */
async function freshClone(options: { readonly private?: boolean } = {}) {
  const repository = await github.createRepository({ owner: "acme", name: `repo-${++count}`, ...options });
  await git("init", "--quiet", "--initial-branch=main");
  await git("remote", "add", "origin", repository.pushUrl);
  return repository;
}

async function events(repositoryId: number) {
  await github.idle();
  return hook.received.filter(
    ({ payload }) => (payload["repository"] as { id?: number } | undefined)?.id === repositoryId,
  );
}

test("a push arrives, and is told with everything that GitHub says about it", async () => {
  const repository = await freshClone();
  const first = await commit("Begin");
  const second = await commit("STORY-1 Go on");
  await git("push", "--quiet", "origin", "main");
  const told = await events(repository.id);
  expect(told.map(({ event }) => event)).toEqual(["push", "create"]);
  expect(told[0]!.payload).toMatchObject({
    ref: "refs/heads/main",
    before: "0".repeat(40),
    after: second,
    created: true,
    deleted: false,
    forced: false,
    base_ref: null,
    commits: [{ id: first }, { id: second, message: "STORY-1 Go on" }],
    head_commit: { id: second },
    pusher: { name: "developer" },
    sender: { login: "developer" },
    repository: { full_name: repository.fullName, default_branch: "main" },
    organization: { login: "acme" },
    installation: { id: github.installApp(repository) },
  });
  expect(told[1]!.payload).toMatchObject({ ref: "main", ref_type: "branch", master_branch: "main" });
});

test("forced, new and deleted branches and tags are told as what they are", async () => {
  const repository = await freshClone();
  const first = await commit("Begin");
  await git("push", "--quiet", "origin", "main");
  await git("commit", "--quiet", "--amend", "-m", "Begin again");
  const second = await git("rev-parse", "HEAD");
  await git("push", "--quiet", "--force", "origin", "main", "main:refs/heads/deploy");
  await git("tag", "-a", "v1", "-m", "One");
  await git("push", "--quiet", "origin", "v1");
  await git("push", "--quiet", "origin", ":deploy");
  const pushes = (await events(repository.id)).filter(({ event }) => event === "push");
  const tag = await git("rev-parse", "v1");
  expect(pushes.map(({ payload }) => payload)).toMatchObject([
    { ref: "refs/heads/main", created: true },
    { ref: "refs/heads/main", before: first, after: second, forced: true, created: false },
    { ref: "refs/heads/deploy", after: second, created: true, commits: [{ id: second }] },
    {
      ref: "refs/tags/v1",
      after: tag,
      created: true,
      base_ref: "refs/heads/main",
      head_commit: { id: second },
    },
    { ref: "refs/heads/deploy", before: second, after: "0".repeat(40), deleted: true, head_commit: null },
  ]);
  const others = (await events(repository.id)).filter(({ event }) => event !== "push");
  expect(others.map(({ event, payload }) => [event, payload["ref_type"], payload["ref"]])).toEqual([
    ["create", "branch", "main"],
    ["create", "branch", "deploy"],
    ["create", "tag", "v1"],
    ["delete", "branch", "deploy"],
  ]);
});

test("more than three tags at once are not told", async () => {
  const repository = await freshClone();
  await commit("Begin");
  for (const tag of ["a", "b", "c", "d"]) await git("tag", tag);
  await git("push", "--quiet", "origin", "main", "--tags");
  expect((await events(repository.id)).map(({ event }) => event)).toEqual(["push", "create"]);
});

test("a blobless bare clone with an app's token fetches blobs when they are read", async () => {
  const repository = await freshClone();
  await commit("Begin");
  await commit("Go on");
  await git("push", "--quiet", "origin", "main");
  const token = await installationToken(github, github.installApp(repository), {
    permissions: { contents: "read" },
    repository_ids: [repository.id],
  });
  const header = `AUTHORIZATION: basic ${Buffer.from(`x-access-token:${token}`).toString("base64")}`;
  const mirror = join(folder, "mirror.git");
  const auth = ["-c", `http.extraHeader=${header}`, "-c", "protocol.version=2"];
  await git(...auth, "clone", "--quiet", "--bare", "--filter=blob:none", repository.cloneUrl, mirror);
  const missing = async () =>
    (await git("-C", mirror, "rev-list", "--objects", "--all", "--missing=print")).match(/^\?/gm);
  expect(await missing()).toHaveLength(2);
  expect(await git(...auth, "-C", mirror, "show", "main:file.txt")).toMatch(/^Go on/);
  expect(await missing()).toHaveLength(1);
  expect(await git("-C", mirror, "symbolic-ref", "HEAD")).toBe("refs/heads/main");
  await expect(git(...auth, "push", repository.cloneUrl, "main:other")).rejects.toThrow(GitFailed);
});

test("commits that no ref leads to can be fetched by their id", async () => {
  const repository = await freshClone();
  await commit("Begin");
  const lost = await commit("Lost");
  await git("push", "--quiet", "origin", "main");
  await git("push", "--quiet", "--force", "origin", "HEAD~1:main");
  await git("init", "--quiet", "--bare", "fresh.git");
  await git("-C", "fresh.git", "fetch", "--quiet", repository.pushUrl, lost);
  expect(await git("-C", "fresh.git", "rev-parse", "FETCH_HEAD")).toBe(lost);
});

test("big and compressed requests are taken", async () => {
  const repository = await freshClone();
  await writeFile(
    join(folder, "big.bin"),
    Buffer.from(Array.from({ length: 3_000_000 }, (_, i) => (i * i * 31) % 251)),
  );
  await commit("Big");
  await git("-c", "http.postBuffer=65536", "push", "--quiet", "origin", "main");
  const { pathname, username, password } = new URL(repository.pushUrl);
  const response = await fetch(`${github.url}${pathname}/git-upload-pack`, {
    method: "POST",
    headers: {
      authorization: `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`,
      "content-type": "application/x-git-upload-pack-request",
      "content-encoding": "gzip",
      "git-protocol": "version=2",
    },
    body: gzipSync("0014command=ls-refs\n00010009peel\n0000"),
  });
  expect(response.status).toBe(200);
  expect(await response.text()).toContain("refs/heads/main");
});

describe("who may", () => {
  test.each([
    ["nobody reads a private repository", true, null, "read", false],
    ["nobody reads a public repository", false, null, "read", true],
    ["nobody writes", false, null, "write", false],
    ["a stranger reads a private repository", true, "eve", "read", false],
    ["a reader reads", true, "rita", "read", true],
    ["a reader writes", true, "rita", "write", false],
    ["a writer writes", true, "wes", "write", true],
  ] as const)("%s", async (_what, isPrivate, login, wish, allowed) => {
    const repository = await freshClone({ private: isPrivate });
    await commit("Begin");
    await git("push", "--quiet", "origin", "main");
    if (login === "rita") github.grant(repository, "rita", "read");
    if (login === "wes") github.grant(repository, "wes", "write");
    const url = login === null ? repository.cloneUrl : github.pushUrl(repository, login);
    const act = wish === "read" ? git("ls-remote", url) : git("push", "--quiet", url, "main:refs/heads/new");
    if (allowed) await act;
    else await expect(act).rejects.toThrow(GitFailed);
  });

  test("an app's token for another repository, or without contents, is refused", async () => {
    const repository = await freshClone();
    const other = await github.createRepository({ owner: "acme", name: `repo-${++count}` });
    const installation = github.installApp(repository);
    for (const narrowing of [{ repository_ids: [other.id] }, { permissions: { statuses: "write" } }]) {
      const url = new URL(repository.cloneUrl);
      url.username = "x-access-token";
      url.password = await installationToken(github, installation, narrowing);
      await expect(git("ls-remote", url.href)).rejects.toThrow(GitFailed);
    }
  });

  test("the challenge comes with a 401, and the log keeps no secret", async () => {
    const { cloneUrl } = await freshClone();
    const response = await fetch(`${cloneUrl}/info/refs?service=git-upload-pack`);
    expect(response.status).toBe(401);
    expect(response.headers.get("www-authenticate")).toBe('Basic realm="GitHub"');
    const secret = Buffer.from("x:ghs_secret").toString("base64");
    await fetch(`${cloneUrl}/info/refs`, { headers: { authorization: `Basic ${secret}` } });
    expect(JSON.stringify(github.requests)).not.toContain(secret);
  });
});

test("pushes to one repository at the same time are told one after the other", async () => {
  const repository = await freshClone();
  const base = await commit("Begin");
  await git("push", "--quiet", "origin", "main");
  await Promise.all(
    ["a", "b", "c", "d"].map((branch) => git("push", "--quiet", "origin", `${base}:refs/heads/${branch}`)),
  );
  const told = (await events(repository.id)).filter(({ event }) => event === "push");
  expect(told.map(({ payload }) => payload["ref"]).sort()).toEqual(
    ["a", "b", "c", "d", "main"].map((branch) => `refs/heads/${branch}`),
  );
});
