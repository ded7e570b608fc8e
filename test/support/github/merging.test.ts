import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { MergeBlocked, MergeConflict, startGitHub, type LocalGitHub, type LocalRepository } from "./index.js";
import { runGit } from "./git/run-git.js";
import { startWebhookReceiver, type WebhookReceiver } from "./webhook-receiver.js";

const author = { name: "Ada Lovelace", email: "ada@example.com", seconds: 1_700_000_000 };

let github: LocalGitHub;
let hook: WebhookReceiver;
let repository: LocalRepository;
let base: string;
let one: string;
let two: string;
let number: number;
let count = 0;

beforeAll(async () => {
  github = await startGitHub({ validate: true });
  hook = await startWebhookReceiver();
});

afterAll(async () => {
  await github.close();
  await hook.close();
  expect(github.violations).toEqual([]);
});

/** A base that went on while two commits were made on a branch. */
beforeEach(async () => {
  github.setWebhookUrl(null);
  repository = await github.createRepository({ owner: "acme", name: `merge-${++count}` });
  await github.commit(repository, { branch: "main", message: "Begin", files: { "a.txt": "a\n" } });
  await github.setBranch(repository, "topic", "main");
  one = await github.commit(repository, {
    branch: "topic",
    message: "STORY-1 One\n\nwhy",
    files: { "b.txt": "b\n" },
    author,
  });
  two = await github.commit(repository, {
    branch: "topic",
    message: "STORY-2 Two",
    files: { "b.txt": "c\n" },
    author,
  });
  base = await github.commit(repository, { branch: "main", message: "Hotfix", files: { "h.txt": "h\n" } });
  number = await github.createPullRequest(repository, { head: "topic", base: "main", title: "Topic" });
  hook.received.length = 0;
  github.setWebhookUrl(hook.url);
});

async function git(...args: readonly string[]): Promise<string> {
  return (await runGit(repository.gitDir, args)).stdout.toString().trim();
}

async function told(): Promise<[string, unknown][]> {
  await github.idle();
  return hook.received.map(({ event, payload }) => [event, payload["action"] ?? payload["ref"]]);
}

describe("a merge button", () => {
  test("creates a merge commit", async () => {
    const sha = await github.mergePullRequest(repository, number, { method: "merge" });
    expect(await git("log", "-1", "--format=%P|%B", sha)).toBe(
      `${base} ${two}|Merge pull request #1 from acme/topic\n\nTopic`,
    );
    expect(await git("ls-tree", "-r", "--name-only", sha)).toBe("a.txt\nb.txt\nh.txt");
    expect(await told()).toEqual([
      ["pull_request", "closed"],
      ["push", "refs/heads/main"],
    ]);
    expect(hook.received[0]!.payload).toMatchObject({
      pull_request: { merged: true, merge_commit_sha: sha, commits: 2, merged_by: { login: "developer" } },
    });
    expect(hook.received[1]!.payload).toMatchObject({ before: base, after: sha, forced: false });
  });

  test("squashes", async () => {
    const sha = await github.mergePullRequest(repository, number, { method: "squash", deleteBranch: true });
    expect(await git("log", "-1", "--format=%P|%B", sha)).toBe(
      `${base}|Topic (#1)\n\n* STORY-1 One\n\nwhy\n\n* STORY-2 Two`,
    );
    expect(await git("show", `${sha}:b.txt`)).toBe("c");
    expect(await told()).toEqual([
      ["pull_request", "closed"],
      ["push", "refs/heads/main"],
      ["push", "refs/heads/topic"],
      ["delete", "topic"],
    ]);
  });

  test("squashes a lone commit under its own message", async () => {
    await github.setBranch(repository, "lone", base);
    await github.commit(repository, {
      branch: "lone",
      message: "STORY-3 Lone\n\nbody",
      files: { "l.txt": "l" },
    });
    const lone = await github.createPullRequest(repository, { head: "lone", base: "main", title: "Other" });
    const sha = await github.mergePullRequest(repository, lone, { method: "squash" });
    expect(await git("log", "-1", "--format=%B", sha)).toBe("STORY-3 Lone (#2)\n\nbody");
  });

  test("rebases: new commits, authors kept", async () => {
    const sha = await github.mergePullRequest(repository, number, { method: "rebase" });
    const log = await git("log", "--format=%s|%ae|%at|%cn", `${base}..${sha}`);
    expect(log.split("\n")).toEqual([
      "STORY-2 Two|ada@example.com|1700000000|developer",
      "STORY-1 One|ada@example.com|1700000000|developer",
    ]);
    expect(await git("rev-list", `${base}..${sha}`)).not.toContain(one);
    expect(await git("show", `${sha}:h.txt`)).toBe("h");
  });

  test("rebases anew even where a fast-forward would do", async () => {
    await github.setBranch(repository, "ahead", base);
    const tip = await github.commit(repository, {
      branch: "ahead",
      message: "Next",
      files: { "n.txt": "n" },
      author,
    });
    const next = await github.createPullRequest(repository, { head: "ahead", base: "main", title: "Next" });
    expect(await github.mergePullRequest(repository, next, { method: "rebase" })).not.toBe(tip);
  });

  test.each(["merge", "squash", "rebase"] as const)("refuses a conflict (%s)", async (method) => {
    await github.commit(repository, { branch: "main", message: "Clash", files: { "b.txt": "other\n" } });
    await expect(github.mergePullRequest(repository, number, { method })).rejects.toThrow(MergeConflict);
  });

  test("is grey until the required status is green", async () => {
    github.protectBranch(repository, "main", { requiredContexts: ["gate"] });
    const merge = () => github.mergePullRequest(repository, number, { method: "merge" });
    await expect(merge()).rejects.toThrow('Required status check "gate" is expected.');
    await github.postStatus(repository, two, { context: "gate", state: "failure", by: "developer" });
    await expect(merge()).rejects.toThrow(MergeBlocked);
    await github.postStatus(repository, two, { context: "gate", state: "success", by: "developer" });
    await merge();
    await expect(merge()).rejects.toThrow("not open");
  });
});

