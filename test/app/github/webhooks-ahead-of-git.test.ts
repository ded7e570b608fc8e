import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createSampleRepository, samplePolicy, type SampleRepository } from "../sample-repository.js";
import { eventually, type Product, startProduct } from "../start-product.js";

describe("a webhook that is there before git shows what was pushed", () => {
  let product: Product;

  beforeAll(async () => {
    const issues = [1, 2].map((number) => ({ key: `STORY-${number}`, status: "Ready to Deploy" }));
    product = await startProduct({ jira: { issues } });
  });
  afterAll(() => product.stop());

  /** When git was asked for what a repository has, since an instant. */
  const fetched = (name: string, since: number): readonly number[] =>
    product.github.requests
      .filter(({ path, at }) => path.startsWith(`/${name}.git/`) && at >= since)
      .map(({ at }) => at);

  /** Pushes, takes it back unheard, and lets the webhook arrive; git shows it once it was fetched in vain. */
  async function pushAhead(
    repository: SampleRepository,
    branch: string,
    message: string,
    shown: string | null,
  ): Promise<string> {
    const { github } = product;
    const { name } = repository;
    const hear = github.loseWebhooks(({ event }) => event === "push" || event === "delete");
    const sha = await repository.push(branch, message);
    const delivery = github.deliveries.findLast(({ event }) => event === "push")?.id;
    if (shown === null) await github.deleteBranch(name, branch);
    else await github.setBranch(name, branch, shown);
    await github.idle();
    hear();
    if (delivery === undefined) throw new Error("The push was not told");
    const since = Date.now();
    github.redeliver(delivery);
    await eventually("it was fetched in vain, and later again", () => {
      const [first = 0, ...others] = fetched(name, since);
      return others.some((at) => at > first + 1_500);
    });
    await github.idle();
    const hearAgain = github.loseWebhooks(({ event }) => event === "push");
    await github.setBranch(name, branch, sha);
    await github.idle();
    hearAgain();
    return sha;
  }

  const said = (name: string, sha: string): readonly string[] =>
    product.github.statuses(name, sha).map(({ state, description }) => `${state}: ${description}`);

  test("the new head is judged, and never called superseded by the one before", async () => {
    const repository = await createSampleRepository(product.github, { name: "acme/ahead" });
    const before = await repository.push("deploy", "STORY-1 one");
    await product.finalStatus(repository.name, before);
    const sha = await pushAhead(repository, "deploy", "STORY-2 two", before);
    await product.finalStatus(repository.name, sha);
    expect(said(repository.name, sha)).toEqual([
      "pending: Checking this deploy",
      "success: OK to deploy: 2 issues, 2 commits",
    ]);
  });

  test("a new branch is judged, and not called deleted", async () => {
    const policy = samplePolicy.replace("deploy: deploy", 'deploy: ["deploy", "release/*"]');
    const repository = await createSampleRepository(product.github, { name: "acme/ahead-new", policy });
    await product.finalStatus(repository.name, await repository.push("deploy", "STORY-1 one"));
    const sha = await pushAhead(repository, "release/1", "STORY-2 two", null);
    await product.finalStatus(repository.name, sha);
    expect(said(repository.name, sha)).toEqual([
      "pending: Checking this deploy",
      "success: OK to deploy: 1 issue, 1 commit",
    ]);
  });

  test("open deploys are judged by what production is, once git shows it", async () => {
    const repository = await createSampleRepository(product.github, { name: "acme/ahead-production" });
    const head = await repository.push("deploy", "STORY-1 one");
    expect((await product.finalStatus(repository.name, head)).state).toBe("success");
    await pushAhead(repository, "production", "STORY-2 hotfix", repository.live);
    await eventually("it is behind production", () =>
      said(repository.name, head).includes("failure: behind production by 1 commit"),
    );
  });
});
