import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { createWeb } from "../../src/web/create-web.js";
import { launchBrowser } from "../support/browser.js";
import { serveWeb, type ServedWeb } from "../support/serve-web.js";
import { fakeParts, type Shelf } from "../web/fake-parts.js";
import { hostileCorpus } from "../web/hostile-report.js";
import { hugeReport } from "../web/huge-report.js";
import { sampleReport, sampleSha, successReport } from "../web/sample-report.js";
import { axeFaults } from "./axe-faults.js";

const head = `/r/acme/web/web/${sampleSha(0)}`;

vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });

const shelf: Shelf = {};
let browser: Browser;
let site: ServedWeb;
const cleanups: (() => Promise<void>)[] = [];

beforeAll(async () => {
  [browser, site] = await Promise.all([launchBrowser(), serveWeb(createWeb(fakeParts(shelf)))]);
}, 120_000);
afterAll(() => Promise.all([browser.close(), site.close()]));
afterEach(async () => {
  for (const clean of cleanups.splice(0)) await clean();
});

async function visit(query: string, report = sampleReport, options: BrowserContextOptions = {}) {
  shelf.reports = [report];
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  cleanups.push(() => context.close());
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto(site.origin + head + query);
  return { page, context, complaints };
}

const sidewaysScroll = (page: Page) =>
  page.evaluate<number>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
const keysOf = (page: Page) => page.locator(".issues tbody .key").allTextContents();

const forms = ["?group=epic&sort=-risk&filter=re", "?display=wall", "?as=html", "?as=markdown"];

describe.each(forms)("%s", (query) => {
  test("has no accessibility fault that axe finds, in light and in dark", async () => {
    const { page, complaints } = await visit(query);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await axeFaults(page)).toEqual([]);
    }
    expect(complaints).toEqual([]);
  });

  test("fits a screen of 320 pixels, with hostile words too, which run nothing", async () => {
    const { page, complaints } = await visit(query, hostileCorpus(), {
      viewport: { width: 320, height: 640 },
    });
    expect(await sidewaysScroll(page)).toBe(0);
    expect(await page.evaluate("window.__owned")).toBeUndefined();
    expect(complaints).toEqual([]);
  });
});

test("issues are found, grouped and sorted without scripts and by keyboard", async () => {
  const { page } = await visit("", sampleReport, { javaScriptEnabled: false });
  await page.getByRole("searchbox", { name: "Find" }).fill("recording");
  await page.getByLabel("Group").selectOption("epic");
  await page.getByRole("searchbox", { name: "Find" }).press("Enter");
  await page.getByText("2 issues of 15 are shown.").waitFor();
  expect(await page.locator(".issues .group").count()).toBe(1);
  await page.getByRole("columnheader", { name: "Issue" }).getByRole("link").press("Enter");
  await page.locator('[aria-sort="ascending"]').waitFor();
  expect(await keysOf(page)).toEqual(["STORY-118", "STORY-126"]);
  await page.getByRole("columnheader", { name: "Issue" }).getByRole("link").press("Enter");
  await page.locator('[aria-sort="descending"]').waitFor();
  expect(await keysOf(page)).toEqual(["STORY-126", "STORY-118"]);
  await page.getByRole("link", { name: "Show all again" }).press("Enter");
  await page.getByRole("heading", { name: "15 issues" }).waitFor();
  expect(await keysOf(page)).toHaveLength(15);
});

test("what is copied is rich text with the words beside it, or the text in the chosen format", async () => {
  const { page, context, complaints } = await visit("?filter=recording&group=epic");
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.getByRole("link", { name: "Copy for announcement" }).click();
  await page.getByRole("button", { name: "Copy" }).click();
  await page.getByText("Copied. Paste it").waitFor();
  const read = (type: string) =>
    page.evaluate<string>(
      `navigator.clipboard.read().then(([item]) => item.getType("${type}")).then((blob) => blob.text())`,
    );
  expect(await read("text/html")).toMatch(/<a href="https:\/\/jira\.example\.com\/browse\/STORY-118">/);
  expect(await read("text/plain")).toMatch(/STORY-118 Pause recording/);
  await page.getByRole("link", { name: "Markdown" }).click();
  await page.getByRole("button", { name: "Copy" }).click();
  await page.getByText("Copied. Paste it").waitFor();
  expect(await read("text/plain")).toContain("- [STORY-118](https://jira.example.com/browse/STORY-118)");
  expect(complaints).toEqual([]);
});

test("the wall screen fits without scrolling on screens as they hang on walls", async () => {
  const { page } = await visit("?display=wall");
  for (const [width, height] of [
    [1920, 1080],
    [3840, 2160],
    [1366, 768],
  ] as const) {
    await page.setViewportSize({ width, height });
    expect(
      await page.evaluate("document.documentElement.scrollHeight - document.documentElement.clientHeight"),
    ).toBe(0);
    const size = await page.evaluate<number>(
      'parseFloat(getComputedStyle(document.querySelector("h1")).fontSize)',
    );
    expect(size / height).toBeGreaterThan(0.08);
  }
});

