import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunningWebhooks, startWebhooks } from "./start-webhooks.js";

let webhooks: RunningWebhooks;

beforeAll(async () => {
  webhooks = await startWebhooks({ perMinute: 3 });
});
afterAll(() => webhooks.close());

test("a flood from one address is refused unread, and told when to come again", async () => {
  const unsigned = {
    path: "/api/jira/webhooks",
    headers: { "content-type": "application/json" },
    body: "{}",
  };
  const answers = [];
  for (let at = 0; at < 5; at += 1) answers.push((await webhooks.post(unsigned)).status);
  expect(answers).toEqual([401, 401, 401, 429, 429]);

  const response = await fetch(`${webhooks.url}/api/deployments`, { method: "POST", body: "{}" });
  expect(response.status).toBe(429);
  expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(await response.json()).toEqual({ error: expect.stringContaining("send it again later") as unknown });
});
