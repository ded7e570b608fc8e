import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import fc from "fast-check";
import { createConnection } from "node:net";
import * as payloads from "./payloads.js";
import { delivery, now, type RunningWebhooks, secrets, sign, startWebhooks } from "./start-webhooks.js";

let webhooks: RunningWebhooks;
beforeAll(async () => (webhooks = await startWebhooks()));
afterAll(() => webhooks.close());
beforeEach(() => {
  webhooks.events.length = 0;
  webhooks.log.length = 0;
});

const path = "/api/github/webhooks";
const repository = { id: 1, owner: "acme", name: "web", installationId: 7, defaultBranch: "main" };
const listed = [
  { id: 1, owner: "acme", name: "web", installationId: 7 },
  { id: 2, owner: "acme", name: "api", installationId: 7 },
];

describe("each event reaches the use cases in our words", () => {
  const pushed = {
    repository,
    ref: "refs/heads/deploy",
    before: payloads.shaA,
    after: payloads.shaB,
    forced: false,
    at: new Date("2025-11-20T10:00:00Z"),
  };
  test.each([
    ["push", payloads.push, "pushed", [pushed]],
    [
      "github_app_authorization",
      { action: "revoked", sender: { id: 42, login: "ada" } },
      "authorizationRevoked",
      [42],
    ],
    [
      "push",
      { ...payloads.push, before: payloads.noCommit, ref: "refs/tags/v1" },
      "pushed",
      [{ ...pushed, before: null, ref: "refs/tags/v1" }],
    ],
    [
      "push",
      {
        ref: payloads.push.ref,
        after: payloads.shaB,
        repository: { id: 1, name: "web", owner: { login: "acme" } },
        installation: { id: 7 },
      },
      "pushed",
      [{ ...pushed, repository: { ...repository, defaultBranch: "" }, before: null, at: now }],
    ],
    [
      "push",
      { ...payloads.push, after: payloads.noCommit, deleted: true, forced: true },
      "pushed",
      [{ ...pushed, after: null, forced: true }],
    ],
    [
      "push",
      { ...payloads.push, repository: { ...payloads.push.repository, pushed_at: null } },
      "pushed",
      [{ ...pushed, at: now }],
    ],
    [
      "push",
      { ...payloads.push, repository: { ...payloads.push.repository, pushed_at: "2026-01-02T03:04:05Z" } },
      "pushed",
      [{ ...pushed, at: new Date("2026-01-02T03:04:05Z") }],
    ],
    ["delete", payloads.deletion, "refDeleted", [{ repository, ref: "refs/heads/deploy" }]],
    [
      "delete",
      { ...payloads.deletion, ref_type: "tag", ref: "v1" },
      "refDeleted",
      [{ repository, ref: "refs/tags/v1" }],
    ],
    [
      "merge_group",
      payloads.mergeGroup,
      "mergeGroup",
      [
        {
          repository,
          action: "checks_requested",
          headRef: `refs/heads/gh-readonly-queue/main/pr-1-${payloads.shaA}`,
          headSha: payloads.shaB,
          baseRef: "refs/heads/main",
          baseSha: payloads.shaA,
        },
      ],
    ],
    [
      "deployment_status",
      payloads.deploymentStatus,
      "deploymentStatus",
      [{ repository, environment: "production", state: "success", sha: payloads.shaA }],
    ],
    [
      "status",
      payloads.status,
      "statusChanged",
      [
        {
          repository,
          sha: payloads.shaA,
          context: "pre-deploy-checker/web",
          state: "success",
          description: null,
          targetUrl: null,
          creator: "mallory",
        },
      ],
    ],
    ["installation", payloads.installationWithRepositories, "installed", [7, listed]],
    ["installation", { ...payloads.installation, action: "unsuspend" }, "installed", [7, []]],
    ["installation", { ...payloads.installation, action: "deleted" }, "uninstalled", [7]],
    ["installation", { ...payloads.installation, action: "suspend" }, "installationSuspended", [7]],
    ["installation_repositories", payloads.repositoriesAdded, "repositoriesAdded", [listed]],
    ["installation_repositories", payloads.repositoriesRemoved, "repositoriesRemoved", [[1, 2]]],
    ["repository", payloads.renamed, "repositoryChanged", [repository]],
    ["repository", { ...payloads.renamed, action: "transferred" }, "repositoryChanged", [repository]],
    ["repository", { ...payloads.renamed, action: "edited" }, "repositoryChanged", [repository]],
    ["repository", { ...payloads.renamed, action: "deleted" }, "repositoryDeleted", [1]],
  ])("%s %#", async (event, payload, name, args) => {
    expect(await webhooks.deliver(event, payload)).toEqual({ status: 202, body: { status: "accepted" } });
    expect(webhooks.events).toEqual([{ name, args }]);
  });

  test.each([
    ["ping", { zen: "Keep it logically awesome.", hook_id: 1 }],
    ["watch", { action: "started" }],
    ["installation", { ...payloads.installation, action: "new_permissions_accepted" }],
    ["repository", { ...payloads.renamed, action: "archived" }],
  ])("%s is acknowledged and ignored", async (event, payload) => {
    expect(await webhooks.deliver(event, payload)).toEqual({ status: 200, body: { status: "ignored" } });
    expect(webhooks.events).toEqual([]);
  });

  test("a delivery that comes twice is taken twice: what it says is true both times", async () => {
    await webhooks.deliver("push", payloads.push);
    expect((await webhooks.deliver("push", payloads.push)).status).toBe(202);
    expect(webhooks.events).toHaveLength(2);
  });
});

