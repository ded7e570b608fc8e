import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Report } from "../../src/checker/report.js";
import { GitRepository } from "../support/git-repository.js";
import { startJira, type LocalJira } from "../support/jira/index.js";
import { runCli } from "../support/run-cli.js";
import { runCommand } from "../support/run-command.js";

const policy = `version: 1
targets: { web: { deploy: deploy, production: production } }
jira: { projects: [STORY] }
issues: { statuses: [Ready to Deploy] }
`;

let clone: GitRepository;
let jira: LocalJira;
let scratch: string;

beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), "check-"));
  clone = new GitRepository();
  clone.commit({ message: "Begin", files: { ".github/pre-deploy-checker.yml": policy } });
  clone.git("branch", "production");
  clone.commit({ message: "STORY-1 Pay", files: { a: "1" } });
  clone.git("branch", "ready");
  clone.commit({ message: "STORY-2 Pay later", files: { b: "1" } });
  clone.git("branch", "unready");
  clone.commit({ message: "wip \u001b[2J", files: { c: "1" } });
  jira = await startJira({
    kind: "cloud",
    issues: [
      { key: "STORY-1", status: "Ready to Deploy" },
      { key: "STORY-2", status: "In Progress" },
    ],
  });
});

afterAll(async () => {
  await jira.close();
  rmSync(clone.dir, { recursive: true, force: true });
  rmSync(scratch, { recursive: true, force: true });
});

const jiraEnvironment = () => ({
  JIRA_API_URL: jira.url,
  JIRA_EMAIL: jira.credentials.email,
  JIRA_API_TOKEN: jira.credentials.apiToken,
});

const checking = (head: string) => [
  "check",
  "--repo",
  clone.dir,
  "--production",
  "production",
  "--head",
  head,
];

function check(head: string, ...more: readonly string[]) {
  return runCommand([...checking(head), ...more], { env: jiraEnvironment() });
}

