import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pushTogether } from "../push-together.js";
import { createSampleRepository } from "../sample-repository.js";
import { type Product, startProduct } from "../start-product.js";
import { judgementOf, messagesOf } from "./judgement.js";
import { policyWith } from "./sample-policies.js";

const checksField = "Post Deploy Checks";

describe.each(["cloud", "data-center"] as const)("issue-field on %s", (kind) => {
  let product: Product;

  beforeAll(async () => {
    product = await startProduct({
      jira: {
        kind,
        fields: [
          { name: "Risk", type: "select", options: ["Low", "High"], id: "customfield_10100" },
          { name: checksField, type: "select", options: ["Draft", "Ready to Run", "Not Needed"] },
          { name: "Areas", type: "multi-select", options: ["web", "api", "data"] },
          { name: "Points", type: "number" },
          { name: "Notes", type: "textarea" },
          { name: "Rollback Plan", type: "text", issueTypes: ["Bug"] },
          { name: "Twice", type: "text", id: "customfield_10201" },
          { name: "Twice", type: "text", id: "customfield_10202" },
        ],
        issues: [
          {
            key: "STORY-1",
            fields: { Risk: "Low", [checksField]: "Ready to Run", Areas: ["web"], Points: 0 },
          },
          {
            key: "STORY-2",
            fields: { Risk: null, [checksField]: "Draft", Areas: ["web", "data"], Points: 3 },
          },
          { key: "STORY-3", fields: { Risk: "High", Notes: "  \n ", Areas: [] } },
          { key: "STORY-4", type: "Sub-task", parent: "STORY-1" },
          { key: "STORY-5", type: "Bug", fields: { "Rollback Plan": "Press the button" } },
        ],
      },
    });
  });
  afterAll(() => product.stop());

  const judge = async (name: string, fields: readonly object[], ...messages: readonly string[]) => {
    const policy = policyWith({ issues: { fields } });
    const repository = await createSampleRepository(product.github, { name: `acme/${name}`, policy });
    const shas = await pushTogether(product.github, repository, messages);
    return judgementOf(product, repository.name, shas.at(-1) ?? "");
  };

  test("required and one-of, and what the page shows of them", async () => {
    const fields = [
      { field: "Risk", required: true },
      { field: checksField, "one-of": ["ready to run", "Not Needed"] },
    ];
    const { status, report, page } = await judge("required", fields, "STORY-1 a", "STORY-2 b", "STORY-4 c");
    expect(status).toMatchObject({
      state: "failure",
      description: '1 issue without Risk, 1 issue with Post Deploy Checks "Draft"',
    });
    expect(messagesOf(report, "issue-field")).toEqual([
      "Risk is empty on STORY-2",
      'Post Deploy Checks of STORY-2 is "Draft", which is not ready to run or Not Needed',
    ]);
    expect(report.issues.find(({ key }) => key === "STORY-1")).toMatchObject({
      fields: { Risk: "Low", [checksField]: "Ready to Run" },
      fieldStates: { Risk: "value", [checksField]: "value" },
    });
    expect(page).toContain("Ready to Run");
  });

  test("required: false is content with an empty field, not with a wrong value", async () => {
    const fields = [{ field: checksField, required: false, "one-of": ["Ready to Run"] }];
    const { status } = await judge("optional", fields, "STORY-2 a", "STORY-3 b");
    expect(status.description).toBe('1 issue with Post Deploy Checks "Draft"');
  });

  test("matches, and 0 is a value", async () => {
    const { status, report } = await judge(
      "matches",
      [{ field: "Points", matches: "^[0-2]$" }],
      "STORY-1 a",
      "STORY-2 b",
      "STORY-3 c",
    );
    expect(status.description).toBe('1 issue without Points, 1 issue with Points "3"');
    expect(report.issues.find(({ key }) => key === "STORY-1")?.fields).toEqual({ Points: "0" });
  });

  test("every value of a multi-select counts; none, and blank text, are empty", async () => {
    const fields = [{ field: "Areas", "one-of": ["web", "api"] }, { field: "Notes" }];
    const { report } = await judge("several", fields, "STORY-2 a", "STORY-3 b");
    expect(new Set(messagesOf(report, "issue-field"))).toEqual(
      new Set([
        'Areas of STORY-2 is "data", which is not web or api',
        "Notes is empty on STORY-2",
        "Areas is empty on STORY-3",
        "Notes is empty on STORY-3",
      ]),
    );
  });

  test("a field that is not on the issue's screen is told from an empty one", async () => {
    const { status, report } = await judge("absent", [{ field: "Rollback Plan" }], "STORY-1 a", "STORY-5 b");
    expect(status.description).toBe("1 issue without Rollback Plan");
    expect(report.findings).toEqual([
      expect.objectContaining({
        message: "Rollback Plan is not on the screen of STORY-1 (Story)",
        remedy: expect.stringContaining("Ask a Jira administrator"),
      }),
    ]);
    expect(report.issues.find(({ key }) => key === "STORY-1")?.fieldStates).toEqual({
      "Rollback Plan": "absent",
    });
  });

  test("sub-tasks are asked only where the rule says so", async () => {
    const { status } = await judge("subtasks", [{ field: "Risk", subtasks: true }], "STORY-1 a", "STORY-4 b");
    expect(status.description).toBe("1 issue without Risk");
  });

  test("a field may be named by its id", async () => {
    const { status, report } = await judge("by-id", [{ field: "customfield_10100" }], "STORY-1 a");
    expect(status.description).toBe("OK to deploy: 1 issue, 1 commit");
    expect(report.issues[0]?.fields).toEqual({ customfield_10100: "Low" });
  });

  test("a name of two fields, and one of none: error, with ids and names, and no retry", async () => {
    const twice = await judge("twice", [{ field: "Twice" }], "STORY-1 a");
    expect(twice.status.state).toBe("error");
    expect(twice.status.description).toMatch(/Jira has two fields named "Twice"/);
    expect(twice.report.problems).toEqual([
      {
        kind: "jira-refused",
        message: expect.stringMatching(/customfield_10201, customfield_10202/),
        since: expect.any(String),
        retryAt: null,
      },
    ]);
    const unknown = await judge("unknown", [{ field: "Rissk" }, { field: "Risk" }], "STORY-1 a");
    expect(unknown.status).toMatchObject({
      state: "error",
      description: 'Jira has no field "Rissk". Correct the policy',
    });
  });
});
