import { createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { deployKey } from "../../src/deploys/deploy-key.js";
import { createSampleRepository, samplePolicy, type SampleRepository } from "./sample-repository.js";
import { deployReportSecret, type Product, startProduct } from "./start-product.js";

const issues = Array.from({ length: 9 }, (_, index) => ({
  key: `STORY-${index + 1}`,
  status: "Ready to Deploy",
}));

describe("what shipped is not shown again, and is not called behind production", () => {
  let product: Product;

  beforeAll(async () => {
    product = await startProduct({ jira: { issues } });
  });
  afterAll(() => product.stop());

  async function shipped(
    repository: SampleRepository,
    base: string,
    method: "merge" | "squash" | "rebase",
  ): Promise<void> {
    const { github } = product;
    const number = await github.createPullRequest(repository.name, {
      head: "deploy",
      base,
      title: "Ship it",
    });
    await github.mergePullRequest(repository.name, number, { method });
    await github.idle();
  }

  test.each(["merge", "squash", "rebase"] as const)("after the %s button", async (method) => {
    const repository = await createSampleRepository(product.github, { name: `acme/${method}` });
    await repository.push("deploy", "STORY-1 one");
    const first = await repository.push("deploy", "STORY-2 two");
    await product.finalStatus(repository.name, first);
    await shipped(repository, "production", method);
    const next = await repository.push("deploy", "STORY-3 three");
    const status = await product.finalStatus(repository.name, next);
    expect(status).toMatchObject({ state: "success", description: "OK to deploy: 1 issue, 1 commit" });
    const report = await product.report(repository.name, "web", next);
    expect(report.base).toBe(first);
    expect(report.commits.map(({ message }) => message.trim())).toEqual(["STORY-3 three"]);
  });

  test("after a fast-forward", async () => {
    const repository = await createSampleRepository(product.github, { name: "acme/forward" });
    const first = await repository.push("deploy", "STORY-1 one");
    await product.finalStatus(repository.name, first);
    await product.github.setBranch(repository.name, "production", first);
    const next = await repository.push("deploy", "STORY-2 two");
    expect((await product.finalStatus(repository.name, next)).description).toBe(
      "OK to deploy: 1 issue, 1 commit",
    );
  });

  test("after a squash onto a production that had a hotfix of its own", async () => {
    const repository = await createSampleRepository(product.github, { name: "acme/hotfix" });
    const first = await repository.push("deploy", "STORY-1 one");
    expect((await product.finalStatus(repository.name, first)).state).toBe("success");
    await repository.push("production", "TECH-1 hotfix");
    const behind = await product.statusWhere(repository.name, first, ({ state }) => state === "failure");
    expect(behind.description).toBe("behind production by 1 commit");
    await shipped(repository, "production", "squash");
    const next = await repository.push("deploy", "STORY-2 two");
    const status = await product.finalStatus(repository.name, next);
    expect(status).toMatchObject({ state: "success", description: "OK to deploy: 1 issue, 1 commit" });
    const report = await product.report(repository.name, "web", next);
    expect(report.base).toBe(first);
    expect(report.commits.map(({ message }) => message.trim())).toEqual(["STORY-2 two"]);
  });

  test("by tag, the newest that matches", async () => {
    const policy = samplePolicy.replace("production: production", 'production: { tag: "production-*" }');
    const repository = await createSampleRepository(product.github, { name: "acme/tags", policy });
    await product.github.createTag(repository.name, "production-9", repository.live);
    const first = await repository.push("deploy", "STORY-1 one");
    expect((await product.finalStatus(repository.name, first)).description).toBe(
      "OK to deploy: 1 issue, 1 commit",
    );
    await product.github.createTag(repository.name, "production-10", first);
    const next = await repository.push("deploy", "STORY-2 two");
    expect((await product.finalStatus(repository.name, next)).description).toBe(
      "OK to deploy: 1 issue, 1 commit",
    );
    const report = await product.report(repository.name, "web", next);
    expect(report.production).toEqual({ ref: "production-10", sha: first });
  });

  test("by a GitHub environment, whose deployments count only from those whom the policy names", async () => {
    const policy = samplePolicy.replace(
      "production: production",
      "production: { environment: production, by: [deployer] }",
    );
    const { github } = product;
    github.createUser("deployer");
    github.createUser("intruder");
    const repository = await createSampleRepository(github, { name: "acme/environment", policy });
    github.grant(repository.name, "deployer", "write");
    github.grant(repository.name, "intruder", "write");
    const first = await repository.push("deploy", "STORY-1 one");
    const unknown = await product.finalStatus(repository.name, first);
    expect(unknown).toMatchObject({ state: "error" });
    expect(unknown.description).toContain("No successful deployment by deployer");
    const report = await product.report(repository.name, "web", first);
    expect(report.production).toEqual({ ref: "environment production", sha: null });

    const deploy = async (sha: string, creator: string): Promise<void> => {
      const id = await github.createDeployment(repository.name, {
        ref: sha,
        environment: "production",
        creator,
      });
      github.createDeploymentStatus(repository.name, id, { state: "success", creator });
    };
    await deploy(repository.live, "deployer");
    const known = await product.statusWhere(repository.name, first, ({ state }) => state === "success");
    expect(known.description).toBe("OK to deploy: 1 issue, 1 commit");
    await deploy(first, "intruder");
    const next = await repository.push("deploy", "STORY-2 two");
    expect((await product.finalStatus(repository.name, next)).description).toBe(
      "OK to deploy: 2 issues, 2 commits",
    );
  });

  test("by what the deploy tool reports, if it signs with the repository's key", async () => {
    const policy = samplePolicy.replace("production: production", "production: { reported: true }");
    const repository = await createSampleRepository(product.github, { name: "acme/reported", policy });
    const first = await repository.push("deploy", "STORY-1 one");
    expect(await product.finalStatus(repository.name, first)).toMatchObject({ state: "error" });

    const report = async (sha: string, key: string): Promise<number> => {
      const at = new Date().toISOString();
      const body = JSON.stringify({
        repository: repository.name,
        target: "web",
        sha,
        state: "succeeded",
        at,
      });
      const signature = `sha256=${createHmac("sha256", key).update(body).digest("hex")}`;
      const headers = { "content-type": "application/json", "x-signature-256": signature };
      return (await fetch(`${product.url}/api/deployments`, { method: "POST", headers, body })).status;
    };
    expect(await report(repository.live, deployKey(deployReportSecret, "acme/other"))).toBe(401);
    expect(await report(repository.live, deployKey(deployReportSecret, repository.name))).toBe(202);
    const known = await product.statusWhere(repository.name, first, ({ state }) => state === "success");
    expect(known.description).toBe("OK to deploy: 1 issue, 1 commit");
  });

  test("a production that only a fork or a stray branch has is not believed", async () => {
    const policy = samplePolicy.replace("production: production", 'production: { tag: "production-*" }');
    const repository = await createSampleRepository(product.github, { name: "acme/untrusted", policy });
    const stray = await repository.push("stray", "STORY-9 not reviewed");
    await product.github.createTag(repository.name, "production-1", stray);
    const head = await repository.push("deploy", "STORY-1 one");
    const status = await product.finalStatus(repository.name, head);
    expect(status.state).toBe("error");
    expect((await product.report(repository.name, "web", head)).problems).toEqual([
      expect.objectContaining({ kind: "production-untrusted" }),
    ]);
  });
});
