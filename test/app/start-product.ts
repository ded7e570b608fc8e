import { mkdtemp, rm } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pino from "pino";
import { type App, startApp } from "../../src/app.js";
import { readSettings } from "../../src/settings.js";
import type { Report } from "../../src/checker/report.js";
import { createJobs } from "../../src/jobs/create-jobs.js";
import { openDatabase } from "../../src/store/open-database.js";
import { type LocalGitHub, startGitHub } from "../support/github/index.js";
import type { GitHubOptions } from "../support/github/options.js";
import { type LocalJira, startJira, type StartJiraOptions } from "../support/jira/index.js";
import type { PostedStatus } from "../support/github/posted-status.js";
import { gitHelperSource } from "../support/git-helper-source.js";
import { createTestDatabase, type Template } from "../support/postgres/create-test-database.js";

export const jiraWebhookSecret = "a secret that Jira signs with";
export const deployReportSecret = "a secret that deploy keys are derived from";

export interface Product {
  readonly github: LocalGitHub;
  readonly jira: LocalJira;
  /** Where the app answers. */
  readonly url: string;
  /** The app's own database. */
  readonly databaseUrl: string;
  /** The app's DATA_DIR: its git mirrors. */
  readonly dataDir: string;
  /** The first final status of a commit under a target's context (or the bare context for null). */
  finalStatus(repository: string, sha: string, target?: string | null): Promise<PostedStatus>;
  /** The first status that satisfies the predicate. */
  statusWhere(
    repository: string,
    sha: string,
    fits: (status: PostedStatus) => boolean,
  ): Promise<PostedStatus>;
  /** The report as the page's `.json` gives it. */
  report(repository: string, target: string, sha: string): Promise<Report>;
  /** Stops the app, and starts it again on the same database. */
  restart(whileAway?: () => Promise<void>): Promise<void>;
  stop(): Promise<void>;
}

export interface ProductOptions {
  readonly jira?: Partial<StartJiraOptions>;
  readonly github?: GitHubOptions;
  readonly environment?: Readonly<Record<string, string>>;
  /** Whether people have to sign in; otherwise the pages are for this machine. */
  readonly signIn?: boolean;
}

const patienceMs = 25_000;

/** The tables as the app makes them at its first start, which takes longer than all else of a start. */
const appTables: Template = {
  name: "app_tables",
  async fill(url) {
    const database = await openDatabase({ databaseUrl: url }, { onLost: fail, onError: fail });
    const jobs = await createJobs({ database: database.engine, logger: pino({ enabled: false }) });
    await jobs.stop();
    await database.close();
  },
};

/** The whole product in this process, between a local GitHub and a local Jira, on a database of its own. */
export async function startProduct(options: ProductOptions = {}): Promise<Product> {
  const folder = await mkdtemp(join(tmpdir(), "product-"));
  const [github, jira, database] = await Promise.all([
    startGitHub({ validate: true, ...options.github }),
    startJira({ kind: "cloud", ...options.jira }),
    createTestDatabase(appTables),
  ]);
  const start = async (port: number): Promise<App> =>
    startApp(
      readSettings({
        APP_ID: String(github.app.id),
        PRIVATE_KEY: github.app.privateKeyPem,
        WEBHOOK_SECRET: github.app.webhookSecret,
        GHE_HOST: github.host,
        GHE_PROTOCOL: "http",
        PORT: String(port),
        PUBLIC_URL: port === 0 ? "http://localhost" : `http://localhost:${port}`,
        DATABASE_URL: database.url,
        DATA_DIR: folder,
        LOG_LEVEL: "fatal",
        JIRA_API_URL: jira.url,
        ...(jira.kind === "cloud"
          ? { JIRA_EMAIL: jira.credentials.email, JIRA_API_TOKEN: jira.credentials.apiToken }
          : { JIRA_TOKEN: jira.credentials.apiToken }),
        JIRA_WEBHOOK_SECRET: jiraWebhookSecret,
        DEPLOY_REPORT_SECRET: deployReportSecret,
        ...(options.signIn === true
          ? { GITHUB_CLIENT_ID: github.app.clientId, GITHUB_CLIENT_SECRET: github.app.clientSecret }
          : {}),
        ...options.environment,
      }),
      {
        environment: process.env,
        gitHelper: gitHelperSource,
        onFatal: (error) => {
          throw error;
        },
      },
    );

  // Where people come back to after sign-in has to be known before the app starts.
  let app = await start(options.signIn === true ? await freePort() : 0);
  const { port } = app;
  const url = `http://localhost:${port}`;
  github.setWebhookUrl(`${url}/api/github/webhooks`);
  jira.registerWebhook({ url: `${url}/api/jira/webhooks`, secret: jiraWebhookSecret });

  const statusWhere: Product["statusWhere"] = (repository, sha, fits) =>
    github.waitForStatus(repository, sha, fits, { timeoutMs: patienceMs });

  return {
    github,
    jira,
    url,
    databaseUrl: database.url,
    dataDir: folder,
    statusWhere,
    finalStatus(repository, sha, target = "web") {
      const context = target === null ? "pre-deploy-checker" : `pre-deploy-checker/${target}`;
      return statusWhere(
        repository,
        sha,
        (status) => status.context === context && status.state !== "pending",
      );
    },
    async report(repository, target, sha) {
      const answer = await fetch(`${url}/r/${repository}/${target}/${sha}.json`);
      if (!answer.ok) throw new Error(`The report answered ${answer.status}`);
      return (await answer.json()) as Report;
    },
    async restart(whileAway = () => Promise.resolve()) {
      await app.stop();
      await whileAway();
      app = await start(port);
    },
    async stop() {
      await app.stop();
      await Promise.all([github.close(), jira.close()]);
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function fail(error: unknown): never {
  throw error;
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

/** Asks until the answer is true; fails with what it was about when it never is. */
export async function eventually(what: string, isTrue: () => Promise<boolean> | boolean): Promise<void> {
  const deadline = Date.now() + patienceMs;
  while (Date.now() < deadline) {
    if (await isTrue()) return;
    await pause(25);
  }
  throw new Error(`It never came to be: ${what}`);
}
