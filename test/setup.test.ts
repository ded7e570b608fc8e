import { spawn, type ChildProcess } from "node:child_process";
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

let folder: string;
const opened: (() => void)[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "setup-"));
  copyFileSync("app.yml", join(folder, "app.yml"));
});

afterEach(() => {
  for (const close of opened.splice(0)) close();
  rmSync(folder, { recursive: true, force: true });
});

interface Setup {
  readonly child: ChildProcess;
  readonly output: () => string;
  readonly exit: Promise<number | null>;
}

function setup(environment: Record<string, string>): Setup {
  const child = spawn(
    process.execPath,
    ["--import", resolve("test/support/run-typescript.js"), resolve("src/setup.ts")],
    { cwd: folder, env: { PATH: process.env["PATH"], ...environment }, stdio: ["ignore", "pipe", "pipe"] },
  );
  opened.push(() => child.kill("SIGKILL"));
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => (output += text));
  }
  const exit = new Promise<number | null>((done) => child.on("close", done));
  return { child, output: () => output, exit };
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((done) => server.listen(0, "localhost", done));
  opened.push(() => server.close());
  return (server.address() as AddressInfo).port;
}

async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  await new Promise((done) => server.close(done));
  return port;
}

async function said({ child, output }: Setup, text: string): Promise<void> {
  for (const deadline = Date.now() + 25_000; !output().includes(text);) {
    if (child.exitCode !== null || Date.now() > deadline) {
      throw new Error(`Not said: ${text}. Said: ${output()}`);
    }
    await new Promise((done) => setTimeout(done, 20));
  }
}

/** GitHub's answer to a manifest's code, at the path of a GitHub Enterprise Server. */
function manifestConversions(): Server {
  return createServer((request, response) => {
    const known = request.method === "POST" && request.url === "/api/v3/app-manifests/abc/conversions";
    response.writeHead(known ? 201 : 404, { "content-type": "application/json" }).end(
      JSON.stringify({
        id: 42,
        client_id: "Iv1.1",
        client_secret: "client-secret",
        webhook_secret: "hook-secret",
        pem: "-----BEGIN RSA PRIVATE KEY-----\nAAA=\n-----END RSA PRIVATE KEY-----\n",
        html_url: "http://localhost/apps/checker",
      }),
    );
  });
}

describe("npm run setup", () => {
  test("shows GitHub the manifest and adds what it answers to .env", async () => {
    writeFileSync(
      join(folder, ".env"),
      "# The App\nAPP_ID=\nWEBHOOK_PROXY_URL=\nJIRA_EMAIL=a@acme.test # ours\n",
    );
    const github = await listen(manifestConversions());
    const port = await freePort();
    const running = setup({
      PUBLIC_URL: "https://deploys.acme.test",
      PORT: String(port),
      GHE_HOST: `localhost:${github}`,
      GHE_PROTOCOL: "http",
    });
    await said(running, `http://localhost:${port}`);

    const page = await (await fetch(`http://localhost:${port}/probot`)).text();
    const [, manifest = ""] = /id="manifest" value='([^']*)'/.exec(page) ?? [];
    expect(JSON.parse(manifest)).toMatchObject({
      name: "Pre-Deploy Checker",
      url: expect.stringMatching(/^https:/),
      public: false,
      hook_attributes: { url: "https://deploys.acme.test/api/github/webhooks" },
      default_permissions: { statuses: "write", contents: "read" },
    });

    const back = await fetch(`http://localhost:${port}/probot/setup?code=abc`, { redirect: "manual" });
    expect(back.headers.get("location")).toBe("http://localhost/apps/checker/installations/new");
    await said(running, "npm start");
    expect(running.output()).not.toContain("hook-secret");
    expect(readFileSync(join(folder, ".env"), "utf8")).toBe(
      [
        "# The App",
        "APP_ID=42",
        "WEBHOOK_PROXY_URL=",
        "JIRA_EMAIL=a@acme.test # ours",
        "PUBLIC_URL=https://deploys.acme.test",
        `GHE_HOST=localhost:${github}`,
        "GHE_PROTOCOL=http",
        'PRIVATE_KEY="-----BEGIN RSA PRIVATE KEY-----\\nAAA=\\n-----END RSA PRIVATE KEY-----"',
        "WEBHOOK_SECRET=hook-secret",
        "GITHUB_CLIENT_ID=Iv1.1",
        "GITHUB_CLIENT_SECRET=client-secret",
        "",
      ].join("\n"),
    );
  });

  test.each([
    [{}, /^Set PUBLIC_URL to the https address/],
    [{ PUBLIC_URL: "deploys.acme.test" }, /^PUBLIC_URL is not a URL.*Example: PUBLIC_URL=https:/],
    [{ PUBLIC_URL: "https://deploys.acme.test", APP_ID: "1" }, /^APP_ID is set already/],
  ])("refuses %j in one sentence", async (environment, message) => {
    const { exit, output } = setup(environment);
    expect(await exit).toBe(2);
    expect(output()).toMatch(message);
    expect(output()).not.toMatch(/^\s+at /m);
    expect(existsSync(join(folder, ".env"))).toBe(false);
  });

  test("says that the port is taken", async () => {
    const port = await listen(createServer());
    const { exit, output } = setup({ PUBLIC_URL: "https://deploys.acme.test", PORT: String(port) });
    expect(await exit).toBe(2);
    expect(output()).toMatch(/^Port \d+ is already in use/);
  });
});
