import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createSampleRepository, type SampleRepository } from "../sample-repository.js";
import { eventually, type Product, startProduct } from "../start-product.js";
import { Visitor } from "../sign-in/visitor.js";
import { openEvents } from "./open-events.js";

let product: Product;
let repository: SampleRepository;
let reader: Visitor;

beforeAll(async () => {
  product = await startProduct({
    signIn: true,
    jira: {
      issues: [1, 2, 3, 4, 5].map((number) => ({ key: `STORY-${number}`, status: "Ready to Deploy" })),
    },
  });
  const { github } = product;
  repository = await createSampleRepository(github);
  for (const login of ["reader", "stranger", "leaver"]) github.createUser(login);
  github.grant(repository.name, "reader", "read");
  github.grant(repository.name, "leaver", "read");
  reader = await visitorAs("reader");
});
afterAll(() => product.stop());

function visitorAs(login: string): Promise<Visitor> {
  return Visitor.signedIn(product.url, login);
}

const pageOf = (sha: string): string => `/r/${repository.name}/web/${sha}`;

/** Where a page says that it listens. */
async function eventsOf(visitor: Visitor, page: string): Promise<string> {
  const text = await (await visitor.get(page)).text();
  return (/data-live="([^"]+)"/.exec(text)?.[1] ?? "").replaceAll("&amp;", "&");
}

/** The same, once the page's check has come to its very end. */
async function quietEventsOf(visitor: Visitor, page: string): Promise<string> {
  await eventually("the check has ended", async () =>
    /data-live="[^"]+" hidden/.test(await (await visitor.get(page)).text()),
  );
  return eventsOf(visitor, page);
}

/** Pushes a deploy whose check stays with Jira until it is let go. */
async function pushHeld(
  issue: string,
): Promise<{ readonly page: string; readonly sha: string; readonly letGo: () => void }> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  product.jira.faults.add({ until: promise, path: /bulkfetch/, sent: new RegExp(`"${issue}"`), times: 1 });
  const sha = await repository.push("deploy", `${issue} work`);
  await product.statusWhere(repository.name, sha, ({ state }) => state === "pending");
  return { sha, page: pageOf(sha), letGo: () => resolve(undefined) };
}

describe("a page that is followed", () => {
  test("shows the steps of the first check, and the result when it is there", async () => {
    const { page, sha, letGo } = await pushHeld("STORY-1");
    await eventually("the check is with Jira", async () =>
      (await (await reader.get(page)).text()).includes('data-step="issues" data-state="running"'),
    );
    const text = await (await reader.get(page)).text();
    expect(text).toContain(`<noscript><meta http-equiv="refresh" content="3;url=${page}"/></noscript>`);
    expect(text).toContain('data-step="git" data-state="done"');
    expect(text).toMatch(/<script type="module" src="\/assets\/live-[\w-]{12}\.js"><\/script>/);

    const events = await openEvents(reader, await eventsOf(reader, page));
    expect(events.headers.get("content-type")).toBe("text/event-stream");
    expect(events.headers.get("content-encoding")).toBeNull();
    expect(await events.next()).toMatchObject({
      event: "steps",
      data: { running: true, says: expect.stringContaining("Asking Jira") },
    });
    letGo();
    const told = await events.rest();
    expect(told.at(-1)?.event).toBe("result");
    expect((await product.finalStatus(repository.name, sha)).state).toBe("success");
    expect(await (await reader.get(page)).text()).toContain("Ready to deploy");
  });

  test("tells a page that shows a result of the next one", async () => {
    const sha = await repository.push("deploy", "STORY-2 work");
    await product.finalStatus(repository.name, sha);
    const page = pageOf(sha);
    const events = await openEvents(reader, await quietEventsOf(reader, page));
    product.jira.setStatus("STORY-2", "In Progress");
    expect((await events.rest()).at(-1)?.event).toBe("result");
    // That may have been of a check that looked before the edit.
    await eventually("the page has turned", async () => {
      const text = await (await reader.get(page)).text();
      return text.includes("Not ready to deploy");
    });
  });

  test("is given no news where the reader wants it to hold still", async () => {
    const { page, letGo } = await pushHeld("STORY-3");
    const text = await (await reader.get(`${page}?refresh=off`)).text();
    expect(text).not.toContain("data-live");
    expect(text).not.toContain("<script");
    letGo();
  });
});

describe("the stream", () => {
  test("is there for nobody who may not see the page, and not without a question", async () => {
    const sha = await repository.push("deploy", "STORY-4 work");
    await product.finalStatus(repository.name, sha);
    const path = await quietEventsOf(reader, pageOf(sha));
    expect((await (await visitorAs("stranger")).get(path)).status).toBe(404);
    expect((await new Visitor(product.url).get(path)).status).toBe(302);
    expect((await reader.get(path.replace(sha, "0".repeat(40)))).status).toBe(404);
    expect((await reader.get(path.replace("/web/", "/other/"))).status).toBe(404);
    expect((await reader.get(path.replace(/\?.*/, ""))).status).toBe(400);
    expect((await reader.get(path.replace(/seen=[^&]*/, "seen=<b>"))).status).toBe(400);
  });

  test("is bounded for a person, and a place is free again when its reader has gone", async () => {
    const { page, letGo } = await pushHeld("STORY-5");
    const path = await eventsOf(reader, page);
    const leaver = await visitorAs("leaver");
    const open = await Promise.all(Array.from({ length: 10 }, () => openEvents(leaver, path)));
    const refused = await leaver.get(path);
    expect(refused.status).toBe(429);
    expect(refused.headers.get("retry-after")).toBe("30");
    await open[0]?.close();
    await eventually("there is a place again", async () => {
      const again = await openEvents(leaver, path);
      await again.close();
      return again.status === 200;
    });
    await Promise.all(open.map((events) => events.close()));
    letGo();
  });

  test("does not keep the service from stopping", async () => {
    const sha = await repository.push("deploy", "STORY-4 last");
    await product.finalStatus(repository.name, sha);
    const events = await openEvents(reader, await quietEventsOf(reader, pageOf(sha)));
    await events.next();
    const stopped = performance.now();
    await product.restart(() => {
      expect(performance.now() - stopped).toBeLessThan(10_000);
      return Promise.resolve();
    });
    expect((await events.rest()).at(-1)).toEqual({ event: "over", data: "later" });
  });
});
