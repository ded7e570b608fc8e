import { describe, expect, test } from "vitest";
import { spawn } from "node:child_process";
import { runCli } from "../support/run-cli.js";
import { runCommand } from "../support/run-command.js";

const lines = (...values: readonly unknown[]) => values.map((value) => `${JSON.stringify(value)}\n`).join("");

describe("keys", () => {
  test("answers every message in order, in upper case, each key once", async () => {
    const input = lines(
      { message: "STORY-2: use story-2 and TECH-1" },
      { message: "UTF-8 and CVE-2024-1234" },
      { message: "Body\n\nTECH-7", more: true },
    );
    const result = await runCli(["keys", "--projects", "story, TECH"], { input });
    expect(result).toEqual({
      code: 0,
      stdout: lines({ keys: ["STORY-2", "TECH-1"] }, { keys: [] }, { keys: ["TECH-7"] }),
      stderr: "",
    });
  });

  test("reads other separators only when lenient", async () => {
    const input = lines({ message: "STORY_12 and story 13" });
    const strict = await runCommand(["keys", "--projects", "STORY"], { input });
    const lenient = await runCommand(["keys", "--projects", "STORY", "--lenient"], { input });
    expect(strict.stdout).toBe(lines({ keys: [] }));
    expect(lenient.stdout).toBe(lines({ keys: ["STORY-12", "STORY-13"] }));
  });

  test("skips blank lines, takes CRLF and a last line without an end, and bytes that are not UTF-8", async () => {
    const input = Buffer.concat([
      Buffer.from(`\r\n{"message":"STORY-1"}\r\n   \n{"message":"`),
      Buffer.from([0xff, 0xc3]),
      Buffer.from(` STORY-2"}`),
    ]);
    const result = await runCommand(["keys", "--projects", "STORY"], { input });
    expect(result.stdout).toBe(lines({ keys: ["STORY-1"] }, { keys: ["STORY-2"] }));
    expect(result.code).toBe(0);
  });

  test.each([
    ["no JSON", "STORY-1"],
    ["no object", "[1]"],
    ["null", "null"],
    ["no message", '{"text":"STORY-1"}'],
    ["a message that is no text", '{"message":1}'],
  ])("stops at a line with %s, naming it, after answering those before", async (_, wrong) => {
    const input = `${lines({ message: "STORY-1" })}\n${wrong}\n${lines({ message: "STORY-3" })}`;
    const result = await runCommand(["keys", "--projects", "STORY"], { input });
    expect(result.code).toBe(2);
    expect(result.stdout).toBe(lines({ keys: ["STORY-1"] }));
    expect(result.stderr).toContain("line 3 ");
  });

  test.each([[[]], [["--projects", ""]], [["--projects", "STORY,12"]], [["--projects", "STORY", "extra"]]])(
    "refuses wrong usage: %j",
    async (args) => {
      const result = await runCommand(["keys", ...args]);
      expect(result.code).toBe(2);
      expect(result.stderr).toMatch(/^error: /);
      expect(result.stdout).toBe("");
    },
  );

  test("ends quietly when the reader goes away", async () => {
    const child = spawn(process.execPath, [
      "--import",
      "./test/support/run-typescript.js",
      "src/cli/main.ts",
      "keys",
      "--projects",
      "STORY",
    ]);
    let stderr = "";
    child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
    child.stdin.on("error", () => undefined);
    child.stdout.once("data", () => child.stdout.destroy());
    const closed = new Promise<number | null>((resolve) => child.on("exit", resolve));
    child.stdin.end(lines({ message: "STORY-1" }).repeat(100_000));
    expect(await closed).toBe(0);
    expect(stderr).toBe("");
  });
});
