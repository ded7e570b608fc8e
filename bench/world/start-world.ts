import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Cleanup } from "../../demo/cleanup.js";
import { startGitHub, type LocalGitHub } from "../../test/support/github/index.js";
import { startJira, type LocalJira } from "../../test/support/jira/index.js";
import type { IssueSeed } from "../../test/support/jira/seeds.js";
import { startDatabase, type BenchDatabase, type DatabaseKind } from "./database.js";
import { freePort } from "./free-port.js";
import { startChild, type RunningChild } from "./start-child.js";
import { startWebhookGate, type WebhookGate } from "./webhook-gate.js";

const appMain = fileURLToPath(new URL("../../../dist/main.js", import.meta.url));
const floorMain = fileURLToPath(new URL("../floor/main.js", import.meta.url));

/** What a request takes on its way there and back, in milliseconds: as to GitHub and to Jira Cloud. */
const latencyMs = { github: 30, jira: 50 } as const;

export interface RunningApp extends RunningChild {
  readonly url: string;
  readonly webhookUrl: string;
}

/** The local GitHub and Jira with their latencies, a database, and what is started between them. */
export interface World {
  readonly github: LocalGitHub;
  readonly jira: LocalJira;
  readonly gate: WebhookGate;
  readonly database: BenchDatabase;
  /** `signIn`: its pages are for people whom the local GitHub lets in; otherwise for this machine. */
  startApp(options?: { readonly signIn?: boolean }): Promise<RunningApp>;
  /** Its URL takes the same webhooks as the app's. */
  startFloor(batches: "fewest" | "one-issue-each-in-a-row", token: string): Promise<RunningApp>;
}

export async function startWorld(options: {
  readonly database: DatabaseKind;
  readonly issues: readonly IssueSeed[];
  readonly folder: string;
  readonly cleanup: Cleanup;
}): Promise<World> {
  const { folder, cleanup } = options;
  const dataDir = join(folder, "data");
  const github = await startGitHub({ reposDir: join(folder, "github"), latencyMs: latencyMs.github });
  cleanup.add(() => github.close());
  const jira = await startJira({ kind: "cloud", latencyMs: latencyMs.jira, issues: options.issues });
  cleanup.add(() => jira.close());
  const gate = await startWebhookGate();
  cleanup.add(() => gate.close());
  const database = await startDatabase(options.database, dataDir);
  cleanup.add(() => database.stop());

  const start = async (
    name: string,
    script: string,
    environmentAt: (url: string) => Readonly<Record<string, string>>,
  ) => {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const ownFolder = join(folder, name);
    mkdirSync(ownFolder, { recursive: true });
    const child = await startChild({
      script,
      folder: ownFolder,
      logFile: join(folder, `${name}.log`),
      readyUrl: `${url}/readyz`,
      environment: { ...environmentAt(url), PORT: String(port) },
      nodeArguments: name === "app" ? nodeArguments() : [],
    });
    cleanup.add(() => child.stop());
    return { ...child, url };
  };

  return {
    github,
    jira,
    gate,
    database,
    async startApp({ signIn = false } = {}) {
      const app = await start("app", appMain, (url) => ({
        NODE_ENV: "production",
        HOST: "127.0.0.1",
        PUBLIC_URL: signIn ? url : "http://localhost:3000",
        LOG_LEVEL: "warn",
        DATA_DIR: dataDir,
        APP_ID: String(github.app.id),
        PRIVATE_KEY: github.app.privateKeyPem,
        WEBHOOK_SECRET: github.app.webhookSecret,
        GHE_HOST: github.host,
        GHE_PROTOCOL: "http",
        JIRA_API_URL: jira.url,
        JIRA_EMAIL: jira.credentials.email,
        JIRA_API_TOKEN: jira.credentials.apiToken,
        ...(signIn
          ? { GITHUB_CLIENT_ID: github.app.clientId, GITHUB_CLIENT_SECRET: github.app.clientSecret }
          : {}),
        ...database.environment,
      }));
      return { ...app, webhookUrl: `${app.url}/api/github/webhooks` };
    },
    async startFloor(batches, token) {
      const { email, apiToken } = jira.credentials;
      const floor = await start(`floor-${batches}`, floorMain, () => ({
        FOLDER: join(folder, `floor-${batches}`),
        GITHUB_URL: github.url,
        GITHUB_TOKEN: token,
        JIRA_URL: jira.url,
        JIRA_AUTHORIZATION: `Basic ${Buffer.from(`${email}:${apiToken}`).toString("base64")}`,
        JIRA_RISK_FIELD: "customfield_10000",
        JIRA_BATCHES: batches,
      }));
      return { ...floor, webhookUrl: floor.url };
    },
  };
}

/** BENCH_NODE_ARGUMENTS="--cpu-prof --cpu-prof-dir=/tmp/profiles" profiles the app. */
function nodeArguments(): readonly string[] {
  return (process.env["BENCH_NODE_ARGUMENTS"] ?? "").split(" ").filter((argument) => argument !== "");
}
