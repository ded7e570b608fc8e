import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { runCli } from "../support/run-cli.js";
import { runCommand } from "../support/run-command.js";

describe("usage", () => {
  test("--help names every command and the exit status", async () => {
    const { code, stdout } = await runCli(["--help"]);
    expect(code).toBe(0);
    for (const command of ["check", "estimate", "calibrate", "keys", "policy", "commit-msg", "deploy-key"]) {
      expect(stdout).toMatch(new RegExp(`^  ${command}\\b`, "m"));
    }
    expect(stdout).toContain("2 could not tell or wrong usage");
  });

  test.each([
    ["check", "--repo ."],
    ["estimate", "on the server of REHEARSAL_URL"],
    ["calibrate", "calibrate --yes --format json > rates.json"],
    ["keys", "keys --projects STORY,TECH"],
    ["policy validate", "policy validate .github/"],
    ["policy schema", "policy schema >"],
    ["commit-msg", ".git/hooks/commit-msg"],
    ["deploy-key", "deploy-key acme/web"],
  ])("%s --help shows how it is used", async (command, example) => {
    const { code, stdout } = await runCommand([...command.split(" "), "--help"]);
    expect(code).toBe(0);
    expect(stdout).toContain(example);
  });

  test("--version", async () => {
    const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
    expect(await runCommand(["--version"])).toMatchObject({ code: 0, stdout: `${version}\n`, stderr: "" });
  });

  test.each([
    [["chekc"], "Did you mean check?"],
    [["keys", "--projects", "STORY", "--lenint"], "Did you mean --lenient?"],
    [["check", "--repo", "."], "--production"],
    [["check", "--repo", ".", "--production", "a", "--head", "b", "--format", "xml"], "text, json, markdown"],
    [["policy", "validate"], "file"],
    [["deploy-key"], "owner/repo"],
  ])("%j is wrong usage: exit status 2, and a hint", async (args, hint) => {
    const { code, stdout, stderr } = await runCommand(args);
    expect(code).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toContain(hint);
  });

  test("without a command the help goes to standard error", async () => {
    const { code, stdout, stderr } = await runCli([]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("Usage: pre-deploy-checker");
  });
});
