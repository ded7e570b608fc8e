import { describe, expect, test } from "vitest";
import { createHmac } from "node:crypto";
import { runCli } from "../support/run-cli.js";
import { runCommand } from "../support/run-command.js";

describe("deploy-key", () => {
  test("prints the HMAC-SHA256 of the repository's name", async () => {
    const result = await runCli(["deploy-key", "acme/web"], { env: { DEPLOY_REPORT_SECRET: "s3cret" } });
    const expected = createHmac("sha256", "s3cret").update("acme/web").digest("hex");
    expect(result).toEqual({ code: 0, stdout: `${expected}\n`, stderr: "" });
  });

  test("says how to set the secret where it is missing", async () => {
    const result = await runCommand(["deploy-key", "acme/web"]);
    expect(result.code).toBe(2);
    expect(result.stderr).toContain("DEPLOY_REPORT_SECRET is not set");
  });

  test.each(["acme", "acme/", "/web", "a/b/c", "acme web/x", "https://github.com/acme/web"])(
    "refuses %j, which is no repository",
    async (name) => {
      const result = await runCommand(["deploy-key", name], { env: { DEPLOY_REPORT_SECRET: "s3cret" } });
      expect(result.code).toBe(2);
      expect(result.stderr).toContain("owner/repo");
      expect(result.stderr).not.toContain("s3cret");
    },
  );
});
