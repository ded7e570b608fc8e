import { describe, expect, test } from "vitest";
import { parsePolicy } from "../../src/policy/parse-policy.js";

const head =
  "version: 1\ntargets:\n  web: {deploy: deploy, production: production}\n  jobs: {deploy: jobs, production: live}\n";

function targets(sections: string) {
  const parsed = parsePolicy(head + sections);
  if (!parsed.valid) throw new Error(parsed.mistakes.map(({ message }) => message).join("\n"));
  return Object.fromEntries(parsed.policy.targets.map((target) => [target.name, target]));
}

function mistakes(sections: string): readonly string[] {
  const parsed = parsePolicy(head + sections);
  return parsed.valid
    ? []
    : parsed.mistakes.map(({ line, column, path, message }) => `${line}:${column} ${path}: ${message}`);
}

test("nobody has to sign off, and nobody answers for a deploy, unless the policy says so", () => {
  const { web } = targets("");
  expect(web?.rules.signOffs).toEqual([]);
  expect(web?.people).toEqual({ responsible: [], onCall: null });
});

test("sign-offs are given by teams, users, a permission or whoever is on call; by target", () => {
  const { web, jobs } = targets(`sign-offs:
  - { name: QA, by: { teams: [acme/qa, ops], users: ["@ada"] } }
  - { name: On call, by: on-call }
  - { name: Lead, by: maintain, targets: [jobs] }
people:
  responsible: [grace, "@linus"]
  on-call: { source: eu_primary }
`);
  const both = [
    { name: "QA", by: { teams: ["acme/qa", "ops"], users: ["ada"] } },
    { name: "On call", by: "on-call" },
  ];
  expect(web?.rules.signOffs).toEqual(both);
  expect(jobs?.rules.signOffs).toEqual([...both, { name: "Lead", by: "maintain" }]);
  expect(web?.people).toEqual({ responsible: ["grace", "linus"], onCall: { source: "eu_primary" } });
  expect(targets("people: {on-call: {users: [ada]}}")["web"]?.people.onCall).toEqual({ users: ["ada"] });
});

describe("a mistake is named with its place", () => {
  test.each<[string, readonly string[]]>([
    ["sign-offs: []", ["5:1 sign-offs: the list is empty"]],
    ["sign-offs: [{name: QA}]", ['5:13 sign-offs[0].by: "by" is missing']],
    [
      "sign-offs: [{name: QA, by: everybody}]",
      [
        "5:28 sign-offs[0].by: write read, triage, write, maintain, admin, on-call or {teams: [...], users: [...]}",
      ],
    ],
    ["sign-offs: [{name: QA, by: {}}]", ["5:24 sign-offs[0].by: name at least one team or user"]],
    [
      "sign-offs: [{name: QA, by: {teams: [a/b/c]}}]",
      ["5:37 sign-offs[0].by.teams[0]: a team is written by its slug: qa or acme/qa"],
    ],
    [
      "sign-offs:\n  - {name: QA, by: write}\n  - {name: qa, by: write}",
      ['7:12 sign-offs[1].name: there is a sign-off "qa" already'],
    ],
    [
      "sign-offs: [{name: QA, by: on-call}]",
      ['5:28 sign-offs[0].by: "on-call" needs "people: {on-call: ...}", which says who that is'],
    ],
    [
      "sign-offs: [{name: QA, by: write, targets: [job]}]",
      ['5:45 sign-offs[0].targets[0]: there is no target "job", did you mean "jobs"?'],
    ],
    [
      "people: {on-call: {url: 'http://169.254.169.254/'}}",
      ["5:10 people.on-call: write {users: [...]} or {source: primary}"],
    ],
    [
      "people: {responsible: [a b]}",
      ["5:24 people.responsible[0]: write a GitHub account by its login, like ada"],
    ],
  ])("%s", (sections, expected) => {
    expect(mistakes(sections)).toEqual(expected);
  });
});
