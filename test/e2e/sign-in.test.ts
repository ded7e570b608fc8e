import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import type { Browser, BrowserContextOptions } from "playwright-core";
import { createSampleRepository, type SampleRepository, samplePolicy } from "../app/sample-repository.js";
import { policyKnown } from "../app/sign-in/policy-known.js";
import { type Product, startProduct } from "../app/start-product.js";
import { launchBrowser } from "../support/browser.js";
import { tabTo } from "./keyboard.js";
import { type Browsing, faultsOf, signInAs, startBrowsing } from "./look-at.js";

vi.setConfig({ testTimeout: 90_000, hookTimeout: 120_000 });

const policy = `${samplePolicy}approvals: { by: { users: [lead] } }\n`;

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
      jira: { issues: ["STORY-1", "STORY-2"].map((key) => ({ key, status: "In Progress" })) },
    }),
  ]);
  for (const login of ["reader", "lead", "stranger"]) product.github.createUser(login);
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
  return browsing;
}

/** A deploy that may not ship for two issues that are not ready; answers its page's address. */
async function deployPage(): Promise<string> {
  count++;
  const { github } = product;
  repository = await createSampleRepository(github, { name: `acme/web-${count}`, policy });
  for (const login of ["reader", "lead"]) github.grant(repository.name, login, "write");
  await repository.push("deploy", "STORY-1 one");
  const head = await repository.push("deploy", "STORY-2 two");
  expect((await product.finalStatus(repository.name, head)).state).toBe("failure");
  await policyKnown(product, repository.name);
  return `${product.url}/r/${repository.name}/web/${head}`;
}

describe("signing in", () => {
  test("leads through GitHub to the page that was wanted; signing out ends it", async () => {
    const address = await deployPage();
    const { page, complaints } = await browse();
    await page.goto(address);
    expect(new URL(page.url()).pathname).toBe("/login");
    expect(await faultsOf(page)).toEqual([]);
    await signInAs(page, "reader");
    expect(page.url()).toBe(address);
    await page.getByRole("heading", { name: "Not ready to deploy" }).waitFor();

    await page.getByRole("button", { name: "Sign out" }).click();
    await page.waitForURL((url) => url.pathname !== new URL(address).pathname);
    expect(await faultsOf(page)).toEqual([]);
    await page.goto(address);
    expect(new URL(page.url()).pathname).toBe("/login");
    expect(complaints).toEqual([]);
  });

  test("as somebody without access shows that there is nothing, and what that means", async () => {
    const address = await deployPage();
    const { page } = await browse();
    await page.goto(address);
    await signInAs(page, "stranger");
    await page.getByRole("heading", { name: "Not found" }).waitFor();
    expect(await page.textContent("body")).not.toContain(repository.name);
  });

  test("works by keyboard alone", async () => {
    const address = await deployPage();
    const { page } = await browse();
    await page.goto(address);
    await tabTo(page, (words) => words === "Sign in with GitHub");
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: "lead", exact: true }).waitFor();
    await tabTo(page, (words) => words === "lead");
    await page.keyboard.press("Enter");
    await page.waitForURL(address);
  });
});

describe("approving", () => {
  const mark = "input[type=checkbox][name=finding]";

  test("several findings with a reason turns the page and the status by itself; withdrawing turns them back", async () => {
    const address = await deployPage();
    const { page, complaints } = await browse();
    await page.goto(address);
    await signInAs(page, "lead");
    for (const box of await page.locator(mark).all()) await box.check();
    await page.getByLabel("Why may they ship?").fill("Agreed with <i>QA</i>");
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole("button", { name: "Approve what is marked" }).click();
    await page.getByRole("heading", { name: "Ready to deploy" }).waitFor();
    await page.getByText("Agreed with <i>QA</i>").first().waitFor();
    await product.statusWhere(
      repository.name,
      address.slice(-40),
      ({ description }) => description === "OK to deploy: 2 issues, 2 commits, 2 exceptions approved",
    );

    await page
      .getByRole("button", { name: /^Withdraw/ })
      .first()
      .click();
    await page.getByRole("heading", { name: "Not ready to deploy" }).waitFor();
    await product.statusWhere(
      repository.name,
      address.slice(-40),
      ({ description }) => description === "1 issue not Ready to Deploy",
    );
    expect(complaints).toEqual([]);
  });

  test("on a page that is out of date does nothing, says so, and keeps the reason", async () => {
    const address = await deployPage();
    const { page } = await browse();
    await page.goto(`${address}?refresh=off`);
    await signInAs(page, "lead");
    await page.locator(mark).first().check();
    await page.locator(mark).last().check();
    product.jira.setStatus("STORY-1", "Ready to Deploy");
    try {
      await product.statusWhere(
        repository.name,
        address.slice(-40),
        ({ description }) => description === "1 issue not Ready to Deploy",
      );
      await page.getByLabel("Why may they ship?").fill("Thought through at length");
      await page.getByRole("button", { name: "Approve what is marked" }).click();
      await page.getByRole("heading", { name: "The deploy has changed" }).waitFor();
      expect(await page.textContent("body")).toContain("Thought through at length");
      expect(await faultsOf(page)).toEqual([]);
    } finally {
      product.jira.setStatus("STORY-1", "In Progress");
    }
  });

  test("is not offered to whoever the policy does not name: they are told who can", async () => {
    const address = await deployPage();
    const { page } = await browse();
    await page.goto(address);
    await signInAs(page, "reader");
    await page
      .getByRole("region", { name: "Approve exceptions" })
      .getByText("Approving needs @lead.")
      .waitFor();
    expect(await page.locator(mark).count()).toBe(0);
    expect(await page.locator("#approve").getByRole("textbox").count()).toBe(0);
    expect(await faultsOf(page)).toEqual([]);
  });

  test("works by keyboard alone", async () => {
    const address = await deployPage();
    const { page } = await browse();
    await page.goto(address);
    await signInAs(page, "lead");
    for (const key of ["finding", "finding"]) {
      await tabTo(page, (words) => words === key);
      await page.keyboard.press("Space");
    }
    await tabTo(page, (words) => words === "reason");
    await page.keyboard.type("Agreed");
    await tabTo(page, (words) => words === "Approve what is marked");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Ready to deploy" }).waitFor();
  });

  test("works without scripts, from sign-in to the result", async () => {
    const address = await deployPage();
    const { page } = await browse({ javaScriptEnabled: false });
    await page.goto(address);
    await signInAs(page, "lead");
    for (const box of await page.locator(mark).all()) await box.check();
    await page.getByLabel("Why may they ship?").fill("Agreed");
    await page.getByRole("button", { name: "Approve what is marked" }).click();
    await page.getByRole("heading", { name: "Ready to deploy" }).waitFor();
  });
});
