import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import fc from "fast-check";
import { jiraSecret, jiraToken, now, type RunningWebhooks, sign, startWebhooks } from "./start-webhooks.js";

let webhooks: RunningWebhooks;
beforeAll(async () => (webhooks = await startWebhooks()));
afterAll(() => webhooks.close());
beforeEach(() => {
  webhooks.issues.length = 0;
  webhooks.log.length = 0;
});

const path = "/api/jira/webhooks";
const json = { "content-type": "application/json" };
const updated = JSON.stringify({
  webhookEvent: "jira:issue_updated",
  issue: { key: "STORY-12", fields: { summary: "secret plans" } },
});

function signed(body: string | Buffer, secret = jiraSecret): Record<string, string> {
  return { ...json, "x-hub-signature": sign(secret, body) };
}

describe("signed webhooks", () => {
  test("say which issues to look at again", async () => {
    const headers = { ...signed(updated), "x-atlassian-webhook-identifier": "delivery-1" };
    const reply = await webhooks.post({ path, headers, body: updated });
    expect(reply).toEqual({ status: 202, body: { status: "accepted" } });
    expect(webhooks.issues).toEqual([{ keys: ["STORY-12"], deliveryId: "delivery-1", at: now }]);
  });

  test("may have no identifier", async () => {
    await webhooks.post({ path, headers: signed(updated), body: updated });
    expect(webhooks.issues).toEqual([{ keys: ["STORY-12"], deliveryId: null, at: now }]);
  });

  test("that name no issue are acknowledged and ignored", async () => {
    const body = JSON.stringify({ webhookEvent: "jira:version_released" });
    const reply = await webhooks.post({ path, headers: signed(body), body });
    expect(reply).toEqual({ status: 200, body: { status: "ignored" } });
    expect(webhooks.issues).toEqual([]);
  });

  test.each([
    ["without a signature", json],
    ["signed with another secret", signed(updated, "another")],
    ["signed for another body", signed(`${updated} `)],
  ])("%s are refused", async (_, headers) => {
    expect((await webhooks.post({ path, headers, body: updated })).status).toBe(401);
    expect(webhooks.issues).toEqual([]);
  });

  test("that cannot be stored are not acknowledged, and what they say stays out of the log", async () => {
    webhooks.failNext(new Error("database is away"));
    expect((await webhooks.post({ path, headers: signed(updated), body: updated })).status).toBe(500);
    expect(webhooks.log.join("")).toContain("database is away");
    expect(webhooks.log.join("")).not.toContain("secret plans");
  });

  test.each([["{"], ["[]"], ['"STORY-1"']])("that are no JSON object are refused: %s", async (body) => {
    expect((await webhooks.post({ path, headers: signed(body), body })).status).toBe(400);
  });

  test("over 5 MB are refused", async () => {
    const body = JSON.stringify({ key: "STORY-1", padding: "x".repeat(5 * 1024 * 1024) });
    expect((await webhooks.post({ path, headers: signed(body), body })).status).toBe(413);
  });

  test("random bytes never crash it and are never accepted", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 100 }), fc.boolean(), async (array, withSignature) => {
        const body = Buffer.from(array);
        const headers = withSignature ? signed(body) : json;
        const { status } = await webhooks.post({ path, headers, body });
        expect([400, 401]).toContain(status);
      }),
      { numRuns: 50 },
    );
  });
});

describe("webhooks with a path token", () => {
  const tokenPath = `${path}/${encodeURIComponent(jiraToken)}`;

  test("need no signature", async () => {
    const reply = await webhooks.post({ path: tokenPath, headers: json, body: '{"issueKey":"tech-7"}' });
    expect(reply.status).toBe(202);
    expect(webhooks.issues).toMatchObject([{ keys: ["TECH-7"] }]);
  });

  test.each([[`${path}/wrong`], [`${tokenPath}x`], [`${path}/%E0%A4%A`]])("%s is refused", async (wrong) => {
    expect((await webhooks.post({ path: wrong, headers: json, body: updated })).status).toBe(401);
    expect(webhooks.issues).toEqual([]);
    expect(webhooks.log.join("")).not.toContain(encodeURIComponent(jiraToken));
  });
});

test.each([
  ["nothing", { secret: null, token: null }, 404, 404],
  ["only a secret", { secret: jiraSecret, token: null }, 202, 404],
  ["only a token", { secret: null, token: jiraToken }, 404, 202],
])("with %s configured", async (_, jira, bySignature, byToken) => {
  const other = await startWebhooks({ jira });
  expect((await other.post({ path, headers: signed(updated), body: updated })).status).toBe(bySignature);
  const tokenPath = `${path}/${encodeURIComponent(jiraToken)}`;
  expect((await other.post({ path: tokenPath, headers: json, body: updated })).status).toBe(byToken);
  await other.close();
});
