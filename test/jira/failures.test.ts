import { describe, expect, test } from "vitest";
import { createServer } from "node:net";
import { once } from "node:events";
import { createIssueTracker } from "../../src/jira/create-issue-tracker.js";
import { createUnconfiguredIssueTracker } from "../../src/jira/create-unconfigured-issue-tracker.js";
import type { Fault } from "../support/jira/faults.js";
import { bothKinds, trackedJira, unavailable } from "./tracked-jira.js";

const away = { kind: "jira-unavailable", retryable: true };
const lookup = /bulkfetch|search/;

describe.each(bothKinds)("when Jira %s fails", (kind) => {
  const start = () => trackedJira({ kind, issues: [{ key: "STORY-1" }] });

  test.each<[string, Fault, readonly number[]]>([
    ["503", { status: 503 }, [500, 1000]],
    ["500", { status: 500 }, [500, 1000]],
    ["429 without Retry-After", { status: 429 }, [500, 1000]],
    ["429 with Retry-After", { status: 429, retryAfter: "3" }, [3000, 3000]],
    [
      "503 with Retry-After as a date",
      { status: 503, retryAfter: "Fri, 20 Nov 2026 10:00:05 GMT" },
      [5000, 1000],
    ],
    ["429 with a Retry-After that means nothing", { status: 429, retryAfter: "soon" }, [500, 1000]],
    ["a dropped connection", { drop: true }, [500, 1000]],
  ])("twice with %s the third attempt counts", async (_name, fault, waited) => {
    const { jira, tracker, waits } = await start();
    jira.faults.add({ ...fault, path: lookup, times: 2 });
    expect(Object.keys((await tracker.lookUp(["STORY-1"], [])).issues)).toEqual(["STORY-1"]);
    expect(waits).toEqual(waited);
  });

  test.each<[string, Fault, string]>([
    ["503", { status: 503 }, "Cannot reach Jira: 503"],
    ["502", { status: 502 }, "Cannot reach Jira: 502"],
    ["429", { status: 429 }, "Cannot reach Jira: 429, too many requests"],
    ["dropped connections", { drop: true }, "Cannot reach Jira: connection lost"],
  ])("for good with %s it gives up after four more attempts", async (_name, fault, message) => {
    const { jira, tracker, waits } = await start();
    jira.faults.add(fault);
    const error = await unavailable(tracker.lookUp(["STORY-1"], []));
    expect(error.message).toBe(message);
    expect(error).toMatchObject({ ...away, retryAfterSeconds: null });
    expect(waits).toEqual([500, 1000, 2000, 4000]);
    expect(jira.requests).toHaveLength(5);
  });

  test("asks for answers that are not packed: a proxy may pack what nobody asked it to", async () => {
    const { jira, tracker } = await start();
    await tracker.lookUp(["STORY-1"], []);
    expect(new Set(jira.requests.map(({ headers }) => headers["accept-encoding"]))).toEqual(
      new Set(["identity"]),
    );
  });

  test("and wants a long wait, it gives up at once and passes the wait on", async () => {
    const { jira, tracker, waits } = await start();
    jira.faults.add({ status: 429, retryAfter: "60" });
    const error = await unavailable(tracker.lookUp(["STORY-1"], []));
    expect(error).toMatchObject({ ...away, retryAfterSeconds: 60 });
    expect(waits).toEqual([]);
    expect(jira.requests).toHaveLength(1);
  });

  test("and wants a wait each time, it waits no more than 15 s in all", async () => {
    const { jira, tracker, waits } = await start();
    jira.faults.add({ status: 503, retryAfter: "6" });
    const error = await unavailable(tracker.lookUp(["STORY-1"], []));
    expect(error).toMatchObject({ ...away, retryAfterSeconds: 6 });
    expect(waits).toEqual([6000, 6000]);
  });

  test("and does not answer, it gives up in time, in time that really passes", async () => {
    const { jira } = await start();
    jira.faults.add({ hang: true });
    const limits = { requestTimeoutMs: 200, giveUpAfterMs: 400, firstWaitMs: 10 };
    const tracker = createIssueTracker({
      apiUrl: jira.url,
      browseUrl: jira.url,
      auth: jira.credentials,
      kind,
      allowedProjects: null,
      limits,
    });
    const begun = performance.now();
    const error = await unavailable(tracker.lookUp(["STORY-1"], []));
    await tracker.close();
    expect(error).toMatchObject(away);
    expect(error.message).toBe("Cannot reach Jira: no answer within 0.2 s");
    expect(performance.now() - begun).toBeLessThan(1500);
  });

  test("and lets its answer trickle, a request's time covers the last byte", async () => {
    const { jira, anotherTracker } = await start();
    jira.faults.add({ trickle: true });
    const tracker = anotherTracker({ limits: { requestTimeoutMs: 150, maxRetries: 1 } });
    const error = await unavailable(tracker.lookUp(["STORY-1"], []));
    expect(error).toMatchObject({ ...away, message: "Cannot reach Jira: no answer within 0.2 s" });
  });

  test("and is slow each time, the whole lookup has an end", async () => {
    const { jira, anotherTracker } = await trackedJira({ kind });
    let now = 0;
    const clock = { now: () => new Date((now += 1000)) };
    const tracker = anotherTracker({ timing: { clock }, limits: { lookupLimitMs: 5000 } });
    const asked = Array.from({ length: 2000 }, (_, index) => `STORY-${index + 1}`);
    const error = await unavailable(tracker.lookUp(asked, []));
    expect(error).toMatchObject({ ...away, message: "Cannot reach Jira: not done within 5 s" });
    expect(jira.requests.length).toBeLessThan(20);
  });

  test("one failed call breaks the others of the lookup off", async () => {
    const { jira, anotherTracker } = await start();
    jira.faults.add({ status: 400, path: lookup, times: 1 });
    jira.faults.add({ delayMs: 5000, path: lookup });
    const tracker = anotherTracker({});
    const begun = performance.now();
    const asked = Array.from({ length: 900 }, (_, index) => `STORY-${index + 1}`);
    await unavailable(tracker.lookUp(asked, []));
    expect(performance.now() - begun).toBeLessThan(3000);
  });

  test.each<[string, Fault, string]>([
    ["a login page", { html: true }, "Cannot reach Jira: its answer is not JSON (text/html)"],
    [
      "another shape",
      { body: { issues: "none" } },
      "Cannot reach Jira: its answer is not of the expected shape",
    ],
    [
      "issues without a status",
      { body: { total: 1, issues: [{ key: "STORY-1", fields: { summary: "x" } }] } },
      "Cannot reach Jira: its answer is not of the expected shape",
    ],
    ["a redirect", { status: 302 }, "Cannot reach Jira: 302, no API there. Check JIRA_API_URL and JIRA_KIND"],
    ["404", { status: 404 }, "Cannot reach Jira: 404, no API there. Check JIRA_API_URL and JIRA_KIND"],
    ["a proxy's 407", { status: 407 }, "Cannot reach Jira: 407"],
    ["410", { status: 410 }, "Cannot reach Jira: 410, no API there. Check JIRA_API_URL and JIRA_KIND"],
  ])("with %s that is no data", async (_name, fault, message) => {
    const { jira, tracker } = await start();
    jira.faults.add({ ...fault, path: lookup });
    expect(await unavailable(tracker.lookUp(["STORY-1"], []))).toMatchObject({ ...away, message });
  });

  test("with a login page once, the second answer counts", async () => {
    const { jira, tracker } = await start();
    jira.faults.add({ html: true, path: lookup, times: 1 });
    expect(Object.keys((await tracker.lookUp(["STORY-1"], [])).issues)).toEqual(["STORY-1"]);
  });

  test("everything being a login page, it is the credentials", async () => {
    const { jira, tracker } = await start();
    jira.faults.add({ html: true });
    expect(await unavailable(tracker.lookUp(["STORY-1"], []))).toMatchObject({
      kind: "jira-credentials",
      message: "Jira does not know the service's credentials",
    });
  });

  test("to know us, nothing is called missing", async () => {
    const { jira, tracker } = await start();
    jira.revoke();
    const error = await unavailable(tracker.lookUp(["STORY-1"], []));
    expect(error).toMatchObject({
      kind: "jira-credentials",
      message: "Jira did not accept the credentials (401)",
      retryable: true,
    });
  });

  test("to answer the probe, nothing is called missing either", async () => {
    const { jira, tracker } = await start();
    jira.faults.add({ status: 503, path: /myself/ });
    expect(await unavailable(tracker.lookUp(["STORY-2"], []))).toMatchObject(away);
  });

  test("access to the account, that is said", async () => {
    const { jira, tracker } = await start();
    jira.faults.add({ status: 403 });
    expect(await unavailable(tracker.lookUp(["STORY-1"], []))).toMatchObject({
      kind: "jira-credentials",
      message: "Jira denies access to the service's account (403)",
    });
  });

  test("the credentials appear in nothing that is said or logged", async () => {
    const { jira, tracker, log } = await start();
    jira.faults.add({ status: 503, times: 3 });
    jira.faults.add({ drop: true });
    const error = await unavailable(tracker.lookUp(["STORY-1"], ["Risk"]));
    const said = [String(error.stack), JSON.stringify(log), String(error.cause)].join();
    const { email, apiToken } = jira.credentials;
    for (const secret of [apiToken, Buffer.from(`${email}:${apiToken}`).toString("base64")]) {
      expect(said).not.toContain(secret);
      expect(jira.requests.map(({ path }) => path).join()).not.toContain(secret);
    }
    expect(log).toHaveLength(5);
  });
});

test("nobody listening is said as it is", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  const { anotherTracker } = await trackedJira({ kind: "cloud" });
  const error = await unavailable(anotherTracker({ apiUrl: url }).lookUp(["STORY-1"], []));
  expect(error).toMatchObject({ ...away, message: "Cannot reach Jira: connection refused" });
});

test("without a configured Jira whoever needs it is told so", async () => {
  const tracker = createUnconfiguredIssueTracker();
  for (const call of [tracker.lookUp(["STORY-1"], []), tracker.search("status = Done", ["STORY"])]) {
    expect(await unavailable(call)).toMatchObject({
      kind: "jira-not-configured",
      message: "Jira is not configured: set JIRA_API_URL and credentials",
      retryable: false,
    });
  }
});
