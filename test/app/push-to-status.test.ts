import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createSampleRepository, type SampleRepository } from "./sample-repository.js";
import { type Product, startProduct } from "./start-product.js";

describe("a push to a deploy branch becomes a status and a page", () => {
  let product: Product;
  let repository: SampleRepository;

  beforeAll(async () => {
    product = await startProduct({
      jira: {
        issues: [
          { key: "STORY-1", summary: "Sell more", status: "Ready to Deploy" },
          { key: "STORY-2", summary: "Sell even more", status: "In Progress" },
        ],
      },
    });
    repository = await createSampleRepository(product.github, { told: true });
  });
  afterAll(() => product.stop());

  test("success for ready issues, with the page as target", async () => {
    const head = await repository.push("deploy", "STORY-1 Sell more");
    const status = await product.finalStatus(repository.name, head);
    expect(status).toMatchObject({
      state: "success",
      context: "pre-deploy-checker/web",
      description: "OK to deploy: 1 issue, 1 commit",
      creator: `${product.github.app.slug}[bot]`,
    });
    expect(status.targetUrl).toMatch(new RegExp(`/r/acme/web/web/${head}$`));
    expect(product.github.statuses(repository.name, head).map(({ state }) => state)).toEqual([
      "pending",
      "success",
    ]);
    const report = await product.report(repository.name, "web", head);
    expect(report).toMatchObject({
      version: 1,
      state: "success",
      base: repository.live,
      head: { sha: head },
    });
    const page = await (await fetch(`${product.url}/r/acme/web/web/${head}`)).text();
    expect(page).toContain("OK to deploy: 1 issue, 1 commit");
  });

  test("failure for an issue that is not ready, green by itself once Jira says so", async () => {
    const head = await repository.push("deploy", "STORY-2 Sell even more");
    const red = await product.finalStatus(repository.name, head);
    expect(red).toMatchObject({ state: "failure", description: "1 issue not Ready to Deploy" });
    product.jira.setStatus("STORY-2", "Ready to Deploy");
    const green = await product.statusWhere(repository.name, head, ({ state }) => state === "success");
    expect(green.description).toBe("OK to deploy: 2 issues, 2 commits");
  });

  test("Jira is asked as the account that the settings name", () => {
    const { email, apiToken } = product.jira.credentials;
    const basic = `Basic ${Buffer.from(`${email}:${apiToken}`).toString("base64")}`;
    expect(new Set(product.jira.requests.map(({ headers }) => headers["authorization"]))).toEqual(
      new Set([basic]),
    );
  });

  test("everything said to GitHub and heard from it is as published", () => {
    expect(product.github.violations).toEqual([]);
  });
});