test("a push of the branch itself to the base merges the pull request", async () => {
  await github.setBranch(repository, "ahead", base);
  const tip = await github.commit(repository, { branch: "ahead", message: "Next", files: { "n.txt": "n" } });
  await github.createPullRequest(repository, { head: "ahead", base: "main", title: "Next" });
  await github.idle();
  hook.received.length = 0;
  await github.setBranch(repository, "main", tip);
  expect(await told()).toEqual([
    ["push", "refs/heads/main"],
    ["pull_request", "closed"],
  ]);
  expect(hook.received[1]!.payload).toMatchObject({ pull_request: { merged: true, merge_commit_sha: tip } });
});

describe("the merge queue", () => {
  test("merges for real on a branch of its own, and on the base when told", async () => {
    const group = await github.createMergeGroup(repository, number);
    expect(group).toMatchObject({ baseSha: base, headRef: `refs/heads/gh-readonly-queue/main/pr-1-${base}` });
    expect(await git("log", "-1", "--format=%P", group.headSha)).toBe(`${base} ${two}`);
    expect(await told()).toEqual([
      ["push", group.headRef],
      ["create", group.headRef.slice("refs/heads/".length)],
      ["merge_group", "checks_requested"],
    ]);
    expect(hook.received[2]!.payload).toMatchObject({
      merge_group: { head_sha: group.headSha, base_ref: "refs/heads/main", base_sha: base },
    });
    hook.received.length = 0;
    await github.finishMergeGroup(repository, group, "merged");
    expect((await told()).map(([event, what]) => `${event} ${String(what)}`).sort()).toEqual([
      `delete ${group.headRef.slice("refs/heads/".length)}`,
      "merge_group destroyed",
      "pull_request closed",
      "push refs/heads/gh-readonly-queue/main/pr-1-" + base,
      "push refs/heads/main",
    ]);
    expect(await github.resolve(repository, "main")).toBe(group.headSha);
  });

  test("a group that is dequeued leaves nothing behind", async () => {
    const group = await github.createMergeGroup(repository, number);
    await github.finishMergeGroup(repository, group, "dequeued");
    expect(await github.resolve(repository, "main")).toBe(base);
    expect(await github.resolve(repository, group.headRef)).toBeNull();
  });
});
