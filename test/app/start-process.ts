import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { resolve } from "node:path";
import type { LocalGitHub } from "../support/github/index.js";
import type { LocalJira } from "../support/jira/index.js";
import { jiraWebhookSecret } from "./start-product.js";

export interface AppProcess {
  readonly url: string;
  /** SIGKILL: the process has no time for anything. */
  kill(): Promise<void>;
  /** SIGTERM; answers the exit code. */
  stop(): Promise<number | null>;
  /** Starts it anew on the same port and data. */
  start(): Promise<void>;
}

export interface AppProcessOptions {
  readonly github: LocalGitHub;
  readonly jira: LocalJira;
  readonly dataDir: string;
  /** Embedded when left out. */
  readonly databaseUrl?: string;
}

const readyWithinMs = 60_000;

/** The app as a process of its own, as `npm start` runs it but without a build, joined to a local GitHub and Jira. */
export async function startProcess(options: AppProcessOptions): Promise<AppProcess> {
  const { github, jira, dataDir, databaseUrl } = options;
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const environment: NodeJS.ProcessEnv = {
    PATH: process.env["PATH"],
    APP_ID: String(github.app.id),
    PRIVATE_KEY: github.app.privateKeyPem,
    WEBHOOK_SECRET: github.app.webhookSecret,
    GHE_HOST: github.host,
    GHE_PROTOCOL: "http",
    PORT: String(port),
    PUBLIC_URL: url,
    DATA_DIR: dataDir,
    ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
    LOG_LEVEL: "error",
    JIRA_API_URL: jira.url,
    ...(jira.kind === "cloud"
      ? { JIRA_EMAIL: jira.credentials.email, JIRA_API_TOKEN: jira.credentials.apiToken }
      : { JIRA_TOKEN: jira.credentials.apiToken }),
    JIRA_WEBHOOK_SECRET: jiraWebhookSecret,
  };

  const start = async () => {
    const child = spawn(
      process.execPath,
      ["--import", resolve("test/support/run-typescript.js"), resolve("src/main.ts")],
      { cwd: dataDir, env: environment, stdio: ["ignore", "pipe", "pipe"] },
    );
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
    const closed = once(child, "close");
    const deadline = Date.now() + readyWithinMs;
    for (;;) {
      if (child.exitCode !== null) throw new Error(`The app ended with ${child.exitCode}:\n${output}`);
      if (Date.now() > deadline) throw new Error(`The app was not ready in time:\n${output}`);
      if (await isReady(url)) break;
      await new Promise((pause) => setTimeout(pause, 50));
    }
    return { child, closed };
  };

  let running = await start();
  github.setWebhookUrl(`${url}/api/github/webhooks`);
  jira.registerWebhook({ url: `${url}/api/jira/webhooks`, secret: jiraWebhookSecret });
  return {
    url,
    async kill() {
      running.child.kill("SIGKILL");
      await running.closed;
    },
    async stop() {
      running.child.kill("SIGTERM");
      await running.closed;
      return running.child.exitCode;
    },
    async start() {
      running = await start();
    },
  };
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/readyz`)).ok;
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
