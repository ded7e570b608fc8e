import { describe, expect, test } from "vitest";
import { readValue } from "../../src/access/fix-issue-input.js";
import { fixesOf } from "../../src/access/fix-issue-offers.js";
import type { FieldRule, IssueRules } from "../../src/checker/rules.js";
import type { Control, EditableIssue, Transition } from "../../src/deploys/ports/issue-editor.js";

const noRule: FieldRule = { field: "Risk", required: true, oneOf: null, matches: null, subtasks: false };
const small: FieldRule = { ...noRule, oneOf: ["low"] };
const select: Control = { kind: "select", choices: [choice("Low"), choice("High")] };
const everything = { transitions: true, fields: ["Risk"] };

function choice(name: string) {
  return { id: name.toLowerCase(), name };
}

function rulesOf(rule: FieldRule): IssueRules {
  return { statuses: ["Ready"], subtaskStatuses: null, fields: [rule], readyToDeploy: null };
}

function issueWith(control: Control | null, changes: Partial<EditableIssue> = {}): EditableIssue {
  return {
    key: "STORY-1",
    url: "https://jira.example/browse/STORY-1",
    summary: "One",
    type: "Story",
    subtask: false,
    status: "To Do",
    transitions: [],
    fields: [
      { id: "f1", name: "Risk", control, why: "is odd", value: { state: "empty" }, input: [], person: "" },
    ],
    ...changes,
  };
}

function move(to: string, control?: Control | null): Transition {
  const required = control === undefined ? [] : [{ id: "f2", name: "Plan", control, why: "is odd" }];
  return { id: to, name: to, to, required };
}

describe("what is offered", () => {
  test("choices that the policy allows, in any case, and nothing that is right already", () => {
    const [fix] = fixesOf(issueWith(select), rulesOf(small), everything).fields;
    expect(fix).toMatchObject({ wrong: "Risk is empty", control: { choices: [{ id: "low" }] } });
    const right = issueWith(select, {
      status: "ready",
      fields: issueWith(select).fields.map((field) => ({
        ...field,
        value: { state: "value", texts: ["Low"] },
      })),
    });
    expect(fixesOf(right, rulesOf(small), everything)).toMatchObject({ fields: [], status: null });
  });

  test("a text with listed values is a choice", () => {
    const [fix] = fixesOf(issueWith({ kind: "text" }), rulesOf(small), everything).fields;
    expect(fix?.control).toEqual({ kind: "select", choices: [{ id: "low", name: "low" }] });
  });

  test.each<[string, Control | null, FieldRule, readonly string[], string]>([
    ["the policy does not let it", select, small, [], "The policy does not let it be filled in from here."],
    ["Jira's type is unknown", null, small, ["Risk"], "It is odd."],
    [
      "Jira has no such value",
      select,
      { ...small, oneOf: ["none"] },
      ["Risk"],
      "Jira offers none of the values that the policy allows.",
    ],
  ])("a field not where %s", (_what, control, rule, fields, why) => {
    const [fix] = fixesOf(issueWith(control), rulesOf(rule), { transitions: true, fields }).fields;
    expect(fix).toMatchObject({ control: null, why });
  });

  test("transitions that lead to an allowed status, and why not where there is none", () => {
    const transitions = [move("Done"), move("READY"), move("Ready", null)];
    const { status } = fixesOf(issueWith(select, { transitions }), rulesOf(small), everything);
    expect(status?.moves.map(({ transition, why }) => [transition.id, why])).toEqual([
      ["READY", ""],
      ["Ready", "It asks for Plan, which only Jira itself can take."],
    ]);
    const none = fixesOf(issueWith(select), rulesOf(small), everything);
    expect(none.status?.why).toContain('no way from "To Do" to Ready');
    const off = fixesOf(issueWith(select, { transitions }), rulesOf(small), {
      transitions: false,
      fields: [],
    });
    expect(off.status).toMatchObject({
      moves: [],
      why: "The policy does not let issues be moved from here.",
    });
  });

  test("sub-tasks are asked what the policy asks of them", () => {
    const subtask = issueWith(select, { subtask: true });
    expect(fixesOf(subtask, rulesOf(small), everything).fields).toEqual([]);
    expect(fixesOf(subtask, rulesOf({ ...small, subtasks: true }), everything).fields).toHaveLength(1);
  });
});

describe("what is typed", () => {
  const read = (control: Control, input: readonly string[], rule: FieldRule | null = null) =>
    readValue(control, { input, words: "" }, { rule, people: [{ id: "a1", name: "Ada" }] });

  test.each<[Control, readonly string[], readonly string[], string]>([
    [select, ["low"], ["low"], "Low"],
    [{ ...select, kind: "multi-select" }, ["low", "high", "low"], ["low", "high"], "Low, High"],
    [{ kind: "text" }, ["  a b "], ["a b"], "a b"],
    [{ kind: "multi-line" }, ["a\r\nb"], ["a\nb"], "a\nb"],
    [{ kind: "number" }, ["+02.50"], ["2.5"], "2.5"],
    [{ kind: "date" }, ["2028-02-29"], ["2028-02-29"], "2028-02-29"],
    [{ kind: "date-time" }, ["2026-11-20T23:59"], ["2026-11-20T23:59"], "2026-11-20T23:59"],
    [{ kind: "user" }, ["a1"], ["a1"], "Ada"],
  ])("%j takes %j", (control, typed, input, said) => {
    expect(read(control, typed)).toEqual({ input, said });
  });

  test.each<[Control, readonly string[], FieldRule | null, string]>([
    [select, [], null, "Choose a value."],
    [select, ["low", "high"], null, "Choose again"],
    [select, ["none"], null, "Choose again"],
    [{ ...select, kind: "multi-select" }, [""], null, "Choose at least one."],
    [{ kind: "text" }, [" "], null, "Fill this in."],
    [{ kind: "text" }, ["a\nb"], null, "Write one line."],
    [{ kind: "text" }, ["high"], small, "The policy allows low."],
    [{ kind: "multi-line" }, ["x".repeat(32_768)], null, "at most 32767"],
    [{ kind: "number" }, ["0x10"], null, "Write a number"],
    [{ kind: "number" }, ["1e999"], null, "Write a number"],
    [{ kind: "date" }, ["2026-02-29"], null, "Write a day"],
    [{ kind: "date-time" }, ["2026-11-20T24:00"], null, "Write a day and a time"],
    [{ kind: "words" }, ["low high"], small, "The policy allows low."],
    [{ kind: "user" }, ["b2"], null, "Find them again"],
    [{ kind: "user" }, ["a1"], small, "The policy allows low."],
  ])("%j does not take %j", (control, typed, rule, words) => {
    expect(read(control, typed, rule)).toEqual({ error: expect.stringContaining(words) });
  });
});