describe("only signed deliveries are read", () => {
  const body = JSON.stringify(payloads.push);

  test("the previous secret is accepted while it is configured", async () => {
    const signed = { "x-hub-signature-256": sign(secrets[1], body) };
    expect((await webhooks.deliver("push", payloads.push, signed)).status).toBe(202);

    const rotated = await startWebhooks({ previousSecret: false });
    expect((await rotated.deliver("push", payloads.push, signed)).status).toBe(401);
    await rotated.close();
  });

  test.each([
    ["another secret", sign("development", body)],
    ["another body", sign(secrets[0], `${body} `)],
    ["no hash", "sha256="],
    ["a hash of another length", "sha256=abc"],
    ["SHA-1", "sha1=0123456789012345678901234567890123456789"],
  ])("%s", async (_, signature) => {
    const reply = await webhooks.deliver("push", payloads.push, { "x-hub-signature-256": signature });
    expect(reply).toEqual({ status: 401, body: { error: "The signature does not match" } });
    expect(webhooks.events).toEqual([]);
  });

  test("no signature at all", async () => {
    const { "x-hub-signature-256": _, ...headers } = delivery("push", body);
    expect((await webhooks.post({ path, headers, body })).status).toBe(401);
  });

  test("an empty body", async () => {
    expect((await webhooks.post({ path, headers: delivery("push", "") })).status).toBe(401);
  });

  test("neither the log nor the answer repeats what was sent", async () => {
    await webhooks.deliver("push", payloads.push);
    await webhooks.deliver("push", payloads.push, { "x-hub-signature-256": "sha256=00" });
    await webhooks.deliver("push", { ...payloads.push, ref: 1 });
    webhooks.failNext(new Error("database is away"));
    const reply = await webhooks.deliver("push", payloads.push);
    expect(reply.status).toBe(500);
    const everything = webhooks.log.join("") + JSON.stringify(reply);
    expect(everything).toContain("database is away");
    expect(everything).not.toContain("secret plans");
    for (const secret of secrets) expect(everything).not.toContain(secret);
  });
});

