import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createSampleRepository, type SampleRepository } from "../sample-repository.js";
import { eventually, type Product, startProduct } from "../start-product.js";

const issues = Array.from({ length: 9 }, (_, index) => ({
  key: `STORY-${index + 1}`,
  status: "Ready to Deploy",
}));

describe("pushes to a deploy branch", () => {
  let product: Product;
  let repository: SampleRepository;
  let count = 0;

  beforeAll(async () => {
    product = await startProduct({ jira: { issues } });
  });
  beforeEach(async () => {
    count++;
    repository = await createSampleRepository(product.github, { name: `acme/pushes-${count}` });
  });
  afterAll(() => product.stop());

  const states = (sha: string): string[] =>
    product.github.statuses(repository.name, sha).map(({ state }) => state);

  const last = (sha: string): string | undefined =>
    product.github.statuses(repository.name, sha).at(-1)?.description ?? undefined;

  const page = async (path: string): Promise<string> => (await fetch(`${product.url}/r/${path}`)).text();

  test("several at once collapse into one evaluation of the newest head", async () => {
    const held = Promise.withResolvers<undefined>();
    const unhold = product.github.faults.add({
      match: { path: new RegExp(`^/${repository.name}\\.git/git-upload-pack`) },
      then: { until: held.promise },
    });
    const first = await repository.push("deploy", "STORY-1 one");
    await product.statusWhere(repository.name, first, ({ state }) => state === "pending");
    const between = [];
    for (const key of [2, 3, 4, 5]) between.push(await repository.push("deploy", `STORY-${key}`));
    const newest = await repository.push("deploy", "STORY-6 six");
    await product.github.idle();
    unhold();
    held.resolve(undefined);

    const status = await product.finalStatus(repository.name, newest);
    expect(status).toMatchObject({ state: "success", description: "OK to deploy: 6 issues, 6 commits" });
    await eventually("the head that had become pending is ended", () => states(first).length === 2);
    expect(last(first)).toBe(`Superseded by ${newest.slice(0, 7)}`);
    expect(states(first)).toEqual(["pending", "error"]);
    expect(between.flatMap(states)).toEqual([]);
  });

  test("a head that is overtaken while it is evaluated is not judged any more", async () => {
    const held = Promise.withResolvers<undefined>();
    product.jira.faults.add({ path: /bulkfetch|search/, until: held.promise, times: 1 });
    const overtaken = await repository.push("deploy", "STORY-1 one");
    await product.statusWhere(repository.name, overtaken, ({ state }) => state === "pending");
    const newest = await repository.push("deploy", "STORY-2 two");
    await product.github.idle();
    held.resolve(undefined);
    expect((await product.finalStatus(repository.name, newest)).state).toBe("success");
    const ended = await product.finalStatus(repository.name, overtaken);
    expect(ended).toMatchObject({
      state: "error",
      description: `Superseded by ${newest.slice(0, 7)}`,
    });
  });

  test("a force push shows what the branch has now", async () => {
    const { github } = product;
    const first = await repository.push("deploy", "STORY-1 one");
    await product.finalStatus(repository.name, first);
    const forced = await github.commit(repository.name, {
      branch: "deploy",
      message: "STORY-2 another",
      files: { "other.txt": "other\n" },
      parents: [repository.live],
    });
    const status = await product.finalStatus(repository.name, forced);
    expect(status.description).toBe("OK to deploy: 1 issue, 1 commit");
    const { commits } = await product.report(repository.name, "web", forced);
    expect(commits.map(({ message }) => message.trim())).toEqual(["STORY-2 another"]);
    expect(states(first)).toEqual(["pending", "success"]);
  });

  test("back to an earlier head: its status stands, and is the newest again", async () => {
    const first = await repository.push("deploy", "STORY-1 one");
    await product.finalStatus(repository.name, first);
    const second = await repository.push("deploy", "STORY-2 two");
    await product.finalStatus(repository.name, second);
    await product.github.setBranch(repository.name, "deploy", first);
    await eventually("the second is overtaken", async () =>
      (await page(`${repository.name}/web/${second}`)).includes(`see ${first.slice(0, 7)}`),
    );
    const report = await product.report(repository.name, "web", first);
    expect(report).toMatchObject({ state: "success", head: { sha: first } });
    expect(states(first)).toEqual(["pending", "success"]);
  });

  test("a branch that is made from production's tip has nothing to deploy; deleted and pushed again it is judged again", async () => {
    const { github } = product;
    await github.setBranch(repository.name, "deploy", repository.live);
    const empty = await product.finalStatus(repository.name, repository.live);
    expect(empty).toMatchObject({ state: "success", description: "OK to deploy: 0 issues, 0 commits" });

    const head = await repository.push("deploy", "STORY-1 one");
    await product.finalStatus(repository.name, head);
    await github.deleteBranch(repository.name, "deploy");
    await github.idle();
    const other = await github.commit(repository.name, {
      branch: "deploy",
      message: "STORY-2 two",
      files: { "again.txt": "again\n" },
      parents: [repository.live],
    });
    expect((await product.finalStatus(repository.name, other)).description).toBe(
      "OK to deploy: 1 issue, 1 commit",
    );
  });

  test("deleted while it is evaluated: nothing stays pending, and an edited issue wakes nothing", async () => {
    const { github, jira } = product;
    const held = Promise.withResolvers<undefined>();
    const unhold = github.faults.add({
      match: { path: new RegExp(`^/${repository.name}\\.git/git-upload-pack`) },
      then: { until: held.promise },
    });
    const head = await repository.push("deploy", "STORY-7 seven");
    await product.statusWhere(repository.name, head, ({ state }) => state === "pending");
    await github.deleteBranch(repository.name, "deploy");
    await github.idle();
    unhold();
    held.resolve(undefined);
    const ended = await product.finalStatus(repository.name, head);
    expect(ended).toMatchObject({ state: "error", description: "The branch was deleted" });

    const other = await createSampleRepository(github, { name: `${repository.name}-other` });
    const open = await other.push("deploy", "STORY-7 seven");
    await product.finalStatus(other.name, open);
    jira.setStatus("STORY-7", "In Progress");
    await product.statusWhere(other.name, open, ({ state }) => state === "failure");
    expect(states(head)).toEqual(["pending", "error"]);
  });

  test("two deploy branches pushed at once are both right", async () => {
    const policy = `version: 1
targets:
  web: { deploy: deploy, production: production }
  api: { deploy: "release/*", production: production }
jira: { projects: [STORY] }
`;
    const { github } = product;
    const two = await createSampleRepository(github, { name: "acme/two-branches", policy });
    const heads = await Promise.all([
      two.push("deploy", "STORY-1 web"),
      two.push("release/1", "STORY-2 api"),
      two.push("release/2", "no key"),
    ]);
    const [web, one, other] = heads;
    expect((await product.finalStatus(two.name, web)).state).toBe("success");
    expect((await product.finalStatus(two.name, one, "api")).state).toBe("success");
    expect(await product.finalStatus(two.name, other, "api")).toMatchObject({
      state: "failure",
      description: "1 commit without an issue",
    });
  });

  test.each(["merge", "squash", "rebase"] as const)(
    "what the %s button ships is marked shipped, with its report kept",
    async (method) => {
      const { github } = product;
      await repository.push("deploy", "STORY-1 one");
      const head = await repository.push("deploy", "STORY-2 two");
      await product.finalStatus(repository.name, head);
      const number = await github.createPullRequest(repository.name, {
        head: "deploy",
        base: "production",
        title: "Ship it",
      });
      await github.mergePullRequest(repository.name, number, { method });
      await eventually("shown as shipped", async () =>
        (await page(`${repository.name}/web/${head}`)).includes("it has shipped"),
      );
      const report = await product.report(repository.name, "web", head);
      expect(report.commits).toHaveLength(2);
      const said = github.statuses(repository.name, head).map((status) => [status.state, status.description]);
      expect(said).toEqual([
        ["pending", expect.any(String)],
        ["success", "OK to deploy: 2 issues, 2 commits"],
      ]);
    },
  );

  test("production pushed under an open deploy: judged again at once", async () => {
    const head = await repository.push("deploy", "STORY-1 one");
    expect((await product.finalStatus(repository.name, head)).state).toBe("success");
    await repository.push("production", "Hotfix");
    const behind = await product.statusWhere(repository.name, head, ({ state }) => state === "failure");
    expect(behind.description).toBe("behind production by 1 commit");
    const merged = await product.github.commit(repository.name, {
      branch: "deploy",
      message: "STORY-1 Merge production",
      parents: [head, (await product.github.resolve(repository.name, "production")) ?? ""],
    });
    expect((await product.finalStatus(repository.name, merged)).state).toBe("success");
  });

  test("a tag that moves production judges the open deploy again", async () => {
    const policy = `version: 1
targets: { web: { deploy: deploy, production: { tag: "live-*" } } }
`;
    const { github } = product;
    const tagged = await createSampleRepository(github, { name: "acme/tagged", policy });
    const head = await tagged.push("deploy", "one");
    const unknown = await product.finalStatus(tagged.name, head);
    expect(unknown).toMatchObject({ state: "error" });
    expect(unknown.description).toContain("live-*");
    await github.createTag(tagged.name, "live-1", tagged.live, "Live");
    await product.statusWhere(tagged.name, head, ({ state }) => state === "success");
    await github.createTag(tagged.name, "unrelated", head);
    await github.deleteTag(tagged.name, "live-1");
    await eventually("unknown again", () => github.statuses(tagged.name, head).at(-1)?.state === "error");
  });

  test("everything said to GitHub and heard from it is as published", () => {
    expect(product.github.violations).toEqual([]);
  });
});
