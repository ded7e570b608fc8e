import { expect, test } from "vitest";
import { parsePolicy } from "../../src/policy/parse-policy.js";
import { policyWith } from "./sample-policy.js";

const issues = "issues: {fields: [{field: Risk}, {field: Plan}]}";

function read(fixes: string): unknown {
  const parsed = parsePolicy(policyWith(`jira: {projects: [STORY]${fixes}}\n${issues}`));
  return parsed.valid
    ? parsed.policy.targets[0]?.fixes
    : parsed.mistakes.map(({ line, column, message }) => `${line}:${column} ${message}`);
}

test.each<[string, unknown]>([
  ["", { transitions: false, fields: [] }],
  [", fixes: false", { transitions: false, fields: [] }],
  [", fixes: true", { transitions: true, fields: ["Risk", "Plan"] }],
  [", fixes: {transitions: true}", { transitions: true, fields: [] }],
  [", fixes: {fields: [Plan]}", { transitions: false, fields: ["Plan"] }],
])("jira.fixes%s", (text, expected) => {
  expect(read(text)).toEqual(expected);
});

test.each<[string, readonly string[]]>([
  [", fixes: yes", ["3:34 write true, false or {transitions: true, fields: [...]}"]],
  [", fixes: {}", ["3:27 say what may be put right: transitions: true, or at least one field"]],
  [
    ", fixes: {fields: [Plans]}",
    ['3:44 issues.fields does not ask for "Plans"; write the field there as well'],
  ],
  [
    ", fixes: {transition: true}",
    [
      "3:27 say what may be put right: transitions: true, or at least one field",
      '3:35 unknown key "transition", did you mean "transitions"?',
    ],
  ],
])("a mistake in jira.fixes%s has its place", (text, expected) => {
  expect(read(text)).toEqual(expected);
});
