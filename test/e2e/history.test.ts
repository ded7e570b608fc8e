import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { createWeb } from "../../src/web/create-web.js";
import { launchBrowser } from "../support/browser.js";
import { serveWeb } from "../support/serve-web.js";
import { fakeParts } from "../web/fake-parts.js";
import { successReport } from "../web/sample-report.js";
import { sampleAudit, sampleHistory, sampleHits, samplePoints } from "../web/sample/sample-history.js";
import { faultsOf } from "./look-at.js";

const pages: readonly (readonly [name: string, path: string])[] = [
  ["the history of a target", "/r/acme/web/web/history"],
  ["what a search found", "/search?q=STORY-12"],
  ["a search without a question", "/search"],
  ["the audit log", "/audit/acme/web?target=web&person=ada"],
];
const emptyPages: readonly (readonly [name: string, path: string])[] = [
  ["a history without an end", "/r/acme/web/web/history?before=1"],
  ["a search that found nothing", `/search?q=${"STORY".repeat(30)}`],
  ["an audit log without a line", "/audit/acme/web"],
];

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

async function visit(
  path: string,
  { isEmpty = false, ...options }: BrowserContextOptions & { readonly isEmpty?: boolean } = {},
): Promise<{ readonly page: Page; readonly complaints: readonly string[] }> {
  const parts = fakeParts({ reports: [successReport] });
  const store = {
    ...parts.store,
    history: () => Promise.resolve(sampleHistory),
    historyPoints: () => Promise.resolve(samplePoints),
    searchDeploys: (ids: readonly number[]) => Promise.resolve(ids.length === 0 ? [] : sampleHits),
    auditLines: () => Promise.resolve(sampleAudit),
    auditTargets: () => Promise.resolve(["api", "web"]),
  };
  const site = await serveWeb(createWeb(isEmpty ? parts : { ...parts, store }));
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  cleanups.push(
    () => context.close(),
    () => site.close(),
  );
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  page.on("dialog", (dialog) => {
    complaints.push(dialog.message());
    void dialog.dismiss();
  });
  await page.goto(site.origin + path);
  for (const summary of await page.locator("summary").all()) await summary.click();
  return { page, complaints };
}

describe.each([
  ...pages.map(([name, path]) => [name, path, false] as const),
  ...emptyPages.map(([name, path]) => [name, path, true] as const),
])("%s", (_, path, isEmpty) => {
  test("has no fault that axe finds, in light and dark, and fits 320 pixels", async () => {
    const { page, complaints } = await visit(path, { isEmpty });
    expect(await faultsOf(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });
});

test("somebody at the keyboard, without scripts, asks in the header and sees what is found", async () => {
  const { page } = await visit("/", { javaScriptEnabled: false });
  await page.getByRole("searchbox", { name: "Issue key, commit or person" }).fill("STORY-12");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Search deploys" }).waitFor();
  expect(await page.getByRole("searchbox").inputValue()).toBe("STORY-12");
  expect(await page.getByRole("link", { name: /^web at/ }).count()).toBe(3);
});

test("the plots draw a bar for each deploy, and say the numbers in a table", async () => {
  const { page } = await visit("/r/acme/web/web/history");
  const plot = page.locator("figure").first();
  expect(await plot.locator("rect").count()).toBe(60);
  expect(await plot.locator("tbody tr").count()).toBe(60);
  expect(await page.getByRole("img", { name: /^Commits of each deploy/ }).count()).toBe(1);
});
