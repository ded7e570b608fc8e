import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createSampleRepository } from "../app/sample-repository.js";
import { Visitor } from "../app/sign-in/visitor.js";
import { type Product, startProduct } from "../app/start-product.js";
import { launchBrowser } from "../support/browser.js";
import { axeFaults } from "./axe-faults.js";

// The first page of a browser is slow to come, and axe is slow on a machine that does other things as well.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });

const hostile = '<img src=x onerror="window.__owned = 1"> \u202eQA';
const policy = `version: 1
targets: { web: { deploy: deploy, production: production } }
sign-offs:
  - { name: QA, by: write }
  - { name: ${JSON.stringify(hostile.slice(0, 60))}, by: write }
people: { responsible: [olga], on-call: { users: [linus] } }
`;

let product: Product;
let browser: Browser;
let path: string;

beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct({ signIn: true }), launchBrowser()]);
  const { github } = product;
  github.createUser("ada");
  const repository = await createSampleRepository(github, { name: "acme/web", policy });
  github.grant(repository.name, "ada", "write");
  const head = await repository.push("deploy", "One");
  await product.finalStatus(repository.name, head);
  path = `/r/acme/web/web/${head}`;
});
afterAll(async () => {
  await browser.close();
  await product.stop();
});

async function open(options: BrowserContextOptions = {}): Promise<Page> {
  const visitor = await Visitor.signedIn(product.url, "ada");
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const cookies = [...visitor.cookies].map(([name, value]) => ({ name, value, url: product.url }));
  await context.addCookies(cookies);
  const page = await context.newPage();
  await page.goto(`${product.url}${path}?refresh=off`);
  return page;
}

test.each<[string, BrowserContextOptions]>([
  ["light", {}],
  ["dark", { colorScheme: "dark" }],
  ["narrow", { viewport: { width: 320, height: 640 } }],
])("the page is for everybody: %s", async (_what, options) => {
  const page = await open(options);
  expect(await axeFaults(page)).toEqual([]);
  const sideways = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
  expect(await page.evaluate<number>(sideways)).toBe(0);
  expect(await page.evaluate("window.__owned")).toBeUndefined();
  await page.context().close();
});

test("by keyboard and without scripts somebody takes on the deploy, signs it off and withdraws that", async () => {
  const page = await open({ javaScriptEnabled: false });
  await page.getByRole("button", { name: "I am responsible" }).press("Enter");
  await page.getByRole("button", { name: "I am not responsible any more" }).waitFor();
  const care = page.getByRole("region", { name: "Who answers for this deploy" });
  expect(await care.innerText()).toMatch(/@ada.*@olga by the policy.*@linus/s);

  await page.getByLabel("Note on QA (optional)").fill("Looked at <everything>");
  await page.getByLabel("Note on QA (optional)").press("Enter");
  const signOffs = page.getByRole("region", { name: "Sign-offs" });
  await signOffs.getByText("By @ada").waitFor({ timeout: 15_000 });
  expect(await signOffs.innerText()).toContain("Looked at <everything>");
  await signOffs.getByRole("button", { name: /^Withdraw/ }).press("Enter");
  await expect
    .poll(() => signOffs.getByRole("button", { name: /^Sign off/ }).count(), { timeout: 15_000 })
    .toBe(2);
  await page.context().close();
});
