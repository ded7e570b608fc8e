import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { runCommand } from "../support/run-command.js";
import { gitTestEnvironment } from "../support/git-repository.js";

const cli = `"${process.execPath}" --import "${resolve("test/support/run-typescript.js")}" "${resolve("src/cli/main.ts")}"`;
const policy = `version: 1
targets: { web: { deploy: deploy, production: production } }
jira: { projects: [STORY, TECH] }
commits: { ignore: ['^Merge '] }
`;

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "commit-msg-"));
  git("init", "-q", "-b", "main");
  writeFileSync(join(folder, ".git/hooks/commit-msg"), `#!/bin/sh\nexec ${cli} commit-msg "$1"\n`);
  chmodSync(join(folder, ".git/hooks/commit-msg"), 0o755);
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function git(...args: readonly string[]) {
  const result = spawnSync("git", args, { cwd: folder, env: gitTestEnvironment, encoding: "utf8" });
  return { code: result.status, output: result.stdout + result.stderr };
}

function givePolicy(text = policy) {
  mkdirSync(join(folder, ".github"), { recursive: true });
  writeFileSync(join(folder, ".github/pre-deploy-checker.yml"), text);
}

const commit = (message: string) => git("commit", "--allow-empty", "-m", message);

describe("as git's hook", () => {
  test("takes a message with a key, in subject or body, and one marked as needing none", () => {
    givePolicy();
    expect(commit("STORY-1 Pay").code).toBe(0);
    expect(commit("Pay\n\nRefs: tech-2").code).toBe(0);
    expect(commit("Fix a typo [no-jira]").code).toBe(0);
    expect(commit("fixup! STORY-1 Pay").code).toBe(0);
  });

  test("refuses a message without, saying how to mend it", () => {
    givePolicy();
    const { code, output } = commit("Pay in UTF-8");
    expect(code).not.toBe(0);
    expect(output).toContain('no issue in the message "Pay in UTF-8"');
    expect(output).toContain("STORY, TECH");
    expect(output).toContain("no-jira");
    expect(commit("fixup! Pay").output).toContain("Until it is squashed");
  });

  test("does not take a key from git's own comments", () => {
    givePolicy();
    git("switch", "-q", "-c", "STORY-7-pay");
    expect(commit("Pay\n# On branch STORY-7-pay").code).not.toBe(0);
  });

  test("ignores merge commits as the policy says, but not other commits of that name", () => {
    givePolicy();
    commit("STORY-1 Base");
    git("switch", "-q", "-c", "side");
    commit("STORY-2 Side");
    git("switch", "-q", "main");
    expect(commit("Merge nothing at all").code).not.toBe(0);
    expect(git("merge", "--no-ff", "-m", "Merge branch 'side'", "side").code).toBe(0);
    expect(git("log", "-1", "--format=%P").output.trim().split(" ")).toHaveLength(2);
  });

  test("takes the branch's key where the policy takes keys from pull requests", () => {
    givePolicy(policy.replace("[STORY, TECH]", "[STORY, TECH], pull-request-keys: true"));
    expect(commit("Pay").code).not.toBe(0);
    git("switch", "-q", "-c", "story-7-pay");
    expect(commit("Pay").code).toBe(0);
  });

  test("where commit-without-issue is a warning it warns, where it is off it is silent", () => {
    givePolicy(`${policy}checks: { commit-without-issue: warning }\n`);
    expect(commit("Pay")).toMatchObject({ code: 0, output: expect.stringContaining("warning: no issue") });
    givePolicy(`${policy}checks: { commit-without-issue: off }\n`);
    expect(commit("Pay").output).not.toContain("no issue");
  });

  test("lets everything pass without a policy, and without a jira section", () => {
    expect(commit("Pay")).toMatchObject({ code: 0, output: expect.stringContaining("no policy") });
    givePolicy("version: 1\ntargets: { web: { deploy: deploy, production: production } }\n");
    expect(commit("Pay").code).toBe(0);
  });

  test("an invalid policy passes nothing, and its mistakes are named", () => {
    givePolicy(`${policy}isues: {}\n`);
    const { code, output } = commit("STORY-1 Pay");
    expect(code).not.toBe(0);
    expect(output).toContain(".github/pre-deploy-checker.yml:5:1 ");
  });
});

describe("by itself", () => {
  const judge = (message: string, ...args: readonly string[]) => {
    writeFileSync(join(folder, "message"), message);
    return runCommand(["commit-msg", "message", ...args], { cwd: folder });
  };

  test("--projects stands in for a policy", async () => {
    expect((await judge("OPS-1 x", "--projects", "OPS")).code).toBe(0);
    expect((await judge("STORY-1 x", "--projects", "OPS")).code).toBe(1);
    expect((await judge("x no-jira", "--projects", "OPS")).code).toBe(0);
  });

  test("a named policy must be there", async () => {
    const { code, stderr } = await judge("STORY-1 x", "--policy", "nowhere.yml");
    expect(code).toBe(2);
    expect(stderr).toContain("cannot read nowhere.yml: there is no such file");
  });

  test("leaves an empty message to git", async () => {
    expect((await judge("# nothing\n", "--projects", "OPS")).code).toBe(0);
  });

  test("a message cannot drive the terminal", async () => {
    const { stderr } = await judge("\u001b[2J\u202ex", "--projects", "OPS");
    expect(stderr).toContain("␛[2J<U+202E>x");
  });

  test("honours another comment character", async () => {
    git("config", "core.commentChar", ";");
    expect((await judge("x\n; OPS-1\n", "--projects", "OPS")).code).toBe(1);
    expect((await judge("x\n# OPS-1\n", "--projects", "OPS")).code).toBe(0);
  });
});
