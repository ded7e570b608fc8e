import { Hono } from "hono";
import { describe, expect, test } from "vitest";
import { atMost } from "../../../src/web/guards/at-most.js";
import { perMinute } from "../../../src/web/guards/per-minute.js";
import { sameOriginPosts } from "../../../src/web/guards/same-origin-posts.js";
import type { WebEnv } from "../../../src/web/sign-in/reader.js";

describe("at most so many a minute", () => {
  const app = new Hono<WebEnv>();
  app.use(async (context, next) => {
    const id = Number(context.req.query("person"));
    context.set("reader", { kind: "person", person: { id, login: `p${id}`, name: null } });
    await next();
  });
  app.get(
    "/",
    atMost(2, (context) => Promise.resolve(context.text("slower", 429))),
    (context) => context.text("done"),
  );

  test("one person is told to wait, another one is not", async () => {
    const ask = async (person: number): Promise<number> => (await app.request(`/?person=${person}`)).status;
    expect([await ask(1), await ask(1), await ask(1), await ask(2)]).toEqual([200, 200, 429, 200]);
    const wait = Number((await app.request("/?person=1")).headers.get("retry-after"));
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(60);
  });

  test("each has a share of what all have together", async () => {
    const limit = perMinute({ each: 2, all: 3 });
    const asked: boolean[] = [];
    for (const who of ["a", "a", "a", "b", "b", "c"]) asked.push((await limit.secondsToWait(who)) === 0);
    expect(asked).toEqual([true, true, false, true, false, false]);
  });
});

describe("forms of a site with an address of its own", () => {
  const app = new Hono<WebEnv>();
  app.use(
    sameOriginPosts("https://deploys.example.com", (context) => Promise.resolve(context.text("no", 403))),
  );
  app.post("/", (context) => context.text("done"));

  test.each([
    ["https://deploys.example.com", "127.0.0.1:3000", 200],
    ["http://deploys.example.com", "deploys.example.com", 403],
    ["https://evil.example", "evil.example", 403],
    ["null", "deploys.example.com", 403],
  ])("origin %s, passed on by a proxy as host %s: %s", async (origin, host, status) => {
    const answer = await app.request("http://127.0.0.1:3000/", { method: "POST", headers: { origin, host } });
    expect(answer.status).toBe(status);
  });
});
