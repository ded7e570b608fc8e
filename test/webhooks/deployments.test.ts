import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { deployKey } from "../../src/deploys/deploy-key.js";
import {
  now,
  type Reply,
  reportSecret,
  type RunningWebhooks,
  sign,
  startWebhooks,
} from "./start-webhooks.js";

let webhooks: RunningWebhooks;
beforeAll(async () => (webhooks = await startWebhooks()));
afterAll(() => webhooks.close());
beforeEach(() => void (webhooks.reports.length = 0));

const path = "/api/deployments";
const report = {
  repository: "Acme/Web",
  target: "web",
  sha: "ABCDEF0123456789abcdef0123456789abcdef01",
  state: "succeeded",
  at: "2026-11-20T11:02:00+01:00",
};

function post(value: unknown, key = deployKey(reportSecret, "Acme/Web")): Promise<Reply> {
  const body = typeof value === "string" ? value : JSON.stringify(value);
  const headers = { "content-type": "application/json", "x-signature-256": sign(key, body) };
  return webhooks.post({ path, headers, body });
}

test("a signed report is passed on", async () => {
  expect(await post(report)).toEqual({ status: 202, body: { status: "accepted" } });
  expect(webhooks.reports).toEqual([
    {
      repositoryId: 1,
      target: "web",
      sha: report.sha.toLowerCase(),
      state: "succeeded",
      at: "2026-11-20T10:02:00.000Z",
    },
  ]);
});

test("the key is the HMAC-SHA256 of the repository's name, and belongs to it alone", () => {
  expect(deployKey("secret", "acme/web")).toBe(
    "a56f43edbebd924c77863499186748f6d7f2ceb674776766332a7edb2eab67e1",
  );
  expect(deployKey("secret", "acme/web")).not.toBe(deployKey("secret", "acme/api"));
});

test("another spelling of the repository signs with the key of either spelling", async () => {
  const lower = { ...report, repository: "acme/web" };
  expect((await post(lower)).status).toBe(202);
  expect((await post(lower, deployKey(reportSecret, "acme/web"))).status).toBe(202);
  expect((await post(report, deployKey(reportSecret, "acme/web"))).status).toBe(401);
});

describe("one answer for whoever has no right to ask", () => {
  const refused = {
    status: 401,
    body: { error: "The signature does not match the repository's key" },
  };
  test("a wrong key", async () => expect(await post(report, "wrong")).toEqual(refused));
  test("another repository's key", async () =>
    expect(await post(report, deployKey(reportSecret, "Acme/Api"))).toEqual(refused));
  test("an unknown repository, well signed", async () => {
    const elsewhere = { ...report, repository: "Acme/Api" };
    expect(await post(elsewhere, deployKey(reportSecret, "Acme/Api"))).toEqual(refused);
  });
  test("malformed fields say nothing before the signature is right", async () =>
    expect(await post({ ...report, sha: "x" }, "wrong")).toEqual(refused));
  test("no signature", async () => {
    const headers = { "content-type": "application/json" };
    expect(await webhooks.post({ path, headers, body: JSON.stringify(report) })).toEqual(refused);
  });
});

test.each([
  ["sha", { ...report, sha: "abc" }, ["sha"]],
  ["state", { ...report, state: "done" }, ["state"]],
  ["at", { ...report, at: "yesterday" }, ["at"]],
  ["target", { ...report, target: "Web" }, ["target"]],
  ["all", { repository: report.repository }, ["target", "sha", "state", "at"]],
])("missing or malformed fields are named: %s", async (_, body, fields) => {
  expect(await post(body)).toEqual({
    status: 400,
    body: { error: "The report has missing or malformed fields", fields },
  });
});

test.each([["{"], ["[]"], ["{}"], ['{"repository":"web"}'], ['{"repository":"a/b/c"}']])(
  "what names no repository is refused: %s",
  async (body) => expect((await post(body)).status).toBe(400),
);

test.each([
  ["2026-11-20T09:55:00Z", 202],
  ["2026-11-20T10:05:00Z", 202],
  ["2026-11-20T09:54:59Z", 409],
  ["2026-11-20T10:05:01Z", 409],
])(`at %s while it is ${now.toISOString()}: %d`, async (at, status) => {
  expect((await post({ ...report, at })).status).toBe(status);
});

test("a target that the policy does not have is not found", async () => {
  expect((await post({ ...report, target: "api" })).status).toBe(404);
  expect(webhooks.reports).toEqual([]);
});

test("without a secret there is nothing here", async () => {
  const other = await startWebhooks({ reportSecret: null });
  const headers = { "content-type": "application/json" };
  expect((await other.post({ path, headers, body: JSON.stringify(report) })).status).toBe(404);
  await other.close();
});
