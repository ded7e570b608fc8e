import { describe, expect, test } from "vitest";
import type { EditableIssue, IssueChange } from "../../src/deploys/ports/issue-editor.js";
import { createContractValidator } from "../support/contracts/contract-validator.js";
import { loadContract } from "../support/contracts/load-contract.js";
import { bothKinds, trackedJira, unavailable } from "./tracked-jira.js";

const comment = ['Set Risk to "Low" for the deploy ', { address: "https://d.example/r/a" }, ", by @ada"];
const lowRisk: IssueChange = {
  kind: "fields",
  fields: [
    {
      field: { id: "customfield_10010", control: { kind: "select", choices: [] } },
      input: ["10100"],
    },
  ],
};

describe.each(bothKinds)("editing issues on %s", (kind) => {
  test("reads an issue with what may be changed about it", async () => {
    const { tracker } = await trackedJira({
      kind,
      transitions: [{ name: "Release", to: "Done", from: ["To Do"], required: ["Risk", "resolution"] }],
      issues: [{ key: "STORY-1", fields: { Risk: "High" } }],
    });
    const issue = await tracker.editor.read("STORY-1", ["Risk"]);
    expect(issue).toMatchObject({
      key: "STORY-1",
      status: "To Do",
      fields: [{ name: "Risk", input: ["10102"], control: { kind: "select" }, value: { texts: ["High"] } }],
      transitions: [{ name: "Release", to: "Done" }],
    } satisfies Partial<Record<keyof EditableIssue, unknown>>);
    expect(issue?.transitions[0]?.required.map(({ name }) => name)).toEqual(["Risk", "Resolution"]);
    expect(await tracker.editor.read("STORY-404", ["Risk"])).toBeNull();
  });

  test("a field that is not on the edit screen cannot be given a value", async () => {
    const { tracker } = await trackedJira({
      kind,
      fields: [{ name: "Locked", type: "text", editable: false }],
      issues: [{ key: "STORY-1" }],
    });
    const issue = await tracker.editor.read("STORY-1", ["Locked"]);
    expect(issue?.fields).toMatchObject([{ control: null, why: expect.stringContaining("edit screen") }]);
  });

  test("finds those people only to whom the issue can be assigned", async () => {
    const { tracker } = await trackedJira({
      kind,
      people: [
        { displayName: "Ada Lovelace" },
        { displayName: "Ada Elsewhere", assignableIn: ["TECH"] },
        { displayName: "Grace Hopper" },
      ],
      issues: [{ key: "STORY-1" }],
    });
    expect((await tracker.editor.findPeople("STORY-1", "ada")).map(({ name }) => name)).toEqual([
      "Ada Lovelace",
    ]);
    expect(await tracker.editor.findPeople("STORY-404", "ada")).toEqual([]);
  });

  test("neither reads nor writes in other projects than the operator allows, moved issues too", async () => {
    const issues = [{ key: "STORY-1" }, { key: "TECH-1" }];
    const { jira, tracker, calls } = await trackedJira({ kind, issues }, { allowedProjects: ["STORY"] });
    expect((await unavailable(tracker.editor.read("TECH-1", []))).message).toContain("JIRA_PROJECTS");
    expect(await tracker.editor.change("TECH-1", lowRisk, comment)).toMatchObject({
      kind: "refused",
      messages: [expect.stringContaining("JIRA_PROJECTS")],
    });
    expect((await unavailable(tracker.editor.findPeople("TECH-1", "ada"))).message).toContain(
      "JIRA_PROJECTS",
    );
    expect(calls()).toEqual([]);
    jira.move("STORY-1", "TECH-2");
    expect((await unavailable(tracker.editor.read("STORY-1", []))).kind).toBe("jira-refused");
  });

  test.each<[string, object, string]>([
    ["no answer", { delayMs: 600 }, "did not answer within 0.2 s"],
    ["a lost connection", { drop: true }, "connection to Jira was lost"],
    ["an error of a server", { status: 503 }, "503"],
    ["a login page", { html: true }, "200"],
  ])("%s leaves it unknown, after one attempt and without a comment", async (_what, fault, words) => {
    const { jira, tracker, calls } = await trackedJira(
      { kind, issues: [{ key: "STORY-1" }] },
      { limits: { writeTimeoutMs: 200 } },
    );
    jira.faults.add({ ...fault, path: /^PUT/ } as Parameters<typeof jira.faults.add>[0]);
    expect(await tracker.editor.change("STORY-1", lowRisk, comment)).toMatchObject({
      kind: "unknown",
      why: expect.stringContaining(words),
    });
    expect(calls()).toEqual(["PUT /rest/api/2/issue/STORY-1"]);
  });

  test("an account that may not edit, and a Jira that is not there, are refusals", async () => {
    const { jira, tracker, anotherTracker } = await trackedJira({ kind, issues: [{ key: "STORY-1" }] });
    jira.account().mayEdit = false;
    expect(await tracker.editor.change("STORY-1", lowRisk, comment)).toMatchObject({
      kind: "refused",
      messages: ["You do not have permission to edit this issue."],
    });
    const nowhere = anotherTracker({ apiUrl: "http://127.0.0.1:1" });
    expect(await nowhere.editor.change("STORY-1", lowRisk, comment)).toMatchObject({ kind: "refused" });
  });
});

const contract = loadContract("jira");
if (contract === null)
  console.warn("Skipped: Jira's published description is not there (../shared/contracts)");

(contract === null ? test.skip : test)("what is asked and answered is as published", async () => {
  if (contract === null) return;
  const { jira, tracker } = await trackedJira({
    kind: "cloud",
    transitions: [{ name: "Release", to: "Done", required: ["Risk", "resolution"] }],
    issues: [{ key: "STORY-1" }],
  });
  const { editor } = tracker;
  await editor.read("STORY-1", ["Risk"]);
  expect(await editor.findPeople("STORY-1", "ada")).toHaveLength(1);
  expect(await editor.change("STORY-1", lowRisk, comment)).toMatchObject({ uncommented: null });
  const resolution = {
    field: { id: "resolution", control: { kind: "select", choices: [] } },
    input: ["1"],
  } as const;
  const move: IssueChange = { kind: "transition", id: "11", fields: [...lowRisk.fields, resolution] };
  expect(await editor.change("STORY-1", move, comment)).toMatchObject({ kind: "written" });

  const validator = createContractValidator(contract, {
    publishedPath: (path) => path.replace("/rest/api/2/", "/rest/api/3/"),
  });
  const problems: string[] = [];
  for (const { method, path: target, body, answer } of jira.requests) {
    const { pathname: path, searchParams: query } = new URL(target, jira.url);
    const transitions = "/rest/api/3/issue/STORY-1/transitions";
    // The subset leaves these two out; what they are made of is in it, and judged where it is.
    if (path.endsWith("/editmeta")) {
      const answered = { transitions: [{ id: "1", ...(answer?.body as object) }] };
      problems.push(...validator.response({ method, path: transitions }, { status: 200, body: answered }));
    } else if (path.endsWith("/user/assignable/search")) {
      for (const person of answer?.body as readonly unknown[])
        problems.push(
          ...validator.response({ method, path: "/rest/api/3/myself" }, { status: 200, body: person }),
        );
    } else {
      problems.push(...validator.request({ method, path, query, body }));
      if (answer !== null && answer.status !== 204)
        problems.push(...validator.response({ method, path }, { status: answer.status, body: answer.body }));
    }
  }
  expect(problems).toEqual([]);
});