describe("check", () => {
  test("success: exit status 0", async () => {
    const { code, stdout, stderr } = await runCli(checking("ready"), { env: jiraEnvironment() });
    expect(stderr).toBe("");
    expect(stdout).toMatch(/^✓ OK to deploy {2}target web\n/);
    expect(code).toBe(0);
  });

  test("failure: exit status 1, what is wrong and the remedy", async () => {
    const { code, stdout } = await runCli(checking("main"), { env: jiraEnvironment() });
    expect(code).toBe(1);
    expect(stdout).toContain("✗ Not OK to deploy");
    expect(stdout).toContain('STORY-2 is "In Progress", not Ready to Deploy');
    expect(stdout).toContain('→ Move STORY-2 to "Ready to Deploy" in Jira');
    expect(stdout).toContain(`${jira.url}/browse/STORY-2`);
    expect(stdout).toContain("names no issue");
    expect(stdout.replaceAll("\n", "")).not.toMatch(/\p{Cc}/u);
  });

  test("could not tell: exit status 2 where Jira refuses the token", async () => {
    const { code, stdout } = await runCli(checking("ready"), {
      env: { ...jiraEnvironment(), JIRA_API_TOKEN: "expired-token" },
    });
    expect(code).toBe(2);
    expect(stdout).toContain("? Could not tell");
    expect(stdout).not.toContain("expired-token");
  });

  test("could not tell: exit status 2 where no Jira is configured, and how to leave it out", async () => {
    const args = checking("ready");
    const without = await runCommand(args);
    expect(without.code).toBe(2);
    expect(without.stdout).toContain("Jira is not configured");
    expect(without.stderr).toContain("--no-jira");
    const leftOut = await runCommand([...args, "--no-jira"]);
    expect(leftOut.code).toBe(0);
    expect(leftOut.stdout).toContain("issue-status: not asked: needs Jira");
    expect(leftOut.stdout).toContain("1 issue: 1 not looked up");
  });

  test("an outage is told without promising to try again: the command has ended by then", async () => {
    const { code, stdout } = await runCommand([...checking("ready"), "--format", "json"], {
      env: { ...jiraEnvironment(), JIRA_API_URL: "http://127.0.0.1:1" },
    });
    expect(code).toBe(2);
    const report = JSON.parse(stdout) as Report;
    expect(report.summary).toMatch(/^Cannot reach Jira: connection refused/);
    expect(report.summary).not.toContain("retrying");
    expect(report.problems).toMatchObject([{ kind: "jira-unavailable", retryAt: null }]);
  });

  test("half a configuration of Jira is wrong usage", async () => {
    const { code, stderr } = await runCommand(checking("ready"), { env: { JIRA_API_URL: jira.url } });
    expect(code).toBe(2);
    expect(stderr).toContain("JIRA_");
  });

  test("--format json is the report and nothing else", async () => {
    const { code, stdout, stderr } = await check("unready", "--format", "json");
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
    const report = JSON.parse(stdout) as Report;
    expect(report).toMatchObject({
      version: 1,
      target: "web",
      state: "failure",
      summary: "1 issue not Ready to Deploy",
      production: { ref: "production", sha: clone.tip("production") },
      head: { ref: "unready", sha: clone.tip("unready") },
    });
    expect(report.commits.map(({ issueKeys }) => issueKeys)).toEqual([["STORY-2"], ["STORY-1"]]);
    expect(report.issues.map(({ key, status }) => [key, status])).toEqual(
      expect.arrayContaining([
        ["STORY-1", "Ready to Deploy"],
        ["STORY-2", "In Progress"],
      ]),
    );
  });

  test("--format markdown", async () => {
    const { code, stdout } = await check("unready", "--format", "markdown");
    expect(code).toBe(1);
    expect(stdout).toMatch(/^### ❌ Not OK to deploy: web\n/);
  });

  test("--policy judges by another policy, --target chooses among several", async () => {
    const file = join(scratch, "policy.yml");
    writeFileSync(
      file,
      policy.replace("targets: {", "targets: { api: { deploy: api, production: production }, "),
    );
    const several = await check("ready", "--policy", file);
    expect(several.code).toBe(2);
    expect(several.stderr).toContain("choose one with --target");
    const chosen = await check("ready", "--policy", file, "--target", "api");
    expect(chosen.stdout).toContain("target api");
    expect(chosen.code).toBe(0);
  });

  test("colours on request, never by itself in a pipe", async () => {
    const args = [...checking("ready"), "--no-jira"];
    const coloured = await runCli(args, { env: { FORCE_COLOR: "1" } });
    expect(coloured.stdout).toContain("\u001b[");
    const forbidden = await runCli(args, { env: { NO_COLOR: "1" } });
    expect(forbidden.stdout).not.toContain("\u001b[");
  });
});

describe("check refuses, with exit status 2 and a hint,", () => {
  test.each([
    [["--head", "nowhere"], '--head "nowhere" is no commit'],
    [["--production", "nowhere"], '--production "nowhere" is no commit'],
    [["--head", "--upload-pack=touch /tmp/x"], "is no commit"],
    [["--policy", "/nowhere.yml"], "no such file"],
    [["--target", "api"], 'no target "api"; it has web'],
    [["--row-counts", "/nowhere.json"], "no such file"],
  ])("%j", async (args, message) => {
    const result = await check("ready", ...args);
    expect(result.stderr).toContain(message);
    expect(result.code).toBe(2);
    expect(result.stdout).toBe("");
  });

  test("an invalid policy, naming its mistakes", async () => {
    const file = join(scratch, "invalid.yml");
    writeFileSync(file, `${policy}isues: {}\n`);
    const { code, stderr } = await check("ready", "--policy", file);
    expect(code).toBe(2);
    expect(stderr).toContain(`${file}:5:1 unknown key "isues"`);
  });

  test("a folder that is no repository", async () => {
    const folder = join(scratch, "empty");
    mkdirSync(folder);
    const { code, stderr } = await runCommand(
      ["check", "--repo", folder, "--production", "a", "--head", "b", "--no-jira"],
      { env: { GIT_CEILING_DIRECTORIES: scratch } },
    );
    expect(code).toBe(2);
    expect(stderr).toMatch(/^error: .+/);
  });
});
