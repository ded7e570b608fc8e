import { afterEach, describe, expect, test } from "vitest";
import { createServer, type IncomingMessage } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { parseJiraWebhook } from "../../src/jira/parse-jira-webhook.js";
import { verifyJiraSignature } from "../../src/jira/verify-jira-signature.js";
import { type JiraKind, type LocalJira, startJira, type StartJiraOptions } from "../support/jira/index.js";

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function start(options: StartJiraOptions): Promise<LocalJira> {
  const jira = await startJira(options);
  closing.push(() => jira.close());
  return jira;
}

/** Speaks to the local Jira as anybody would. */
function client(jira: LocalJira, token = jira.credentials.apiToken) {
  const authorization = `Basic ${Buffer.from(`${jira.credentials.email}:${token}`).toString("base64")}`;
  return async (method: string, path: string, body?: object) => {
    const response = await fetch(`${jira.url}/rest/api/${path}`, {
      method,
      headers: { authorization, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      body: text === "" ? undefined : (JSON.parse(text) as Record<string, unknown>),
    };
  };
}

interface Received {
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

/** A receiver of webhooks that answers with the statuses given, then with 200. */
async function receiver(...statuses: number[]): Promise<{ url: string; received: readonly Received[] }> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      received.push({ headers: request.headers, body: Buffer.concat(chunks).toString("utf8") });
      response.writeHead(statuses.shift() ?? 200).end();
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  closing.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, received };
}

describe("the local Jira's edits", () => {
  test("are told by signed webhooks that we can read", async () => {
    const jira = await start({ kind: "cloud", issues: [{ key: "STORY-1" }] });
    const { url, received } = await receiver();
    jira.registerWebhook({ url, secret: "s3cret" });
    jira.create({ key: "STORY-2" });
    jira.setStatus("STORY-1", "Ready to Deploy");
    jira.setField("STORY-1", "Risk", "Low");
    jira.move("STORY-1", "TECH-5");
    jira.delete("STORY-2");
    await jira.webhooksSettled();
    expect(received.map(({ body }) => parseJiraWebhook(body))).toEqual([
      { event: "jira:issue_created", issueKeys: ["STORY-2"] },
      { event: "jira:issue_updated", issueKeys: ["STORY-1"] },
      { event: "jira:issue_updated", issueKeys: ["STORY-1"] },
      { event: "jira:issue_updated", issueKeys: ["TECH-5", "STORY-1"] },
      { event: "jira:issue_deleted", issueKeys: ["STORY-2"] },
    ]);
    for (const { headers, body } of received) {
      expect(verifyJiraSignature(body, headers["x-hub-signature"]?.toString(), "s3cret")).toBe(true);
    }
    expect(new Set(received.map(({ headers }) => headers["x-atlassian-webhook-identifier"])).size).toBe(5);
  });

  test("are told again under the same identifier until they are taken", async () => {
    const jira = await start({ kind: "cloud", webhookRetryDelayMs: 5, issues: [{ key: "STORY-1" }] });
    const { url, received } = await receiver(503, 500);
    jira.registerWebhook({ url });
    jira.setStatus("STORY-1", "Done");
    await jira.webhooksSettled();
    expect(jira.deliveries.map(({ statuses }) => statuses)).toEqual([[503, 500, 200]]);
    expect(received.map(({ headers }) => headers["x-atlassian-webhook-retry"])).toEqual([
      undefined,
      "1",
      "2",
    ]);
    expect(new Set(received.map(({ headers }) => headers["x-atlassian-webhook-identifier"])).size).toBe(1);
    expect(received[0]?.headers["x-hub-signature"]).toBeUndefined();
  });

  test("can be made in the browser", async () => {
    const jira = await start({
      kind: "cloud",
      issues: [{ key: "STORY-1", summary: "<script>alert(1)</script>" }],
    });
    const page = await (await fetch(`${jira.url}/browse/STORY-1`)).text();
    expect(page).not.toContain("<script>alert");
    const body = new URLSearchParams({ status: "Done", customfield_10010: "High" });
    await fetch(`${jira.url}/browse/STORY-1`, { method: "POST", body });
    const call = client(jira);
    const { body: issue } = await call("GET", "2/issue/STORY-1?fields=status,customfield_10010");
    expect(issue?.["fields"]).toMatchObject({
      status: { name: "Done" },
      customfield_10010: { value: "High" },
    });
    expect(await (await fetch(`${jira.url}/issues/?jql=status=Done`)).text()).toContain("STORY-1");
    expect(await (await fetch(`${jira.url}/`)).text()).toContain('/browse/STORY-1"');
  });
});

describe("the local Jira's API", () => {
  test("makes transitions that demand a field", async () => {
    const jira = await start({
      kind: "cloud",
      transitions: [{ name: "Release", to: "Ready to Deploy", from: ["To Do"], required: ["Risk"] }],
      issues: [{ key: "STORY-1" }],
    });
    const call = client(jira);
    const { body } = await call("GET", "3/issue/STORY-1/transitions?expand=transitions.fields");
    expect(body).toMatchObject({
      transitions: [{ id: "11", name: "Release", fields: { customfield_10010: {} } }],
    });
    const transition = { id: "11" };
    expect(await call("POST", "3/issue/STORY-1/transitions", { transition })).toMatchObject({
      status: 400,
      body: { errors: { customfield_10010: "Risk is required." } },
    });
    const fields = { customfield_10010: { value: "Low" } };
    expect((await call("POST", "3/issue/STORY-1/transitions", { transition, fields })).status).toBe(204);
    expect((await call("POST", "3/issue/STORY-1/transitions", { transition, fields })).status).toBe(400);
    expect((await call("GET", "3/issue/STORY-1?fields=status")).body).toMatchObject({
      fields: { status: { name: "Ready to Deploy" } },
    });
  });

  test("takes edits, comments and remote links", async () => {
    const jira = await start({
      kind: "cloud",
      fields: [{ name: "Notes", type: "textarea", id: "customfield_10020" }],
      issues: [{ key: "STORY-1" }],
    });
    const call = client(jira);
    const document = {
      type: "doc",
      version: 1,
      content: [{ type: "paragraph", content: [{ type: "text", text: "Hi" }] }],
    };
    expect(
      (await call("PUT", "3/issue/STORY-1", { fields: { summary: "New", customfield_10020: document } }))
        .status,
    ).toBe(204);
    expect((await call("GET", "3/issue/STORY-1")).body).toMatchObject({
      fields: { summary: "New", customfield_10020: document },
    });
    expect((await call("GET", "2/issue/STORY-1")).body).toMatchObject({
      fields: { customfield_10020: "Hi" },
    });
    expect((await call("PUT", "3/issue/STORY-1", { fields: { nosuch: 1 } })).status).toBe(400);
    expect(await call("POST", "3/issue/STORY-1/comment", { body: document })).toMatchObject({
      status: 201,
      body: { body: { type: "doc" } },
    });
    const link = { globalId: "deploy=1", object: { title: "Deploy", url: "https://example.com/1" } };
    expect((await call("POST", "3/issue/STORY-1/remotelink", link)).status).toBe(201);
    expect((await call("POST", "3/issue/STORY-1/remotelink", link)).status).toBe(200);
    expect((await call("POST", "3/issue/STORY-404/remotelink", link)).status).toBe(404);
  });

  test.each<[JiraKind, string, object, number]>([
    ["cloud", "3/search", { jql: "project = STORY" }, 410],
    ["cloud", "3/search/jql", { jql: "project = STORY" }, 200],
    [
      "cloud",
      "2/issue/bulkfetch",
      { issueIdsOrKeys: Array.from({ length: 101 }, (_, n) => `STORY-${n + 1}`) },
      400,
    ],
    ["data-center", "2/search", { jql: "key in (STORY-1, STORY-99)" }, 400],
    ["data-center", "2/search", { jql: "key in (STORY-1, STORY-99)", validateQuery: false }, 200],
    ["data-center", "2/issue/bulkfetch", { issueIdsOrKeys: ["STORY-1"] }, 404],
    ["data-center", "3/search/jql", { jql: "project = STORY" }, 404],
  ])("of %s answers %s %j with %i", async (kind, path, body, status) => {
    const jira = await start({ kind, issues: [{ key: "STORY-1" }] });
    expect((await client(jira)("POST", path, body)).status).toBe(status);
  });

  test.each<[JiraKind, number, number, number]>([
    ["cloud", 401, 404, 200],
    ["data-center", 401, 401, 401],
  ])("of %s shows a wrong credential what it shows nobody", async (kind, myself, issue, fields) => {
    const jira = await start({ kind, issues: [{ key: "STORY-1" }] });
    const call = client(jira, "wrong");
    expect((await call("GET", "2/myself")).status).toBe(myself);
    expect((await call("GET", "2/issue/STORY-1")).status).toBe(issue);
    expect((await call("GET", "2/field")).status).toBe(fields);
  });
});

describe("the local Jira's JQL", () => {
  test.each([
    ["project = STORY", "STORY-1 STORY-2 STORY-3"],
    ["project != STORY", "TECH-1"],
    ['status in ("Ready to Deploy", Done) AND NOT project = TECH', "STORY-1"],
    ["status not in (Done) and type = Bug or key = TECH-1", "STORY-2 TECH-1"],
    ["Risk = Low", "STORY-1"],
    ["Risk is EMPTY", "STORY-3 TECH-1"],
    ["Risk != Low", "STORY-2"],
    ["cf[10010] in (Low, High) order by key desc", "STORY-2 STORY-1"],
    ["labels = urgent", "STORY-3"],
    ['summary ~ "pay" ORDER BY key DESC', "STORY-3 STORY-2"],
    ["assignee is not empty", "TECH-1"],
    ["(project = TECH OR (project = STORY AND labels is not empty))", "STORY-3 TECH-1"],
  ])("%s", async (jql, found) => {
    const jira = await start({
      kind: "cloud",
      issues: [
        { key: "STORY-1", status: "Ready to Deploy", fields: { Risk: "Low" }, summary: "First" },
        { key: "STORY-2", type: "Bug", fields: { Risk: "High" }, summary: "Pay by card" },
        { key: "STORY-3", labels: ["urgent"], summary: "Payments" },
        { key: "TECH-1", status: "Done", assignee: "Ada Lovelace", summary: "Second" },
      ],
    });
    const { body } = await client(jira)("POST", "3/search/jql", { jql, fields: ["summary"] });
    expect((body?.["issues"] as { key: string }[]).map(({ key }) => key).join(" ")).toBe(found);
  });

  test.each([
    "status = Nosuch",
    "nosuch = 1",
    "status =",
    "(status = Done",
    'status = "Done',
    "status = Done ) ",
    "= Done",
  ])("refuses %s", async (jql) => {
    const jira = await start({ kind: "cloud" });
    expect((await client(jira)("POST", "3/search/jql", { jql })).status).toBe(400);
  });
});
