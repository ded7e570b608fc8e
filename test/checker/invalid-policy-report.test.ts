import { expect, test } from "vitest";
import { invalidPolicyReport } from "../../src/checker/invalid-policy-report.js";
import { reportSchema } from "../../src/checker/report-schema.js";
import { now, sha } from "./sample.js";

const about = {
  repository: "acme/web",
  repositoryUrl: "https://github.com/acme/web",
  target: "web",
  policy: { ref: "main", sha: sha(7) },
  productionRef: "production",
  head: { ref: "deploy", sha: sha(1) },
  at: now,
};
const mistake = { line: 7, column: 3, path: "issues.statusses", message: 'unknown key "statusses"' };

test("an invalid policy is an error that names the file, the line and how many mistakes there are", () => {
  const mistakes = [mistake, mistake, { ...mistake, line: null }];
  const report = invalidPolicyReport({ ...about, mistakes });
  expect(report).toMatchObject({
    state: "error",
    summary: 'Policy invalid: .github/pre-deploy-checker.yml line 7: unknown key "statusses" (and 2 more)',
    problems: [{ kind: "policy-invalid", since: now, retryAt: null }],
    policyMistakes: mistakes,
    production: { ref: "production", sha: null },
  });
  expect(new Set(report.checks.map(({ state }) => state))).toEqual(new Set(["error"]));
  expect(reportSchema.parse(report)).toEqual(report);
});

test("the count of mistakes stays where the first one is long", () => {
  const long = { ...mistake, line: null, message: "🚀".repeat(200) };
  const { summary } = invalidPolicyReport({ ...about, mistakes: [long, mistake] });
  expect(summary).toMatch(/^Policy invalid: \.github\/pre-deploy-checker\.yml: 🚀+… \(and 1 more\)$/u);
  expect(summary.length).toBeLessThanOrEqual(140);
});
