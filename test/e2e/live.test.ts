import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { createSampleRepository, type SampleRepository } from "../app/sample-repository.js";
import { type Product, startProduct } from "../app/start-product.js";
import { launchBrowser } from "../support/browser.js";
import { type Browsing, faultsOf, signInAs, startBrowsing } from "./look-at.js";

vi.setConfig({ testTimeout: 90_000, hookTimeout: 120_000 });

let product: Product;
let browser: Browser;
let repository: SampleRepository;
let count = 0;
const open: Browsing[] = [];

beforeAll(async () => {
  [browser, product] = await Promise.all([
    launchBrowser(),
    startProduct({
      signIn: true,
      jira: {
        issues: Array.from({ length: 9 }, (_, index) => ({
          key: `STORY-${index + 1}`,
          status: "Ready to Deploy",
        })),
      },
    }),
  ]);
  repository = await createSampleRepository(product.github);
  product.github.createUser("writer");
  product.github.grant(repository.name, "writer", "write");
});
afterAll(async () => {
  await browser.close();
  await product.stop();
});
afterEach(async () => {
  for (const { context } of open.splice(0)) await context.close();
});

async function browse(options: BrowserContextOptions = {}): Promise<Browsing> {
  const browsing = await startBrowsing(browser, options);
  open.push(browsing);
  await browsing.page.goto(product.url);
  await signInAs(browsing.page, "writer");
  return browsing;
}

/** Holds Jira's next answer about an issue until it is let go. */
function hold(issue: string): () => void {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  product.jira.faults.add({ until: promise, path: /bulkfetch/, sent: new RegExp(`"${issue}"`), times: 1 });
  return () => resolve(undefined);
}

/** Pushes a deploy of an issue of its own; answers its page's path. */
async function push(): Promise<{ readonly path: string; readonly sha: string; readonly issue: string }> {
  const issue = `STORY-${++count}`;
  const sha = await repository.push("deploy", `${issue} work`);
  return { sha, issue, path: `${product.url}/r/${repository.name}/web/${sha}` };
}

async function pushHeld(): Promise<{ readonly path: string; readonly letGo: () => void }> {
  const letGo = hold(`STORY-${count + 1}`);
  const { path, sha } = await push();
  await product.statusWhere(repository.name, sha, ({ state }) => state === "pending");
  return { path, letGo };
}

/** How often the page has been loaded. */
function countLoads(page: Page): () => number {
  let loads = 0;
  page.on("load", () => loads++);
  return () => loads;
}

test("a check shows its steps while it runs, and turns into its result by itself", async () => {
  const { page, complaints } = await browse();
  const { path, letGo } = await pushHeld();
  const loads = countLoads(page);
  await page.goto(path);
  const progress = page.getByRole("region", { name: "Progress of the check" });
  await progress.locator("[data-step=issues][data-state=running]").waitFor();
  expect(await progress.locator("[data-says]").textContent()).toContain("Asking Jira");
  expect(await faultsOf(page)).toEqual([]);
  letGo();
  await page.getByRole("heading", { name: "Ready to deploy" }).waitFor();
  await progress.waitFor({ state: "hidden" });
  await page.waitForLoadState("load");
  // Once to wait, once for the result; other checks of the same head may follow, but it does not go round and round.
  expect(loads()).toBeLessThanOrEqual(5);
  expect(complaints).toEqual([]);
});

test("an edit in Jira turns a page that was judged long ago", async () => {
  const { page } = await browse();
  const { path, sha, issue } = await push();
  await product.finalStatus(repository.name, sha);
  await page.goto(path);
  await page.getByRole("heading", { name: "Ready to deploy" }).waitFor();
  product.jira.setStatus(issue, "In Progress");
  await page.getByRole("heading", { name: "Not ready to deploy" }).waitFor();
  await page.getByLabel("Why may they ship?").fill("Half a sentence, and");

  // What is being written is not taken away by the next result: it is offered.
  product.jira.setStatus(issue, "Ready to Deploy");
  const news = page.locator("[data-news]");
  await news.waitFor();
  expect(await page.getByLabel("Why may they ship?").inputValue()).toBe("Half a sentence, and");
  expect(await page.evaluate("document.activeElement.name")).toBe("reason");
  expect(await faultsOf(page)).toEqual([]);
  await page.getByRole("link", { name: "show it" }).click();
  await page.getByRole("heading", { name: "Ready to deploy" }).waitFor();
});

test("a re-check shows its steps on the page", async () => {
  const { page } = await browse();
  const { path, sha, issue } = await push();
  await product.finalStatus(repository.name, sha);
  await page.goto(path);
  const letGo = hold(issue);
  await page.getByRole("button", { name: "Re-check" }).click();
  await page.locator("[data-step=issues][data-state=running]").waitFor();
  letGo();
  await page.getByText("Checked again.").waitFor();
});

test("without scripts the page shows the steps as they were, and loads itself again", async () => {
  const { page } = await browse({ javaScriptEnabled: false });
  const { path, letGo } = await pushHeld();
  await page.goto(path);
  await page.locator("[data-step=issues][data-state=running]").waitFor();
  letGo();
  await page.getByRole("heading", { name: "Ready to deploy" }).waitFor();
});

test("where the stream is refused the page waits by loading itself again", async () => {
  const { page } = await browse();
  const { path, letGo } = await pushHeld();
  await page.route("**/events?*", (route) => route.fulfill({ status: 503, body: "full" }));
  await page.goto(path);
  await page.getByRole("heading", { name: "Being checked" }).waitFor();
  letGo();
  await page.getByRole("heading", { name: "Ready to deploy" }).waitFor();
});
