import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { playSteps } from "../../demo/play-steps.js";
import { runGit } from "../../demo/run-git.js";
import { issues } from "../../demo/sample/issues.js";
import { platformPeople, platformPolicy } from "../../demo/sample/platform-policy.js";
import { platformRepository } from "../../demo/sample/platform-repository.js";
import { webPeople, webPolicy } from "../../demo/sample/web-policy.js";
import { webRepository } from "../../demo/sample/web-repository.js";
import { createKeyReader } from "../../src/checker/issue-keys.js";
import { parsePolicy } from "../../src/policy/parse-policy.js";

describe.each([
  webRepository(webPolicy),
  platformRepository(platformPolicy),
  // With what is asked where people can sign in.
  webRepository(webPolicy + webPeople),
  platformRepository(platformPolicy + platformPeople),
])("$owner/$name", (sample) => {
  let clone: string;

  beforeAll(async () => {
    clone = mkdtempSync(join(tmpdir(), "demo-sample-"));
    await runGit(clone, ["init", "--quiet", "--initial-branch=main"]);
    const named = new Map<string, string>();
    await playSteps(clone, sample.shipped, { end: new Date("2026-11-16T12:00:00Z"), named });
    await playSteps(clone, sample.upcoming, { end: new Date("2026-11-20T12:00:00Z"), named });
  });

  afterAll(() => rmSync(clone, { recursive: true, force: true }));

  test("its policy is valid and has the targets whose statuses the demo waits for", async () => {
    const parsed = parsePolicy(await runGit(clone, ["show", "main:.github/pre-deploy-checker.yml"]));
    expect(parsed.valid && parsed.policy.targets.map(({ name }) => name)).toEqual(sample.targets);
  });

  test("its commits name issues that the sample Jira has, but for the one that is to be missing", async () => {
    const messages = await runGit(clone, ["log", "--format=%B", `production..${sample.deployBranch}`]);
    const known = new Set(issues.map(({ key }) => key));
    const keys = createKeyReader({ projects: ["STORY", "TECH", "OPS"], lenient: false })(messages);
    expect(keys.filter((key) => !known.has(key))).toEqual(sample.name === "web" ? ["STORY-999"] : []);
  });

  test("production has nothing that the deploy would lose", async () => {
    const missing = await runGit(clone, ["cherry", sample.deployBranch, "production"]);
    expect(missing.split("\n").filter((line) => line.startsWith("+"))).toEqual([]);
  });
});
