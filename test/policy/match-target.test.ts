import { describe, expect, test } from "vitest";
import { deployTargets, productionTargets, statusContext } from "../../src/policy/match-target.js";
import { parsePolicy } from "../../src/policy/parse-policy.js";

const parsed = parsePolicy(`version: 1
targets:
  web: {deploy: [deploy, "release/*"], production: production}
  all: {deploy: "*", production: main}
  tagged: {deploy: deploy, production: {tag: "v*"}}
  live: {deploy: hotfix/x, production: {environment: live}}
`);
if (!parsed.valid) throw new Error(JSON.stringify(parsed.mistakes));
const { policy } = parsed;
const names = (targets: readonly { readonly name: string }[]) => targets.map(({ name }) => name);

describe("a branch deploys", () => {
  test.each<[string, string[]]>([
    ["deploy", ["web", "all", "tagged"]],
    ["refs/heads/deploy", ["web", "all", "tagged"]],
    ["release/1", ["web"]],
    ["release/1/x", []],
    ["hotfix/x", ["live"]],
    ["production", ["all"]],
    ["main", []],
    ["deploy2", ["all"]],
    [".hidden", ["all"]],
    ["refs/tags/deploy", []],
  ])("%s", (branch, expected) => {
    expect(names(deployTargets(policy, branch))).toEqual(expected);
  });
});

describe("a ref is production of", () => {
  test.each<[string, string[]]>([
    ["refs/heads/production", ["web"]],
    ["refs/heads/main", ["all"]],
    ["refs/tags/v1.2", ["tagged"]],
    ["refs/tags/x1", []],
    ["refs/heads/v1", []],
    ["refs/tags/production", []],
    ["production", []],
  ])("%s", (ref, expected) => {
    expect(names(productionTargets(policy, ref))).toEqual(expected);
  });
});

test("the status context is the target's name below the app's", () => {
  expect(statusContext("web")).toBe("pre-deploy-checker/web");
});