test("the wall screen shows what is new by itself, and says since when it cannot", async () => {
  const { page, context } = await visit("?display=wall");
  await page.clock.install();
  await page.reload();
  await page.getByRole("heading", { name: "Not ready to deploy" }).waitFor();
  shelf.reports = [successReport];
  await page.clock.runFor(31_000);
  await page.getByRole("heading", { name: "Ready to deploy", exact: true }).waitFor();
  expect(await page.title()).toMatch(/^Ready to deploy/);
  await context.setOffline(true);
  await page.clock.runFor(31_000);
  await page.getByText("Not reached since").waitFor();
  expect(await page.getByRole("heading", { name: "Ready to deploy", exact: true }).isVisible()).toBe(true);
  await context.setOffline(false);
  await page.clock.runFor(31_000);
  await page.getByText("Not reached since").waitFor({ state: "hidden" });
});

test.each([
  ["reduce", "auto"],
  ["no-preference", "smooth"],
] as const)(
  "for who prefers motion to be %s, jumps within the page are %s",
  async (reducedMotion, scrolls) => {
    const { page } = await visit("", successReport, { reducedMotion });
    expect(await page.evaluate("getComputedStyle(document.documentElement).scrollBehavior")).toBe(scrolls);
  },
);

test("on paper everything is open, and nothing can be pressed", async () => {
  const { page } = await visit("", sampleReport, { viewport: { width: 720, height: 1000 } });
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  expect(await page.getByText("Support kept converting by hand.").isVisible()).toBe(true);
  expect(await page.getByRole("button").filter({ visible: true }).count()).toBe(0);
  expect(await page.getByRole("searchbox").filter({ visible: true }).count()).toBe(0);
  expect(await page.evaluate("getComputedStyle(document.body).backgroundColor")).toBe("rgb(255, 255, 255)");
  expect(await sidewaysScroll(page)).toBe(0);
});

test("a huge deploy shifts nothing while it loads, and is scrolled through without a jump", async () => {
  const { page, complaints } = await visit("", hugeReport());
  await page.evaluate(
    "new Promise((done) => { let sum = 0; window.__shift = () => sum; new PerformanceObserver((list) => list.getEntries().forEach((entry) => (sum += entry.value))).observe({ type: 'layout-shift', buffered: true }); requestAnimationFrame(() => requestAnimationFrame(done)); })",
  );
  for (const id of ["failures", "issues", "commits"]) {
    await page.evaluate(`location.hash = "${id}"`);
    await page.locator(`#${id}`).waitFor();
    await page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
  }
  expect(await page.evaluate("window.__shift()")).toBe(0);
  expect(await page.evaluate<number>("document.querySelectorAll('*').length")).toBeLessThan(7_000);
  expect(complaints).toEqual([]);
});

describe("what of a huge deploy is out of sight", () => {
  const rows = [".finding", ".issues tbody tr", ".commit"];
  const isLaidOut = (page: Page, row: string) =>
    page.evaluate<boolean>(
      `[...document.querySelectorAll("${row}")].at(-1).firstElementChild.checkVisibility({ contentVisibilityAuto: true })`,
    );

  test.each([1280, 320])("is laid out when it comes into sight, on a screen of %d pixels", async (width) => {
    const { page } = await visit("?issues=all", hugeReport(), {
      viewport: { width, height: 800 },
      reducedMotion: "reduce",
    });
    for (const row of rows) {
      expect(await isLaidOut(page, row)).toBe(false);
      await page.locator(row).last().scrollIntoViewIfNeeded();
      await expect.poll(() => isLaidOut(page, row)).toBe(true);
    }
    expect(await sidewaysScroll(page)).toBe(0);
  });

  test("does not lead away from what a link names", async () => {
    const { page } = await visit("", hugeReport(), { reducedMotion: "reduce" });
    for (const id of ["commits", "issues", "commits-shipping", "checks"]) {
      await page.evaluate(`location.hash = "${id}"`);
      const isOnTop = () =>
        page.evaluate<boolean>(
          `Math.abs(document.getElementById("${id}").getBoundingClientRect().top - 16) < 2`,
        );
      await expect.poll(isOnTop).toBe(true);
      await page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
      expect(await isOnTop()).toBe(true);
    }
  });

  test("is on paper all the same", async () => {
    const { page } = await visit("", hugeReport());
    await page.emulateMedia({ media: "print" });
    for (const row of rows) await expect.poll(() => isLaidOut(page, row)).toBe(true);
  });

  test("stands under the head of its column, and in a table still for who has it read out", async () => {
    const { page } = await visit("", hugeReport());
    const edges = (of: string) =>
      page.evaluate<number[]>(
        `[...document.querySelector("${of}").children].map((cell) => Math.round(cell.getBoundingClientRect().left))`,
      );
    expect(await edges(".issues tbody tr")).toEqual(await edges(".issues thead tr"));
    const row = page.getByRole("table", { name: "600 issues" }).getByRole("row").nth(100);
    expect(await row.getByRole("rowheader").count()).toBe(1);
    expect(await row.getByRole("cell").count()).toBe(6);
  });
});
