import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { createSampleRepository, type SampleRepository, samplePolicy } from "../app/sample-repository.js";
import { policyKnown } from "../app/sign-in/policy-known.js";
import { Visitor } from "../app/sign-in/visitor.js";
import { type Product, startProduct } from "../app/start-product.js";
import { launchBrowser } from "../support/browser.js";
import { allStops, tabTo } from "./keyboard.js";
import { type Browsing, startBrowsing } from "./look-at.js";

vi.setConfig({ testTimeout: 90_000, hookTimeout: 120_000 });

const policy = `${samplePolicy.replace("projects: [STORY, TECH]", "projects: [STORY, TECH]\n  fixes: true")}approvals: { by: { users: [lead, other] } }
sign-offs: [{ name: QA, by: write }]
`;
const shortLived = `${samplePolicy}approvals: { by: { users: [lead] }, expire-after: 10s }\n`;

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
  for (const login of ["lead", "other"]) product.github.createUser(login);
});
afterAll(async () => {
  await browser.close();
  await product.stop();
});
afterEach(async () => {
  for (const { context } of open.splice(0)) await context.close();
});

/** A deploy that may not ship for two issues that are not ready; answers its page's address. */
async function deployPage(governing = policy): Promise<string> {
  count++;
  const { github } = product;
  repository = await createSampleRepository(github, { name: `acme/web-${count}`, policy: governing });
  for (const login of ["lead", "other"]) github.grant(repository.name, login, "write");
  const head = await repository.push("deploy", "STORY-1 STORY-2 both");
  expect(await product.finalStatus(repository.name, head)).toMatchObject({ state: "failure" });
  await policyKnown(product, repository.name);
  return `${product.url}/r/${repository.name}/web/${head}`;
}

/** Somebody's browser on a page, signed in already. */
async function pageAs(login: string, address: string, options: BrowserContextOptions = {}): Promise<Page> {
  const visitor = await Visitor.signedIn(product.url, login);
  const browsing = await startBrowsing(browser, options);
  open.push(browsing);
  const cookies = [...visitor.cookies].map(([name, value]) => ({ name, value, url: product.url }));
  await browsing.context.addCookies(cookies);
  await browsing.page.goto(address);
  return browsing.page;
}

/** Approves all findings about issues from another browser. */
async function approveAll(login: string, address: string): Promise<void> {
  const visitor = await Visitor.signedIn(product.url, login);
  const path = new URL(address).pathname;
  const report = (await (await visitor.get(`${path}.json`)).json()) as {
    findings: { id: string; check: string }[];
  };
  const ids = report.findings.filter(({ check }) => check === "issue-status").map(({ id }) => id);
  const marked = ids.map((id): [string, string] => ["finding", id]);
  const form = new URLSearchParams([...marked, ["reason", "Agreed"], ["for", ""]]);
  expect((await visitor.post(`${path}/approve`, { form })).status).toBe(303);
  const isJudged = ({ description }: { description: string | null }) => description === "1 sign-off missing";
  await product.statusWhere(repository.name, path.slice(-40), isJudged);
}

const approved = (page: Page) => page.getByRole("region", { name: "Approved exceptions" });
const mark = "input[type=checkbox][name=finding]";

describe("an approval that runs out", () => {
  test("falls while the page is open: the page shows it, the status is red, and it can be given again", async () => {
    const address = await deployPage(shortLived);
    const page = await pageAs("lead", address);
    for (const box of await page.locator(mark).all()) await box.check();
    await page.getByLabel("Why may they ship?").fill("Only for now");
    await page.getByRole("button", { name: "Approve what is marked" }).click();
    await approved(page).getByText("Only for now").first().waitFor();
    expect(await approved(page).getByText(", until").count()).toBe(2);

    await approved(page).waitFor({ state: "detached", timeout: 30_000 });
    expect(await page.locator(mark).count()).toBe(2);
    await page.getByRole("heading", { name: "Not ready to deploy" }).waitFor();
    const statuses = product.github.statuses(repository.name, address.slice(-40));
    expect(statuses.map(({ state, description }) => [state, description])).toContainEqual([
      "success",
      "OK to deploy: 2 issues, 1 commit, 2 exceptions approved",
    ]);
    expect(statuses.at(-1)).toMatchObject({ state: "failure", description: "2 issues not Ready to Deploy" });
  });
});