describe("bad requests get a clear answer", () => {
  test.each([
    ["not JSON", "{", 400],
    ["not an object", '"push"', 400],
    ["a list", "[]", 400],
    ["invalid UTF-8", Buffer.from([0x22, 0xff, 0x22]), 401],
  ])("%s", async (_, body, status) => {
    const reply = await webhooks.post({ path, headers: delivery("push", body), body });
    expect(reply.status).toBe(status);
    expect(webhooks.events).toEqual([]);
  });

  test("a known event in an unknown shape names the fields", async () => {
    const { installation: _, ...payload } = payloads.push;
    const reply = await webhooks.deliver("push", { ...payload, after: "HEAD" });
    expect(reply).toEqual({
      status: 422,
      body: { error: "The payload has an unexpected shape", fields: ["installation", "after"] },
    });
    expect(webhooks.log.join("")).toContain("after");
  });

  test("an event that cannot be stored is not acknowledged, and can be delivered again", async () => {
    webhooks.failNext(new Error("database is away"));
    expect((await webhooks.deliver("push", payloads.push)).status).toBe(500);
    expect((await webhooks.deliver("push", payloads.push)).status).toBe(202);
    expect(webhooks.events).toHaveLength(1);
  });

  test.each([
    ["content-type", { "content-type": "application/x-www-form-urlencoded" }, 415],
    ["content-type", { "content-type": "text/plain" }, 415],
    ["event", { "x-github-event": "Push!" }, 400],
    ["delivery", { "x-github-delivery": "a b" }, 400],
  ])("%s %#", async (_, headers, status) => {
    expect((await webhooks.deliver("push", payloads.push, headers)).status).toBe(status);
  });

  test("a charset in the content type is fine", async () => {
    const reply = await webhooks.deliver("push", payloads.push, {
      "content-type": "application/json; charset=utf-8",
    });
    expect(reply.status).toBe(202);
  });

  test("only POST is answered; other paths are left to others", async () => {
    expect((await webhooks.post({ method: "GET", path })).status).toBe(405);
    expect(await webhooks.post({ path: `${path}/x` })).toEqual({ status: 404, body: "not ours" });
  });

  test("random bytes never crash it and are never accepted", async () => {
    const bytes = fc.uint8Array({ maxLength: 200 }).map((array) => Buffer.from(array));
    await fc.assert(
      fc.asyncProperty(
        bytes,
        fc.boolean(),
        fc.constantFrom("push", "status"),
        async (body, signed, event) => {
          const headers = delivery(event, body);
          if (!signed) headers["x-hub-signature-256"] = "sha256=" + "0".repeat(64);
          const { status } = await webhooks.post({ path, headers, body });
          expect(status).toBeGreaterThanOrEqual(400);
          expect(status).toBeLessThan(500);
        },
      ),
      { numRuns: 60 },
    );
    expect(webhooks.events).toEqual([]);
  });

  test("random JSON, well signed, is refused or ignored, never a crash", async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), fc.constantFrom("push", "installation"), async (value, event) => {
        const { status } = await webhooks.deliver(event, value);
        expect([200, 400, 422]).toContain(status);
      }),
      { numRuns: 60 },
    );
  });
});

describe("an enormous body", () => {
  test("is refused by its announced length, before it is sent", async () => {
    const announced = { ...delivery("push", ""), "content-length": String(26 * 1024 * 1024) };
    const head = [`POST ${path} HTTP/1.1`, "host: x", ...Object.entries(announced).map((h) => h.join(": "))];
    const socket = createConnection(webhooks.port, "127.0.0.1");
    socket.write(`${head.join("\r\n")}\r\n\r\n`);
    const first = await new Promise<string>((resolve) =>
      socket.once("data", (chunk) => resolve(chunk.toString())),
    );
    expect(first).toMatch(/^HTTP\/1\.1 413 /);
    socket.destroy();
  });

  test("that does not say how long it is, is refused at the limit and not kept", async () => {
    let sent = 0;
    const chunk = Buffer.alloc(256 * 1024, 0x20);
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += chunk.length;
        controller.enqueue(chunk);
        if (sent >= 26 * 1024 * 1024) controller.close();
      },
    });
    const reply = await fetch(webhooks.url + path, {
      method: "POST",
      headers: delivery("push", ""),
      body,
      duplex: "half",
    });
    expect(reply.status).toBe(413);
    expect(await reply.json()).toEqual({ error: "The body is larger than 25 MB" });
    expect((await webhooks.deliver("push", payloads.push)).status).toBe(202);
  });

  test("just below the limit is read", async () => {
    const padded = { ...payloads.push, padding: "x".repeat(24 * 1024 * 1024) };
    expect((await webhooks.deliver("push", padded)).status).toBe(202);
  });

  test("a sender that goes away half-way leaves nothing behind", async () => {
    const socket = createConnection(webhooks.port, "127.0.0.1");
    const headers = Object.entries({ ...delivery("push", ""), "content-length": "1000" });
    socket.write(
      `POST ${path} HTTP/1.1\r\nhost: x\r\n${headers.map((h) => h.join(": ")).join("\r\n")}\r\n\r\n{`,
    );
    await new Promise<void>((resolve) => socket.end(resolve));
    expect((await webhooks.deliver("push", payloads.push)).status).toBe(202);
    expect(webhooks.events).toHaveLength(1);
    socket.destroy();
  });
});
