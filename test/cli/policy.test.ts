import { describe, expect, test } from "vitest";
import { Ajv2020 } from "ajv/dist/2020.js";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { platformPolicy } from "../../demo/sample/platform-policy.js";
import { webPolicy } from "../../demo/sample/web-policy.js";
import { runCli } from "../support/run-cli.js";
import { runCommand } from "../support/run-command.js";

describe("policy validate", () => {
  test("names targets and their statuses", async () => {
    const result = await runCli(["policy", "validate", "-"], { input: platformPolicy });
    expect(result).toEqual({
      code: 0,
      stdout:
        "<stdin> is valid: its 2 targets are api (status pre-deploy-checker/api), " +
        "dashboard (status pre-deploy-checker/dashboard).\n",
      stderr: "",
    });
  });

  test("names sections that nothing rests on yet", async () => {
    const input = `${platformPolicy}\nlocks: {}\nwindows: []\n`;
    expect(await runCommand(["policy", "validate", "-"], { input })).toMatchObject({
      code: 0,
      stderr: "note: nothing is checked yet of locks and windows: reserved for a later version.\n",
    });
  });

  test("names all mistakes at once, with file, line and column", async () => {
    const folder = mkdtempSync(join(tmpdir(), "policy-"));
    try {
      const file = join(folder, "policy.yml");
      writeFileSync(file, webPolicy.replace("statuses:", "statusses:").replace("    deploy:", "    deplyo:"));
      const { code, stdout } = await runCommand(["policy", "validate", file]);
      expect(code).toBe(1);
      expect(stdout).toContain(`${file}:4:5 `);
      expect(stdout).toMatch(/:\d+:3 .*statusses/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test("a mistake cannot drive the terminal", async () => {
    const { code, stdout } = await runCommand(["policy", "validate", "-"], { input: '"a\\u001b[2J": 1\n' });
    expect(code).toBe(1);
    expect(stdout.replaceAll("\n", "")).not.toMatch(/\p{Cc}/u);
  });

  test.each([
    ["/nowhere/policy.yml", "no such file"],
    [".", "it is a folder"],
  ])("%s cannot be read: exit status 2", async (file, reason) => {
    const { code, stderr } = await runCommand(["policy", "validate", file]);
    expect(code).toBe(2);
    expect(stderr).toContain(reason);
  });
});

describe("policy schema", () => {
  test("accepts what policy validate accepts, and refuses unknown keys", async () => {
    const { code, stdout } = await runCommand(["policy", "schema"]);
    expect(code).toBe(0);
    const validate = new Ajv2020({ strict: false }).compile(JSON.parse(stdout) as object);
    expect(validate(parse(webPolicy))).toBe(true);
    expect(validate(parse(platformPolicy))).toBe(true);
    expect(validate(parse(webPolicy.replace("statuses:", "statusses:")))).toBe(false);
  });
});
