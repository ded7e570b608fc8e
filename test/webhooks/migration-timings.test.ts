import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { deployKey } from "../../src/deploys/deploy-key.js";
import { type Reply, reportSecret, type RunningWebhooks, sign, startWebhooks } from "./start-webhooks.js";

let webhooks: RunningWebhooks;
beforeAll(async () => (webhooks = await startWebhooks()));
afterAll(() => webhooks.close());
beforeEach(() => void (webhooks.timings.length = 0));

const path = "/api/migrations/timings";
const sha = "abcdef0123456789abcdef0123456789abcdef01";
const posted = {
  repository: "Acme/Web",
  target: "web",
  sha: sha.toUpperCase(),
  at: "2026-11-20T11:02:00+01:00",
  timings: [{ migration: "20261102_add_index", seconds: 540.5 }],
};

function post(value: unknown, key = deployKey(reportSecret, "Acme/Web")): Promise<Reply> {
  const body = JSON.stringify(value);
  const headers = { "content-type": "application/json", "x-signature-256": sign(key, body) };
  return webhooks.post({ path, headers, body });
}

test("signed timings are passed on, and what came of them is answered", async () => {
  expect(await post(posted)).toEqual({
    status: 202,
    body: { status: "accepted", recorded: ["20261102_add_index"], ignored: [] },
  });
  expect(webhooks.timings).toEqual([
    { repositoryId: 1, target: "web", sha, at: "2026-11-20T10:02:00.000Z", timings: posted.timings },
  ]);
});

test("without the repository's key nothing is taken", async () => {
  expect((await post(posted, "wrong")).status).toBe(401);
  expect((await post({ ...posted, at: "2026-11-20T09:00:00Z" })).status).toBe(409);
  expect(webhooks.timings).toEqual([]);
});

test.each([
  ["a duration of nothing", { timings: [{ migration: "a", seconds: 0 }] }, ["timings.0.seconds"]],
  ["years", { timings: [{ migration: "a", seconds: 1e9 }] }, ["timings.0.seconds"]],
  ["no name", { timings: [{ seconds: 1 }] }, ["timings.0.migration"]],
  ["none", { timings: [] }, ["timings"]],
  ["too many", { timings: Array.from({ length: 101 }, () => ({ migration: "a", seconds: 1 })) }, ["timings"]],
])("what is no timing is named: %s", async (_, over, fields) => {
  expect(await post({ ...posted, ...over })).toMatchObject({ status: 400, body: { fields } });
});

test("a commit that nobody has judged is not found", async () => {
  expect((await post({ ...posted, target: "other" })).status).toBe(404);
});
