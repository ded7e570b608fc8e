import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { authenticate } from "./authenticate.js";
import { createWorld } from "./create-world.js";
import { defaultAccount } from "./default-seed.js";
import { createEditor, type Editor } from "./editor.js";
import type { Answer } from "./endpoint.js";
import { createFaults, type Faults } from "./faults.js";
import { misbehave } from "./misbehave.js";
import { servePeople } from "./serve-people.js";
import { serveApi } from "./serve-api.js";
import type { JiraKind, JiraSeed } from "./seeds.js";
import type { View } from "./view.js";
import { createWebhooks, type WebhookDelivery, type WebhookRegistration } from "./webhooks.js";
import type { Account } from "./world.js";

export interface StartJiraOptions extends JiraSeed {
  readonly kind: JiraKind;
  /** Default: any free port of 127.0.0.1. */
  readonly port?: number;
  /** Put before every answer. */
  readonly latencyMs?: number;
  /** A context path ("/jira"), or "/ex/jira/<cloudId>" as scoped tokens need it. */
  readonly basePath?: string;
  /** The most issues on a page of a search. Default: 1000. */
  readonly pageSize?: number;
  /** Between two attempts to deliver a webhook. Default: 100. */
  readonly webhookRetryDelayMs?: number;
}

/** A request that the local Jira was sent, and what it answered; null: nothing. */
export interface RecordedRequest {
  readonly method: string;
  /** Without the context path, with the query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: unknown;
  readonly at: number;
  answer: Answer | null;
}

export interface LocalJira extends Editor {
  readonly kind: JiraKind;
  /** With the context path: both the API's and the browser's URL. */
  readonly url: string;
  /** The first account: what a service would be given. `email` is what Data Center calls the user name. */
  readonly credentials: { readonly email: string; readonly apiToken: string };
  /** Every call of the API, oldest first. */
  readonly requests: RecordedRequest[];
  readonly faults: Faults;
  readonly deliveries: readonly WebhookDelivery[];
  /** The most requests that were ever under way at once. */
  mostAtOnce(): number;
  /** An account, to take its rights or to replace its token by revoking it. */
  account(email?: string): Account;
  revoke(email?: string): void;
  registerWebhook(registration: WebhookRegistration): void;
  repeatWebhook(delivery: WebhookDelivery): Promise<void>;
  /** Waits until no webhook is on its way. */
  webhooksSettled(): Promise<void>;
  setLatency(ms: number): void;
  close(): Promise<void>;
}

/** Starts a Jira with state that speaks HTTP as Jira Cloud or Data Center does. */
export async function startJira(options: StartJiraOptions): Promise<LocalJira> {
  const world = createWorld(options.kind, options, options.pageSize ?? 1000);
  const faults = createFaults();
  const webhooks = createWebhooks({ retryDelayMs: options.webhookRetryDelayMs ?? 100 });
  const requests: RecordedRequest[] = [];
  const basePath = options.basePath ?? "";
  let latencyMs = options.latencyMs ?? 0;
  let [underWay, mostAtOnce] = [0, 0];

  const server = createServer((request, response) => {
    underWay++;
    mostAtOnce = Math.max(mostAtOnce, underWay);
    response.on("close", () => underWay--);
    serve(request, response).catch((error: unknown) => {
      // A slip in the stand-in itself: loud, and no answer that could pass for Jira's.
      console.error(error);
      response.destroy();
    });
  });
  server.listen(options.port ?? 0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${basePath}`;
  const view: View = { world, baseUrl: url, version: "2" };
  const editor = createEditor(view, webhooks);

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = await readBody(request);
    const target = new URL(request.url ?? "/", url);
    if (!target.pathname.startsWith(`${basePath}/`)) {
      send(response, { status: 404 });
      return;
    }
    const path = target.pathname.slice(basePath.length);
    if (!path.startsWith("/rest/")) {
      servePeople({ view, editor, path, query: target.searchParams, request, text }, response);
      return;
    }
    const record: RecordedRequest = {
      method: request.method ?? "",
      path: path + target.search,
      headers: request.headers,
      body: parse(text),
      at: performance.now(),
      answer: null,
    };
    requests.push(record);
    if (latencyMs > 0) await wait(latencyMs, undefined, { ref: false });
    const met = faults.take(`${record.method} ${record.path}`, record.body);
    if (await misbehave(met, response)) return;
    const identity = authenticate(world, request.headers.authorization);
    record.answer = serveApi({
      view,
      editor,
      identity,
      method: record.method,
      path,
      query: target.searchParams,
      body: record.body,
      issueErrors: new Set(met.flatMap((fault) => ("issueErrors" in fault ? fault.issueErrors : []))),
    });
    send(response, record.answer);
  }

  const account = (email = world.accounts[0]?.email ?? defaultAccount.email): Account => {
    const found = world.accounts.find((candidate) => candidate.email === email);
    if (found === undefined) throw new Error(`The local Jira has no account ${email}`);
    return found;
  };
  const first = account();

  return {
    ...editor,
    kind: options.kind,
    url,
    credentials: { email: options.kind === "cloud" ? first.email : first.login, apiToken: first.token },
    requests,
    faults,
    deliveries: webhooks.deliveries,
    mostAtOnce: () => mostAtOnce,
    account,
    revoke: (email) => void world.accounts.splice(world.accounts.indexOf(account(email)), 1),
    registerWebhook: (registration) => webhooks.register(registration),
    repeatWebhook: (delivery) => webhooks.repeat(delivery),
    webhooksSettled: () => webhooks.settled(),
    setLatency: (ms) => {
      latencyMs = ms;
    },
    async close() {
      await webhooks.close();
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

function parse(text: string): unknown {
  try {
    return text === "" ? undefined : (JSON.parse(text) as unknown);
  } catch {
    return text;
  }
}

function send(response: ServerResponse, { status, body, headers = {} }: Answer): void {
  response.writeHead(status, {
    ...(body === undefined ? {} : { "content-type": "application/json;charset=UTF-8" }),
    ...headers,
  });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}
