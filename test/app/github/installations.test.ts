import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createGitRepository } from "../../support/git-repository.js";
import { createSampleRepository, policyFile, samplePolicy } from "../sample-repository.js";
import { eventually, type Product, startProduct } from "../start-product.js";

const issues = [
  { key: "STORY-1", status: "Ready to Deploy" },
  { key: "STORY-2", status: "In Progress" },
];

describe("where the app is installed", () => {
  let product: Product;

  beforeAll(async () => {
    product = await startProduct({ jira: { issues } });
  });
  afterAll(() => product.stop());

  /** A repository with a deploy branch that the app is not installed on. */
  async function unknown(name: string, committedAt?: number): Promise<string> {
    const { github } = product;
    const [owner = "", repository = ""] = name.split("/");
    const { gitDir } = await github.createRepository({ owner, name: repository, install: false });
    const git = createGitRepository({ dir: gitDir, bare: true });
    const date = committedAt === undefined ? {} : { date: committedAt };
    const live = git.commit({ message: "Begin", files: { [policyFile]: samplePolicy }, ...date });
    git.branch("production", live);
    const head = git.commit({
      branch: "deploy",
      message: "STORY-1 one",
      files: { "a.txt": "a\n" },
      parents: [live],
      ...date,
    });
    await github.noticeChanges(name);
    await github.idle();
    return head;
  }

  const now = (): number => Math.floor(Date.now() / 1000);

  test("later than the deploy branch: its head is judged, unless nobody pushed for a month", async () => {
    const fresh = await unknown("late/fresh", now() - 60);
    const stale = await unknown("late/stale", now() - 31 * 24 * 60 * 60);
    product.github.installApp("late/stale");
    product.github.installApp("late/fresh");
    expect((await product.finalStatus("late/fresh", fresh)).state).toBe("success");
    expect(product.github.statuses("late/stale", stale)).toEqual([]);
    const woken = await product.github.commit("late/stale", { branch: "deploy", message: "STORY-1 again" });
    expect((await product.finalStatus("late/stale", woken)).state).toBe("success");
  });

  test("taken off: nothing more is said, until it is back", async () => {
    const { github, jira } = product;
    const repository = await createSampleRepository(github, { name: "leaving/web", told: true });
    const other = await createSampleRepository(github, { name: "staying/web", told: true });
    const head = await repository.push("deploy", "STORY-2 two");
    const elsewhere = await other.push("deploy", "STORY-2 two");
    await product.finalStatus(repository.name, head);
    await product.finalStatus(other.name, elsewhere);
    github.uninstallApp(repository.name);
    await github.idle();
    jira.setStatus("STORY-2", "Ready to Deploy");
    await product.statusWhere(other.name, elsewhere, ({ state }) => state === "success");
    expect(github.statuses(repository.name, head).at(-1)?.state).toBe("failure");
    github.installApp(repository.name);
    await product.statusWhere(repository.name, head, ({ state }) => state === "success");
    jira.setStatus("STORY-2", "In Progress");
  });

  test("suspended and resumed", async () => {
    const { github } = product;
    const repository = await createSampleRepository(github, { name: "suspended/web", told: true });
    await product.finalStatus(repository.name, await repository.push("deploy", "STORY-1 one"));
    github.suspendInstallation(repository.name);
    await github.idle();
    const unseen = await repository.push("deploy", "STORY-1 while suspended");
    await github.idle();
    github.suspendInstallation(repository.name, false);
    expect((await product.finalStatus(repository.name, unseen)).state).toBe("success");
  });

  test("a renamed repository goes on under its new name", async () => {
    const { github } = product;
    const repository = await createSampleRepository(github, { name: "acme/before", told: true });
    const first = await repository.push("deploy", "STORY-1 one");
    await product.finalStatus(repository.name, first);
    github.renameRepository("acme/before", "after");
    await github.idle();
    const next = await github.commit("acme/after", {
      branch: "deploy",
      message: "STORY-1 two",
      files: { "two.txt": "2\n" },
    });
    const status = await product.finalStatus("acme/after", next);
    expect(status).toMatchObject({ state: "success", description: "OK to deploy: 1 issue, 2 commits" });
    expect(status.targetUrl).toContain("/r/acme/after/web/");
    expect((await product.report("acme/after", "web", first)).head.sha).toBe(first);
  });

  test("a transferred repository goes on where the app is installed too", async () => {
    const { github } = product;
    await createSampleRepository(github, { name: "buyer/other", told: true });
    const repository = await createSampleRepository(github, { name: "seller/shop", told: true });
    await product.finalStatus(repository.name, await repository.push("deploy", "STORY-1 one"));
    github.transferRepository("seller/shop", "buyer");
    github.installApp("buyer/shop");
    await github.idle();
    const next = await github.commit("buyer/shop", { branch: "deploy", message: "STORY-1 two" });
    expect((await product.finalStatus("buyer/shop", next)).description).toBe(
      "OK to deploy: 1 issue, 2 commits",
    );
  });

  test("a deleted repository is forgotten, with its mirror", async () => {
    const { github } = product;
    const repository = await createSampleRepository(github, { name: "acme/deleted", told: true });
    await product.finalStatus(repository.name, await repository.push("deploy", "STORY-1 one"));
    const mirror = join(product.dataDir, "mirrors", `${github.repository(repository.name).id}.git`);
    expect(existsSync(mirror)).toBe(true);
    github.deleteRepository(repository.name);
    await eventually(
      "its pages are gone",
      async () => (await fetch(`${product.url}/r/acme/deleted/web`)).status === 404,
    );
    await eventually("its mirror is gone", () => !existsSync(mirror));
  });

  test("everything said to GitHub and heard from it is as published", () => {
    expect(product.github.violations).toEqual([]);
  });
});
