import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pushTogether } from "../push-together.js";
import { createSampleRepository } from "../sample-repository.js";
import { type Product, startProduct } from "../start-product.js";
import { judgementOf, messagesOf, resultOf } from "./judgement.js";
import { policyWith } from "./sample-policies.js";

const ready = "Ready to Deploy";

describe.each(["cloud", "data-center"] as const)("issues and their status on %s", (kind) => {
  let product: Product;

  beforeAll(async () => {
    product = await startProduct({
      jira: {
        kind,
        issues: [
          { key: "STORY-1", summary: "Sell more", status: ready, assignee: "Ada Lovelace" },
          { key: "STORY-2", summary: "Sell <b>less</b>", status: "In Progress" },
          { key: "STORY-3", summary: "Also not done", status: "To Do" },
          { key: "STORY-20", summary: "Of one deploy only", status: ready },
          { key: "STORY-10", summary: "An epic", type: "Epic", status: "In Progress" },
          { key: "STORY-11", summary: "A story below it", parent: "STORY-10", status: "Closed" },
          { key: "STORY-12", summary: "A part", type: "Sub-task", parent: "STORY-1", status: "Closed" },
          { key: "STORY-13", summary: "An open part", type: "Sub-task", parent: "STORY-1", status: "To Do" },
        ],
      },
    });
  });
  afterAll(() => product.stop());

  const push = async (name: string, policy: string, ...messages: readonly string[]) => {
    const repository = await createSampleRepository(product.github, { name: `acme/${name}`, policy });
    const head = (await pushTogether(product.github, repository, messages)).at(-1) ?? "";
    return judgementOf(product, repository.name, head);
  };

  test("issue-status: in any case, with the remedy and the way to Jira", async () => {
    const policy = policyWith({ issues: { statuses: ["ready to deploy"] } });
    const { status, report, page } = await push(
      "status",
      policy,
      "STORY-1 one",
      "STORY-2 two",
      "STORY-3 three",
    );
    expect(status).toMatchObject({ state: "failure", description: "2 issues not ready to deploy" });
    expect(report.findings).toEqual([
      expect.objectContaining({
        check: "issue-status",
        severity: "failure",
        subject: { type: "issue", id: "STORY-3" },
        message: 'STORY-3 is "To Do", not ready to deploy',
        url: `${product.jira.url}/browse/STORY-3`,
        approval: null,
      }),
      expect.objectContaining({ subject: { type: "issue", id: "STORY-2" } }),
    ]);
    expect(report.issues).toContainEqual(
      expect.objectContaining({
        key: "STORY-1",
        summary: "Sell more",
        type: "Story",
        subtask: false,
        status: ready,
        assignee: "Ada Lovelace",
        url: `${product.jira.url}/browse/STORY-1`,
      }),
    );
    expect(page).toContain("Sell <b>less</b>");
  });

  test("issue-status: sub-tasks have their own list, and an epic's story is no sub-task", async () => {
    const policy = policyWith({ issues: { statuses: [ready], "subtask-statuses": [ready, "Closed"] } });
    const { status, report } = await push("subtasks", policy, "STORY-11 a", "STORY-12 b", "STORY-13 c");
    expect(status).toMatchObject({ state: "failure", description: "2 issues not Ready to Deploy" });
    expect(messagesOf(report, "issue-status")).toEqual([
      'STORY-13 is "To Do", not Ready to Deploy or Closed',
      'STORY-11 is "Closed", not Ready to Deploy',
    ]);
    const subtasks = report.issues.map(({ key, subtask }) => [key, subtask]);
    expect(Object.fromEntries(subtasks)).toEqual({ "STORY-11": false, "STORY-12": true, "STORY-13": true });
  });

  test("issue-status: only sub-tasks may be asked", async () => {
    const policy = policyWith({ issues: { "subtask-statuses": [ready] } });
    const { status, report } = await push("only-subtasks", policy, "STORY-2 a", "STORY-12 b");
    expect(status.description).toBe("1 issue not Ready to Deploy");
    expect(messagesOf(report, "issue-status")).toEqual(['STORY-12 is "Closed", not Ready to Deploy']);
  });

  test("issue-not-found: once a key, however many commits name it", async () => {
    const { status, report } = await push(
      "not-found",
      policyWith(),
      "STORY-404 a",
      "STORY-404 b",
      "TECH-9 c",
      "STORY-1 d",
    );
    expect(status).toMatchObject({ state: "failure", description: "2 issues not found" });
    expect(resultOf(report, "issue-not-found")).toEqual(["failure", 2]);
    expect(messagesOf(report, "issue-not-found")[0]).toMatch(/^TECH-9 does not exist in Jira.* names it$/);
    expect(report.issues.map(({ key }) => key)).toEqual(["STORY-1"]);
    expect(product.jira.requests.some(({ path }) => path.endsWith("/myself"))).toBe(true);
  });

  test("several kinds in one line, both named, and both on the page", async () => {
    const policy = policyWith({ issues: { statuses: [ready] } });
    const { status, report } = await push("both", policy, "STORY-2 a", "STORY-3 b", "No key", "STORY-404 c");
    expect(status).toMatchObject({
      state: "failure",
      description: "1 commit without an issue, 1 issue not found, 2 issues not Ready to Deploy",
    });
    expect(report.findings).toHaveLength(4);
  });

  test("Jira is asked for the issues of the deploy, and for no others", async () => {
    const { status } = await push("frugal", policyWith({ issues: { statuses: [ready] } }), "STORY-20 a");
    expect(status.description).toBe("OK to deploy: 1 issue, 1 commit");
    const asked = product.jira.requests
      .map(({ body }) => JSON.stringify(body ?? null))
      .filter((body) => body.includes("STORY-20"));
    expect(asked.length).toBeGreaterThan(0);
    for (const body of asked) expect(body.match(/(STORY|TECH)-\d+/g)).toEqual(["STORY-20"]);
  });
});
