import { spawn } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, vi, test } from "vitest";
import { giveEmbeddedDatabase } from "./support/embedded-database.js";

vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });

const enough = {
  APP_ID: "1",
  PRIVATE_KEY: generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({
    type: "pkcs1",
    format: "pem",
  }) as string,
  WEBHOOK_SECRET: "0123456789abcdef0123",
  PUBLIC_URL: "https://deploys.acme.test",
};

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "main-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The process that `npm start` starts, until it ends by itself. */
function start(environment: Record<string, string>): Promise<{ code: number | null; stderr: string }> {
  const child = spawn(
    process.execPath,
    ["--import", resolve("test/support/run-typescript.js"), resolve("src/main.ts")],
    { cwd: folder, env: { PATH: process.env["PATH"], ...environment }, stdio: ["ignore", "ignore", "pipe"] },
  );
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  return new Promise((done) => child.on("close", (code) => done({ code, stderr })));
}

describe("what keeps the service from starting is told in words, without a stack trace", () => {
  test("missing settings, all at once", async () => {
    const { code, stderr } = await start({});
    expect(code).toBe(2);
    expect(stderr).toMatch(/^3 settings are missing or wrong/);
    for (const name of ["APP_ID", "PRIVATE_KEY", "WEBHOOK_SECRET"])
      expect(stderr).toContain(`${name} is missing`);
  });

  test("a port that is taken", async () => {
    const server = createServer();
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const { port } = server.address() as AddressInfo;
    await giveEmbeddedDatabase(join(folder, "data"));
    const { code, stderr } = await start({ ...enough, PORT: String(port) });
    server.close();
    expect(code).toBe(2);
    expect(stderr).toBe(
      `Cannot listen on 127.0.0.1:${port}: something else listens there; choose another PORT\n`,
    );
  });

  test("a data folder that cannot be made", async () => {
    writeFileSync(join(folder, "data"), "a file");
    const { code, stderr } = await start(enough);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^Cannot write to the data folder \S+ \(EEXIST\)\. .*DATA_DIR.*\n$/);
  });

  test("a data folder that is denied, also where PostgreSQL keeps the rest", async () => {
    const { code, stderr } = await start({
      ...enough,
      DATA_DIR: "/proc/data",
      DATABASE_URL: "postgres://127.0.0.1:1/x",
    });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^Cannot write to the data folder \/proc\/data \(\w+\)\. .*DATA_DIR.*\n$/);
  });

  test("PostgreSQL that does not answer, without its password", async () => {
    const { code, stderr } = await start({ ...enough, DATABASE_URL: "postgres://u:hidden@127.0.0.1:1/x" });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^Cannot reach PostgreSQL at 127\.0\.0\.1:1\/x: .*Check DATABASE_URL.*\n$/);
    expect(stderr).not.toContain("hidden");
  });
});
