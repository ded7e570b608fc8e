import { afterAll, beforeAll, describe, expect, test } from "vitest";
import pg from "pg";
import { createSampleRepository } from "../sample-repository.js";
import { eventually, type Product, startProduct } from "../start-product.js";

const context = "pre-deploy-checker/web";

describe("the statuses are ours alone", () => {
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
    product.github.createUser("mallory");
  });
  afterAll(() => product.stop());

  const newest = (repository: string, sha: string) =>
    product.github.statuses(repository, sha).findLast((status) => status.context === context);

  test("a success that somebody else wrote is put right, and written into the audit log", async () => {
    const { github } = product;
    const repository = await createSampleRepository(github, { name: "acme/forged" });
    github.grant(repository.name, "mallory", "write");
    const head = await repository.push("deploy", "STORY-2 two");
    const ours = await product.finalStatus(repository.name, head);
    await github.postStatus(repository.name, head, {
      state: "success",
      context,
      description: "OK to deploy",
      by: "mallory",
    });
    await eventually("ours stands again", () => {
      const status = newest(repository.name, head);
      return status?.state === "failure" && status.creator === ours.creator;
    });
    expect(newest(repository.name, head)).toMatchObject({
      description: ours.description,
      targetUrl: ours.targetUrl,
    });
    const database = new pg.Client({ connectionString: product.databaseUrl });
    await database.connect();
    const { rows } = await database.query(
      "select login, action, detail from audit_entry where repository_id = $1",
      [github.repository(repository.name).id],
    );
    await database.end();
    expect(rows).toEqual([
      expect.objectContaining({
        login: "mallory",
        detail: expect.objectContaining({ sha: head, context, state: "success" }) as unknown,
      }),
    ]);
  });

  test("a success on a commit that was never judged does not stand", async () => {
    const { github } = product;
    const repository = await createSampleRepository(github, { name: "acme/never-judged" });
    const feature = await repository.push("feature", "whatever");
    await github.postStatus(repository.name, feature, { state: "success", context, by: "mallory" });
    await eventually("an error stands there", () => newest(repository.name, feature)?.state === "error");
    await github.setBranch(repository.name, "deploy", feature);
    await product.statusWhere(repository.name, feature, ({ state }) => state === "failure");
  });

  test("other contexts are nobody's business of ours", async () => {
    const { github } = product;
    const repository = await createSampleRepository(github, { name: "acme/others" });
    const head = await repository.push("deploy", "STORY-1 one");
    await product.finalStatus(repository.name, head);
    await github.postStatus(repository.name, head, { state: "failure", context: "ci/build", by: "mallory" });
    const next = await repository.push("deploy", "STORY-1 next");
    await product.finalStatus(repository.name, next);
    expect(github.statuses(repository.name, head)).toHaveLength(3);
  });

  test("checked again without a change: nothing is written", async () => {
    const { github, jira } = product;
    const repository = await createSampleRepository(github, { name: "acme/unchanged" });
    const head = await repository.push("deploy", "STORY-1 one");
    await product.finalStatus(repository.name, head);
    const before = await product.report(repository.name, "web", head);
    jira.setStatus("STORY-1", "In Progress");
    await product.statusWhere(repository.name, head, ({ state }) => state === "failure");
    jira.setStatus("STORY-1", "Ready to Deploy");
    await eventually("green again", () => newest(repository.name, head)?.state === "success");
    const states = (): string[] => github.statuses(repository.name, head).map(({ state }) => state);
    expect(states()).toEqual(["pending", "success", "failure", "success"]);
    const gatheredAt = async (): Promise<string> =>
      (await product.report(repository.name, "web", head)).gatheredAt;
    const last = await gatheredAt();
    expect(last > before.gatheredAt).toBe(true);
    const again = await fetch(`${product.url}/r/${repository.name}/web/${head}/recheck`, {
      method: "POST",
      headers: { origin: product.url },
      redirect: "manual",
    });
    expect(again.status).toBe(303);
    await eventually("checked again", async () => (await gatheredAt()) > last);
    expect(states()).toEqual(["pending", "success", "failure", "success"]);
  });

  test("everything said to GitHub and heard from it is as published", () => {
    expect(product.github.violations).toEqual([]);
  });
});
