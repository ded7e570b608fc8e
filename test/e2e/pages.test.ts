import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import type { Report } from "../../src/checker/report.js";
import { createWeb } from "../../src/web/create-web.js";
import { launchBrowser } from "../support/browser.js";
import { serveWeb } from "../support/serve-web.js";
import { acmeWeb, fakeParts, statusOf, type Shelf } from "../web/fake-parts.js";
import { hostileCorpus } from "../web/hostile-report.js";
import {
  sampleMistakes,
  sampleReport,
  sampleSha,
  successReport,
  unknownReport,
} from "../web/sample-report.js";
import { faultsOf } from "./look-at.js";

const head = `/r/acme/web/web/${sampleSha(0)}`;
const pending = statusOf(sampleSha(0), "pending", "Checking 32 commits");

/** With a few rows of every kind: the rest of the sample repeats them, and axe looks at each. */
function short(report: Report): Report {
  const fates = Map.groupBy(report.commits, ({ disposition }) => disposition);
  return {
    ...report,
    commits: [...fates.values()].flatMap((commits) => commits.slice(0, 2)),
    issues: report.issues.slice(0, 5),
  };
}

/** Each page in a state worth looking at. */
const pages: readonly (readonly [name: string, shelf: Shelf, path: string])[] = [
  ["a failing deploy", { reports: [short(sampleReport)] }, head],
  ["a deploy that may go", { reports: [short(successReport)] }, head],
  [
    "a deploy nobody can tell",
    { reports: [{ ...short(unknownReport), policyMistakes: sampleMistakes }] },
    head,
  ],
  ["a repository", { reports: [sampleReport], mistakes: sampleMistakes }, "/r/acme/web"],
  ["a repository without a policy", {}, "/r/acme/web"],
  [
    "all repositories",
    { reports: [sampleReport], repositories: [acmeWeb, { ...acmeWeb, id: 8, name: "api" }] },
    "/",
  ],
  ["no repository", { repositories: [] }, "/"],
  ["a head that is being checked", { statuses: [pending] }, `${head}?refresh=off`],
  ["nothing", {}, "/nothing"],
];

// The first page of a browser is slow to come, and axe is slow on a machine that does other things as well.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });

let browser: Browser;
const cleanups: (() => Promise<void>)[] = [];

beforeAll(async () => {
  browser = await launchBrowser();
}, 120_000);
afterAll(() => browser.close());
afterEach(async () => {
  for (const clean of cleanups.splice(0)) await clean();
});

interface Visit {
  readonly page: Page;
  readonly origin: string;
  readonly requests: ReturnType<typeof fakeParts>["requests"];
  /** What the browser complained about: scripts, styles or addresses that it refused. */
  readonly complaints: readonly string[];
  /** Hosts other than the site's own that the browser asked. */
  readonly strangers: readonly string[];
}

async function visit(shelf: Shelf, path: string, options: BrowserContextOptions = {}): Promise<Visit> {
  const parts = fakeParts(shelf);
  const site = await serveWeb(createWeb(parts));
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  cleanups.push(
    () => context.close(),
    () => site.close(),
  );
  const page = await context.newPage();
  const complaints: string[] = [];
  const strangers: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" && !message.text().includes("404")) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("dialog", (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(site.origin)) strangers.push(request.url());
  });
  await page.goto(site.origin + path);
  return { page, origin: site.origin, requests: parts.requests, complaints, strangers };
}

const sidewaysScroll = (page: Page) =>
  page.evaluate<number>("document.documentElement.scrollWidth - document.documentElement.clientWidth");

test.each(pages)(
  "%s has no fault that axe finds, in light and dark, and fits 320 pixels",
  async (...visited) => {
    const { page, complaints } = await visit(visited[1], visited[2]);
    expect(await faultsOf(page)).toEqual([]);
    expect(complaints).toEqual([]);
  },
);

test("by keyboard alone the first stop skips to the content and the next in it is Re-check", async () => {
  const { page, requests, complaints } = await visit({ reports: [sampleReport] }, head);
  await page.keyboard.press("Tab");
  expect(await page.evaluate("document.activeElement.textContent")).toBe("Skip to content");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  expect(await page.evaluate("document.activeElement.textContent.trim()")).toBe("Re-check");
  await page.keyboard.press("Enter");
  await page.getByRole("status").getByText("Check requested.").waitFor();
  expect(requests).toEqual([{ repositoryId: acmeWeb.id, ref: "refs/heads/deploy" }]);
  expect(complaints).toEqual([]);
});

test("everything works without scripts: messages unfold, the button asks", async () => {
  const { page, requests } = await visit({ reports: [sampleReport] }, head, { javaScriptEnabled: false });
  const body = page.getByText("Support kept converting by hand.");
  expect(await body.isVisible()).toBe(false);
  await page.locator("summary").first().click();
  expect(await body.isVisible()).toBe(true);
  await page.getByRole("button", { name: "Re-check" }).click();
  await page.getByText("Check requested.").waitFor();
  expect(requests).toHaveLength(1);
});

test("a page that waits turns into the result by itself", async () => {
  const shelf: Shelf = { statuses: [pending] };
  const { page } = await visit(shelf, head);
  await page.getByRole("heading", { name: "Being checked" }).waitFor();
  shelf.reports = [successReport];
  shelf.statuses = [{ ...pending, state: "success" }];
  await page.getByRole("heading", { name: "Ready to deploy" }).waitFor({ timeout: 15_000 });
});

test.each([1280, 320])("hostile words run nothing and break no layout at %d pixels", async (width) => {
  const { page, complaints, strangers, origin } = await visit({ reports: [hostileCorpus()] }, head, {
    viewport: { width, height: 800 },
  });
  for (const summary of await page.locator("summary").all()) await summary.click();
  expect(await page.evaluate("window.__owned")).toBeUndefined();
  expect(
    await page.locator("script, iframe, img, style, base, object, embed, main svg [onload]").count(),
  ).toBe(0);
  expect(await page.locator("main form[method=post]").count()).toBe(1);
  const protocols = await page.evaluate<string[]>(
    "[...new Set([...document.links].map((link) => link.protocol))]",
  );
  expect(protocols.toSorted()).toEqual(["http:", "https:"]);
  expect(await sidewaysScroll(page)).toBe(0);
  expect(page.url()).toBe(origin + head);
  expect(complaints).toEqual([]);
  expect(strangers).toEqual([]);
});
