import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createSampleRepository, samplePolicy, type SampleRepository } from "../sample-repository.js";
import { eventually, type Product, startProduct } from "../start-product.js";

const policy = `${samplePolicy}commits: { ignore: ['^Merge pull request '] }
`;
const trunk = policy.replace("deploy: deploy", "deploy: main");

describe("a merge queue's groups", () => {
  let product: Product;

  beforeAll(async () => {
    product = await startProduct({
      jira: {
        issues: [
          { key: "STORY-1", status: "Ready to Deploy" },
          { key: "STORY-2", status: "In Progress" },
        ],
      },
    });
  });
  afterAll(() => product.stop());

  async function queue(repository: SampleRepository, head: string, base: string) {
    const { github } = product;
    const number = await github.createPullRequest(repository.name, {
      head,
      base,
      title: `${head} to ${base}`,
    });
    return github.createMergeGroup(repository.name, number);
  }

  test("towards production get the verdict on their own head, and ship", async () => {
    const { github } = product;
    const repository = await createSampleRepository(github, { name: "acme/to-production", policy });
    const deployed = await repository.push("deploy", "STORY-1 one");
    await product.finalStatus(repository.name, deployed);
    const group = await queue(repository, "deploy", "production");
    const status = await product.finalStatus(repository.name, group.headSha);
    expect(status).toMatchObject({ state: "success", description: "OK to deploy: 1 issue, 2 commits" });
    await github.finishMergeGroup(repository.name, group, "merged");
    await eventually("the deploy is shipped", async () =>
      (await (await fetch(`${product.url}/r/${repository.name}/web/${deployed}`)).text()).includes(
        "it has shipped",
      ),
    );
    const next = await repository.push("deploy", "STORY-1 next");
    expect((await product.finalStatus(repository.name, next)).description).toBe(
      "OK to deploy: 1 issue, 1 commit",
    );
  });

  test("towards a default branch that is deployed", async () => {
    const repository = await createSampleRepository(product.github, { name: "acme/to-trunk", policy: trunk });
    await product.github.commit(repository.name, {
      branch: "feature",
      message: "STORY-2 two",
      files: { "two.txt": "2\n" },
    });
    const group = await queue(repository, "feature", "main");
    expect(await product.finalStatus(repository.name, group.headSha)).toMatchObject({ state: "failure" });
    product.jira.setStatus("STORY-2", "Ready to Deploy");
    await product.statusWhere(repository.name, group.headSha, ({ state }) => state === "success");
    product.jira.setStatus("STORY-2", "In Progress");
    await product.statusWhere(
      repository.name,
      group.headSha,
      ({ state, description }) => state === "failure" && description !== null,
    );
  });

  test("towards a branch that nothing is deployed from get no status", async () => {
    const repository = await createSampleRepository(product.github, { name: "acme/to-nowhere", policy });
    await repository.push("feature", "whatever");
    const group = await queue(repository, "feature", "main");
    const head = await repository.push("deploy", "STORY-1 one");
    await product.finalStatus(repository.name, head);
    expect(product.github.statuses(repository.name, group.headSha)).toEqual([]);
  });

  test.each(["dequeued", "invalidated"] as const)(
    "%s while they are judged: nothing stays pending, and an edited issue wakes nothing",
    async (reason) => {
      const { github } = product;
      const repository = await createSampleRepository(github, { name: `acme/${reason}`, policy });
      await repository.push("deploy", "STORY-1 one");
      const held = Promise.withResolvers<undefined>();
      const unhold = github.faults.add({
        match: { path: new RegExp(`^/${repository.name}\\.git/git-upload-pack`) },
        then: { until: held.promise },
      });
      const group = await queue(repository, "deploy", "production");
      await product.statusWhere(repository.name, group.headSha, ({ state }) => state === "pending");
      await github.finishMergeGroup(repository.name, group, reason);
      await github.idle();
      unhold();
      held.resolve(undefined);
      const ended = await product.finalStatus(repository.name, group.headSha);
      expect(ended).toMatchObject({ state: "error", description: "The branch was deleted" });
    },
  );

  test("everything said to GitHub and heard from it is as published", () => {
    expect(product.github.violations).toEqual([]);
  });
});