describe("by keyboard alone", () => {
  test("somebody marks, approves and withdraws, sees where they are, and is told what came of it", async () => {
    const address = await deployPage();
    const page = await pageAs("lead", `${address}?refresh=off`);
    for (let marks = 0; marks < 2; marks++) {
      await tabTo(page, (words) => words === "finding");
      await page.keyboard.press("Space");
    }
    // Too far, and back: what was marked stays.
    await tabTo(page, (words) => words === "for");
    await tabTo(page, (words) => words === "reason", "Shift+Tab");
    await page.keyboard.type("Agreed by keyboard");
    await tabTo(page, (words) => words === "for");
    await page.keyboard.press("ArrowDown");
    await tabTo(page, (words) => words === "Approve what is marked");
    await page.keyboard.press("Enter");
    await page
      .getByRole("status")
      .getByText(/Check requested|new check is under way|Checked again/)
      .waitFor();
    await approved(page).getByText("Agreed by keyboard").first().waitFor();
    expect(await approved(page).getByText(", until").count()).toBe(2);

    await page.goto(`${address}?refresh=off`);
    await tabTo(page, (words) => words.startsWith("Withdraw the approval"));
    await page.keyboard.press("Space");
    await page
      .getByRole("status")
      .getByText(/Check requested|new check is under way|Checked again/)
      .waitFor();
    await expect.poll(() => approved(page).getByText("Agreed by keyboard").count()).toBe(1);
  });

  test("a reason that is missing keeps the keyboard at the field that wants it", async () => {
    const page = await pageAs("lead", `${await deployPage()}?refresh=off`);
    await tabTo(page, (words) => words === "finding");
    await page.keyboard.press("Space");
    await tabTo(page, (words) => words === "Approve what is marked");
    await page.keyboard.press("Enter");
    expect(await page.evaluate("document.activeElement.name")).toBe("reason");
    expect(await page.evaluate("document.activeElement.validity.valueMissing")).toBe(true);
  });

  test("every stop of every page can be seen, there and back, wide and narrow", async () => {
    const address = await deployPage();
    const base = `/r/${repository.name}`;
    await approveAll("lead", address);
    const page = await pageAs("lead", `${address}?refresh=off`);
    await approved(page).waitFor();
    const pages = [`${address}?refresh=off`, `${address}/fix/STORY-1`, "/", base, `${base}/web/history`];
    const others = [`/audit/${repository.name}`, "/search?q=STORY-1", `${address}?as=markdown`, "/nothing"];
    for (const width of [1280, 320]) {
      await page.setViewportSize({ width, height: 640 });
      for (const path of [...pages, ...others]) {
        await page.goto(new URL(path, product.url).href);
        const there = await allStops(page, "Tab");
        const back = await allStops(page, "Shift+Tab");
        expect([path, width, [...there, ...back].filter(({ fault }) => fault !== "")]).toEqual([
          path,
          width,
          [],
        ]);
        expect(there.length).toBeGreaterThan(3);
        expect(back.map(({ id }) => id).toReversed()).toEqual(there.map(({ id }) => id));
      }
    }
  });
});

describe("somebody who goes through the page by keyboard", () => {
  test("stays where they are when there is a new result, and is told of it", async () => {
    const address = await deployPage();
    const page = await pageAs("lead", address);
    // A page that still waits turns by itself.
    await expect
      .poll(async () => (await page.goto(address)) && (await page.locator("[data-live][hidden]").count()))
      .toBe(1);
    await tabTo(page, (words) => words.startsWith("Open in Jira"));
    const here = "document.activeElement.textContent";
    const words = await page.evaluate<string>(here);
    await approveAll("other", address);
    await page.locator("[data-news]").waitFor();
    expect(await page.locator("[aria-live][data-says]").textContent()).toBe("The result has changed.");
    expect(await page.evaluate<string>(here)).toBe(words);
    await tabTo(page, (stop) => stop === "show it", "Shift+Tab");
    await page.keyboard.press("Enter");
    await approved(page).waitFor();
  });
});

describe("a form that is out of date", () => {
  test("withdraws nothing that somebody else has withdrawn, and says so", async () => {
    const address = await deployPage();
    await approveAll("lead", address);
    const [one, two] = [await pageAs("lead", address), await pageAs("other", `${address}?refresh=off`)];
    await approved(one).waitFor();
    await two.goto(`${address}?refresh=off`);
    const withdraw = (page: Page) => page.getByRole("button", { name: /^Withdraw the approval/ }).first();
    await withdraw(one).click();
    await expect.poll(() => one.getByRole("button", { name: /^Withdraw the approval/ }).count()).toBe(1);
    await withdraw(two).click();
    await two.getByRole("heading", { name: "The deploy has changed" }).waitFor();
    expect(await two.getByRole("alert").textContent()).toContain("dealt with by somebody else");
    await two.getByRole("link", { name: "Back to the deploy" }).press("Enter");
    expect(two.url()).toBe(address);
  });
});

describe("on paper", () => {
  test("nothing can be pressed or filled in, and what an approver has to know is there", async () => {
    const address = await deployPage();
    await approveAll("lead", address);
    const page = await pageAs("lead", `${address}?refresh=off`, { viewport: { width: 720, height: 1000 } });
    await approved(page).waitFor();
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    for (const role of ["button", "checkbox", "textbox", "searchbox", "combobox"] as const)
      expect([role, await page.getByRole(role).filter({ visible: true }).count()]).toEqual([role, 0]);
    const text = await page.locator("main").innerText();
    for (const words of ["Agreed", "lead", "QA", "STORY-1", "1 sign-off missing"])
      expect(text).toContain(words);
    // Where a finding leads is written out; what leads back to this site is of no use there.
    const written = await page.evaluate<boolean[]>(
      `[...document.querySelectorAll(".finding a")].filter((link) => link.checkVisibility()).map((link) => getComputedStyle(link, "::after").content.includes(link.href))`,
    );
    expect(written.length).toBeGreaterThan(0);
    expect(written).not.toContain(false);
    expect((await page.pdf()).subarray(0, 5).toString()).toBe("%PDF-");
  });
});
