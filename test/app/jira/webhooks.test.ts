import { createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createSampleRepository } from "../sample-repository.js";
import { eventually, jiraWebhookSecret, type Product, startProduct } from "../start-product.js";

const ready = "Ready to Deploy";
const token = "a-token-for-automation-rules";

const sign = (body: string, secret = jiraWebhookSecret): string =>
  `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
const about = (key: string): string =>
  JSON.stringify({ webhookEvent: "jira:issue_updated", issue: { key, fields: {} } });

describe("Jira's webhooks, genuine and not", () => {
  let product: Product;
  const issues = [1, 2, 3, 4].map((number) => ({ key: `STORY-${number}`, status: "In Progress" }));

  beforeAll(async () => {
    product = await startProduct({ jira: { issues }, environment: { JIRA_WEBHOOK_TOKEN: token } });
  });
  afterAll(() => product.stop());

  /** Without a webhook: what Jira says has changed, and nobody has told us. */
  async function changedInSecret(name: string, key: string) {
    const repository = await createSampleRepository(product.github, { name: `acme/${name}` });
    const head = await repository.push("deploy", `${key} work`);
    expect((await product.finalStatus(repository.name, head)).state).toBe("failure");
    return {
      lookups: () => product.jira.requests.filter(({ body }) => JSON.stringify(body ?? null).includes(key)),
      green: () => product.statusWhere(repository.name, head, ({ state }) => state === "success"),
      report: () => product.report(repository.name, "web", head),
    };
  }

  const post = async (body: string, headers: Record<string, string>, path = "") => {
    const address = `${product.url}/api/jira/webhooks${path}`;
    const answer = await fetch(address, {
      method: "POST",
      body,
      headers: { "content-type": "application/json", ...headers },
    });
    return { status: answer.status, body: await answer.json() };
  };

  test("a delivery that comes again under its identifier is evaluated once", async () => {
    const { lookups, green, report } = await changedInSecret("again", "STORY-1");
    product.jira.setStatus("STORY-1", ready);
    await green();
    await product.jira.webhooksSettled();
    const [asked, at] = [lookups().length, (await report()).gatheredAt];
    const delivery = product.jira.deliveries.at(-1);
    if (delivery === undefined) throw new Error("Jira delivered nothing");
    for (let time = 0; time < 3; time++) await product.jira.repeatWebhook(delivery);

    const other = await changedInSecret("later", "STORY-2");
    product.jira.setStatus("STORY-2", ready);
    await other.green();
    expect({ asked: lookups().length, at: (await report()).gatheredAt }).toEqual({ asked, at });
  });

  test("the path's token stands for a signature", async () => {
    const { report } = await changedInSecret("token", "STORY-3");
    const before = (await report()).gatheredAt;
    const body = JSON.stringify({ issueKey: "story-3" });
    expect(await post(body, {}, `/${token}`)).toEqual({ status: 202, body: { status: "accepted" } });
    await eventually("the deploy is evaluated again", async () => (await report()).gatheredAt > before);
    expect(await post(body, {}, "/another-token")).toMatchObject({
      status: 401,
      body: { error: "The token is not accepted" },
    });
  });

  test("unsigned, mis-signed and malformed bodies are refused, and change nothing", async () => {
    const { lookups } = await changedInSecret("refused", "STORY-4");
    const asked = lookups().length;
    const body = about("STORY-4");
    expect(await post(body, {})).toMatchObject({
      status: 401,
      body: { error: "The signature does not match" },
    });
    expect(await post(body, { "x-hub-signature": sign(body, "another secret") })).toMatchObject({
      status: 401,
    });
    expect(await post(body, { "x-hub-signature": sign(about("STORY-1")) })).toMatchObject({ status: 401 });
    const broken = '{"issue": {"key": "STORY-4"';
    expect(await post(broken, { "x-hub-signature": sign(broken) })).toMatchObject({
      status: 400,
      body: { error: "The body is not a Jira webhook in JSON" },
    });
    const large = `{"issue": {"key": "STORY-4"}, "x": "${"x".repeat(6 * 1024 * 1024)}"}`;
    expect((await post(large, { "x-hub-signature": sign(large) })).status).toBe(413);
    const nothing = JSON.stringify({ webhookEvent: "sprint_started" });
    expect(await post(nothing, { "x-hub-signature": sign(nothing) })).toMatchObject({ status: 200 });
    expect(lookups()).toHaveLength(asked);

    expect(await post(body, { "x-hub-signature": sign(body) })).toMatchObject({ status: 202 });
    await eventually("the genuine one is followed", () => lookups().length > asked);
  });

  test("the Re-check button: the head is evaluated again, for our own pages only", async () => {
    const repository = await createSampleRepository(product.github, { name: "acme/button" });
    const head = await repository.push("deploy", "STORY-1 again");
    await product.finalStatus(repository.name, head);
    const before = (await product.report(repository.name, "web", head)).gatheredAt;
    const page = `${product.url}/r/${repository.name}/web/${head}`;
    const press = (headers: Record<string, string>): Promise<Response> =>
      fetch(`${page}/recheck`, { method: "POST", redirect: "manual", headers });
    expect((await press({ origin: "https://evil.example", "sec-fetch-site": "cross-site" })).status).toBe(
      403,
    );
    const answer = await press({ origin: product.url, "sec-fetch-site": "same-origin" });
    expect(answer.status).toBe(303);
    expect(answer.headers.get("location")).toContain(`/r/${repository.name}/web/${head}?requested=`);
    await eventually("a newer report", async () => {
      return (await product.report(repository.name, "web", head)).gatheredAt > before;
    });
  });
});
