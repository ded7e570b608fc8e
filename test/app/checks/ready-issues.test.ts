import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pushTogether } from "../push-together.js";
import { createSampleRepository } from "../sample-repository.js";
import { type Product, startProduct } from "../start-product.js";
import { judgementOf, messagesOf, resultOf } from "./judgement.js";
import { policyWith } from "./sample-policies.js";

const ready = "Ready to Deploy";

describe.each(["cloud", "data-center"] as const)("issue-missing-from-deploy on %s", (kind) => {
  let product: Product;

  beforeAll(async () => {
    product = await startProduct({
      jira: {
        kind,
        projects: [{ key: "STORY" }, { key: "TECH" }, { key: "SECRET" }],
        issues: [
          { key: "STORY-1", status: ready },
          { key: "STORY-2", summary: "Forgotten", status: ready },
          { key: "STORY-3", summary: "Undone", status: ready },
          { key: "STORY-4", status: "In Progress" },
          { key: "SECRET-1", summary: "Another team's", status: ready },
        ],
      },
    });
  });
  afterAll(() => product.stop());

  const repositoryWith = (name: string, jql: string, sections: Readonly<Record<string, unknown>> = {}) =>
    createSampleRepository(product.github, {
      name: `acme/${name}`,
      policy: policyWith({ jira: { projects: ["STORY"] }, issues: { "ready-to-deploy": jql }, ...sections }),
    });

  test("warns of what is ready and not in the deploy, and asks within the policy's projects", async () => {
    const repository = await repositoryWith("missing", `status = "${ready}" OR status = "Closed"`);
    const [first = ""] = await pushTogether(product.github, repository, [
      { message: "STORY-3 three", files: { "three.txt": "3\n" } },
    ]);
    const [, head = ""] = await pushTogether(product.github, repository, [
      { message: `Revert "STORY-3 three"\n\nThis reverts commit ${first}.`, files: { "three.txt": null } },
      "STORY-1 one",
    ]);
    const { status, report } = await judgementOf(product, repository.name, head);
    expect(status).toMatchObject({
      state: "success",
      description: "OK to deploy: 1 issue, 1 commit, 2 ready issues not in this deploy",
    });
    expect(resultOf(report, "issue-missing-from-deploy")).toEqual(["warning", 2]);
    expect(messagesOf(report, "issue-missing-from-deploy").toSorted()).toEqual([
      'STORY-2 "Forgotten" is ready to deploy, but no commit of this deploy names it',
      'STORY-3 "Undone" is ready to deploy, but its commits were reverted',
    ]);
    expect(JSON.stringify(report)).not.toContain("SECRET");
    const asked = product.jira.requests.filter(({ body }) => JSON.stringify(body ?? null).includes("Closed"));
    expect(asked[0]?.body).toMatchObject({
      jql: `(status = "${ready}" OR status = "Closed") AND project in ("STORY")`,
    });
  });

  test("a failure where the policy says so; green by itself once the issue is moved back", async () => {
    const repository = await repositoryWith("failing", `status = "${ready}" AND key != STORY-3`, {
      checks: { "issue-missing-from-deploy": "failure" },
    });
    const [head = ""] = await pushTogether(product.github, repository, ["STORY-1 one"]);
    const red = await judgementOf(product, repository.name, head);
    expect(red.status).toMatchObject({ state: "failure", description: "1 ready issue not in this deploy" });
    product.jira.setStatus("STORY-2", "In Progress");
    const green = await judgementOf(product, repository.name, head, {
      where: ({ state }) => state === "success",
    });
    expect(green.report.findings).toEqual([]);
    product.jira.setStatus("STORY-2", ready);
  });

  test("a query that Jira refuses: error in Jira's words, and not asked again by itself", async () => {
    const repository = await repositoryWith("refused", "statuz = Ready");
    const [head = ""] = await pushTogether(product.github, repository, ["STORY-1 one"]);
    const { status, report } = await judgementOf(product, repository.name, head);
    expect(status.state).toBe("error");
    expect(status.description).toMatch(/^Jira refuses the request \(400\): .*statuz/);
    expect(report.problems).toEqual([expect.objectContaining({ kind: "jira-refused", retryAt: null })]);
    expect(resultOf(report, "issue-missing-from-deploy")).toEqual(["error", 0]);
    expect(resultOf(report, "issue-not-found")).toEqual(["success", 0]);
  });

  test("a query that would break out of the projects is never sent", async () => {
    const before = product.jira.requests.length;
    const repository = await repositoryWith("escape", "status = Ready) OR (project = SECRET");
    const [head = ""] = await pushTogether(product.github, repository, ["STORY-1 one"]);
    const { status } = await judgementOf(product, repository.name, head);
    expect(status.state).toBe("error");
    expect(status.description).toContain("The policy's ready-to-deploy query has");
    const sent = JSON.stringify(product.jira.requests.slice(before).map(({ body }) => body ?? null));
    expect(sent).not.toContain("SECRET");
  });
});
