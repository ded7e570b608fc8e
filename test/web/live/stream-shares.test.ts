import { Hono } from "hono";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Deploy } from "../../../src/deploys/ports/store.js";
import { createProgressBoard } from "../../../src/deploys/progress-board.js";
import { markOf } from "../../../src/web/live/mark-of.js";
import { liveRoutes } from "../../../src/web/routes/live-routes.js";
import type { WebEnv } from "../../../src/web/sign-in/reader.js";
import { serveWeb, type ServedWeb } from "../../support/serve-web.js";
import { acmeWeb, fakeParts } from "../fake-parts.js";
import { sampleReport } from "../sample-report.js";

let site: ServedWeb;

beforeAll(async () => {
  const app = new Hono<WebEnv>();
  app.use(async (context, next) => {
    const id = Number(context.req.query("person"));
    context.set("reader", { kind: "person", person: { id, login: `p${id}`, name: null } });
    await next();
  });
  const always = () => Promise.resolve(true);
  const live = {
    board: createProgressBoard(),
    stopping: new AbortController().signal,
    timing: { askMs: 5, askIdleMs: 5, restMs: 0 },
    bounds: { each: 3, all: 4 },
  };
  const rights = { maySee: always, seesRecheck: always, mayRecheck: always };
  app.route("/", liveRoutes(fakeParts({ reports: [sampleReport] }), live, rights, always));
  site = await serveWeb(app);
});
afterAll(() => site.close());

/** A person's page that shows what there is, and listens. */
function follow(person: number): Promise<Response> {
  const head = sampleReport.head;
  const deploy: Deploy = {
    repositoryId: acmeWeb.id,
    target: sampleReport.target,
    ref: head.ref,
    headSha: head.sha,
    productionSha: sampleReport.production.sha,
    policySha: sampleReport.policy.sha,
    state: sampleReport.state,
    pushedAt: sampleReport.gatheredAt,
    evaluatedAt: sampleReport.gatheredAt,
    hasProblems: false,
  };
  const seen = markOf({ sha: head.sha, deploys: [deploy], status: null });
  return fetch(`${site.origin}/r/acme/web/web/${head.sha}/events?seen=${seen}&person=${person}`);
}

test("whoever has many streams gives up the oldest for somebody who has none; nobody is sent away for them", async () => {
  const many = [await follow(1), await follow(1), await follow(1)];
  const other = await follow(2);
  const one = await follow(3);
  expect([...many, other, one].map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
  // Its page asks again later; the others' streams go on.
  expect(await many[0]?.text()).toMatch(/event: over\ndata: later\n\n$/);
  const refused = [await follow(1), await follow(2)];
  expect(refused.map(({ status }) => status)).toEqual([503, 503]);
  const next = await follow(4);
  expect(next.status).toBe(200);
  expect(await many[1]?.text()).toMatch(/event: over\ndata: later\n\n$/);
  for (const open of [many[2], other, one, next]) await open?.body?.cancel();
});
