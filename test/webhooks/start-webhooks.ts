import { createHmac, generateKeyPairSync } from "node:crypto";
import { createServer, request as httpRequest } from "node:http";
import type { AddressInfo } from "node:net";
import pino from "pino";
import type { IssuesChanged } from "../../src/deploys/ports/issue-events.js";
import type { PostedTimings } from "../../src/deploys/ports/migration-timings.js";
import type { Repository } from "../../src/deploys/ports/repository.js";
import type { GitHubEvents } from "../../src/webhooks/github-app.js";
import type { ReportedDeployment } from "../../src/deploys/ports/store.js";
import { parseJiraWebhook } from "../../src/jira/parse-jira-webhook.js";
import { verifyJiraSignature } from "../../src/jira/verify-jira-signature.js";
import { createGitHubApp } from "../../src/webhooks/create-github-app.js";
import { createWebhooks } from "../../src/webhooks/create-webhooks.js";

export const now = new Date("2026-11-20T10:00:00Z");
export const secrets = ["the present secret", "the previous secret"] as const;
export const jiraSecret = "the secret of Jira";
export const jiraToken = "a/token with%signs";
export const reportSecret = "the secret of reports";

export const web: Repository = {
  id: 1,
  owner: "Acme",
  name: "Web",
  installationId: 7,
  defaultBranch: "main",
};

export interface Reply {
  readonly status: number;
  readonly body: unknown;
}

export interface Post {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer | string;
}

/** The entries on a real port, with everything that came out of them. */
export interface RunningWebhooks {
  readonly url: string;
  readonly port: number;
  /** Calls of the port's methods, by name, in order. */
  readonly events: { readonly name: string; readonly args: readonly unknown[] }[];
  readonly issues: IssuesChanged[];
  readonly reports: ReportedDeployment[];
  readonly timings: PostedTimings[];
  readonly log: string[];
  /** Makes the next event's storing fail. */
  failNext(error: Error): void;
  post(request: Post): Promise<Reply>;
  /** A delivery as GitHub sends it. */
  deliver(event: string, payload: unknown, overrides?: Readonly<Record<string, string>>): Promise<Reply>;
  close(): Promise<void>;
}

export interface WebhookChoices {
  readonly jira?: { readonly secret: string | null; readonly token: string | null };
  readonly reportSecret?: string | null;
  readonly previousSecret?: boolean;
  readonly perMinute?: number;
}

export async function startWebhooks(choices: WebhookChoices = {}): Promise<RunningWebhooks> {
  const events: { name: string; args: readonly unknown[] }[] = [];
  const issues: IssuesChanged[] = [];
  const reports: ReportedDeployment[] = [];
  const timings: PostedTimings[] = [];
  const log: string[] = [];
  const logger = pino({ level: "trace" }, { write: (line: string) => void log.push(line) });
  let failure: Error | null = null;

  const record =
    (name: string) =>
    (...args: readonly unknown[]): Promise<void> => {
      const error = failure;
      failure = null;
      if (error) return Promise.reject(error);
      events.push({ name, args });
      return Promise.resolve();
    };
  const repositoryEvents: GitHubEvents = {
    pushed: record("pushed"),
    refDeleted: record("refDeleted"),
    mergeGroup: record("mergeGroup"),
    deploymentStatus: record("deploymentStatus"),
    statusChanged: record("statusChanged"),
    installed: record("installed"),
    uninstalled: record("uninstalled"),
    installationSuspended: record("installationSuspended"),
    repositoriesAdded: record("repositoriesAdded"),
    repositoriesRemoved: record("repositoriesRemoved"),
    repositoryChanged: record("repositoryChanged"),
    repositoryDeleted: record("repositoryDeleted"),
    authorizationRevoked: record("authorizationRevoked"),
  };
  const clock = { now: () => now };
  const repositoryByName = (owner: string, name: string): Promise<Repository | null> =>
    Promise.resolve(`${owner}/${name}`.toLowerCase() === "acme/web" ? web : null);
  const jira = choices.jira ?? { secret: jiraSecret, token: jiraToken };
  const receiver = await createGitHubApp({
    appId: 1,
    privateKey: generateKeyPairSync("rsa", { modulusLength: 2048 })
      .privateKey.export({ type: "pkcs8", format: "pem" })
      .toString(),
    secret: secrets[0],
    baseUrl: "http://127.0.0.1:9/api/v3",
    logger,
    events: repositoryEvents,
    clock,
  });
  const listener = createWebhooks({
    logger,
    ...(choices.perMinute === undefined ? {} : { perMinute: choices.perMinute }),
    github: { receiver, secrets: choices.previousSecret === false ? [secrets[0]] : secrets },
    jira: {
      verify:
        jira.secret === null
          ? null
          : (bytes, header) => verifyJiraSignature(bytes, header, jira.secret ?? ""),
      token: jira.token,
      parse: parseJiraWebhook,
      events: {
        issuesChanged(event) {
          const error = failure;
          failure = null;
          if (error) return Promise.reject(error);
          issues.push(event);
          return Promise.resolve();
        },
      },
      clock,
    },
    deployments: {
      secret: choices.reportSecret === undefined ? reportSecret : choices.reportSecret,
      reports: {
        repositoryByName,
        report(deployment) {
          if (deployment.target !== "web") return Promise.resolve("unknown-target");
          reports.push(deployment);
          return Promise.resolve("accepted");
        },
      },
      clock,
    },
    migrationTimings: {
      secret: choices.reportSecret === undefined ? reportSecret : choices.reportSecret,
      timings: {
        repositoryByName,
        record(posted) {
          if (posted.target !== "web") return Promise.resolve("unknown-deploy");
          timings.push(posted);
          return Promise.resolve({ recorded: posted.timings.map(({ migration }) => migration), ignored: [] });
        },
      },
      clock,
    },
  });
  const server = createServer((request, response) => {
    void listener(request, response).then((handled) => {
      if (!handled) response.writeHead(404).end('"not ours"');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;

  function post({ method = "POST", path = "/", headers = {}, body = "" }: Post): Promise<Reply> {
    return new Promise((resolve, reject) => {
      const sent = httpRequest({ port, host: "127.0.0.1", method, path, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () => {
          const text = Buffer.concat(chunks).toString();
          resolve({ status: response.statusCode ?? 0, body: text === "" ? null : JSON.parse(text) });
        });
      });
      sent.on("error", reject);
      sent.end(body);
    });
  }

  return {
    url: `http://127.0.0.1:${port}`,
    port,
    events,
    issues,
    reports,
    timings,
    log,
    failNext: (error) => void (failure = error),
    post,
    deliver(event, payload, overrides = {}) {
      const body = JSON.stringify(payload);
      return post({
        path: "/api/github/webhooks",
        headers: { ...delivery(event, body), ...overrides },
        body,
      });
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export function sign(secret: string, body: string | Buffer): string {
  return `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
}

/** The headers of a delivery, signed with the present secret. */
export function delivery(event: string, body: string | Buffer): Record<string, string> {
  return {
    "content-type": "application/json",
    "x-github-event": event,
    "x-github-delivery": "72d3162e-cc78-11e3-81ab-4c9367dc0958",
    "x-hub-signature-256": sign(secrets[0], body),
  };
}
