import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { judgementOf, resultOf } from "../checks/judgement.js";
import { policyWith } from "../checks/sample-policies.js";
import { createSampleRepository } from "../sample-repository.js";
import { type Product, startProduct } from "../start-product.js";

const ready = "Ready to Deploy";
const judge = async (product: Product, name: string, policy: string, message: string) => {
  const repository = await createSampleRepository(product.github, { name: `acme/${name}`, policy });
  const head = await repository.push("deploy", message);
  return judgementOf(product, repository.name, head);
};

describe("without any setting of Jira", () => {
  let product: Product;
  const unset = ["JIRA_API_URL", "JIRA_EMAIL", "JIRA_API_TOKEN", "JIRA_WEBHOOK_SECRET"];

  beforeAll(async () => {
    product = await startProduct({ environment: Object.fromEntries(unset.map((name) => [name, ""])) });
  });
  afterAll(() => product.stop());

  test("a policy that needs it gets an error that names the setting", async () => {
    const { status, report } = await judge(product, "needs", policyWith(), "STORY-1 one");
    expect(status).toMatchObject({
      state: "error",
      description: "Jira is not configured: set JIRA_API_URL and credentials",
    });
    expect(report.problems).toEqual([
      expect.objectContaining({ kind: "jira-not-configured", retryAt: null }),
    ]);
    expect(resultOf(report, "commit-without-issue")).toEqual(["success", 0]);
  });

  test("one that does not is judged, and Jira's webhooks are not taken", async () => {
    const policy = JSON.stringify({
      version: 1,
      targets: { web: { deploy: "deploy", production: "production" } },
    });
    const { status } = await judge(product, "without", policy, "No key");
    expect(status).toMatchObject({ state: "success", description: "OK to deploy: 0 issues, 1 commit" });
    const answer = await fetch(`${product.url}/api/jira/webhooks`, { method: "POST", body: "{}" });
    expect(answer.status).toBe(404);
  });
});

describe.each(["cloud", "data-center"] as const)("credentials and projects on %s", (kind) => {
  let product: Product;

  beforeAll(async () => {
    product = await startProduct({
      environment: { JIRA_PROJECTS: "STORY" },
      jira: {
        kind,
        projects: [{ key: "STORY" }, { key: "TECH" }],
        issues: [
          { key: "STORY-1", status: ready },
          { key: "STORY-2", status: ready },
          { key: "TECH-1", summary: "Not for this service" },
        ],
      },
    });
  });
  afterAll(() => product.stop());

  test("a project that the operator leaves out is named, and never asked for", async () => {
    const { status, report } = await judge(product, "excluded", policyWith(), "STORY-1 and TECH-1");
    expect(status).toMatchObject({
      state: "error",
      description: "This service may not read Jira project TECH. Ask its operator (JIRA_PROJECTS)",
    });
    expect(report.problems[0]).toMatchObject({ kind: "jira-refused", retryAt: null });
    expect(JSON.stringify(product.jira.requests)).not.toContain("TECH-1");
    const allowed = await judge(product, "allowed", policyWith(), "STORY-1 one");
    expect(allowed.status.state).toBe("success");
  });

  test("an issue that moved to such a project is not shown", async () => {
    product.jira.move("STORY-2", "TECH-2");
    const { status, report } = await judge(product, "moved-away", policyWith(), "STORY-2 two");
    expect(status.description).toBe("1 issue not found");
    expect(report.findings[0]?.message).toContain("moved to a project that this service may not read");
  });

  test("a revoked token looks like no issue at all, and is an error all the same", async () => {
    product.jira.revoke();
    const { status, report } = await judge(product, "revoked", policyWith(), "STORY-1 once more");
    expect(status.state).toBe("error");
    expect(status.description).toMatch(
      /^Jira did not accept the credentials \(401\) since \d\d:\d\d UTC, retrying$/,
    );
    expect(report.problems[0]?.kind).toBe("jira-credentials");
    expect(resultOf(report, "issue-not-found")).toEqual(["error", 0]);
  });
});
