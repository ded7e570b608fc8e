import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { Browser, Page } from "playwright-core";
import { policyWith } from "../app/checks/sample-policies.js";
import { createSampleRepository } from "../app/sample-repository.js";
import { type Product, startProduct } from "../app/start-product.js";
import { policyKnown } from "../app/sign-in/policy-known.js";
import { agree } from "../app/sign-in/visitor.js";
import { launchBrowser } from "../support/browser.js";
import { axeFaults } from "./axe-faults.js";
import { tabTo } from "./keyboard.js";

const policy = policyWith({
  jira: { projects: ["STORY"], fixes: true },
  issues: {
    statuses: ["Ready to Deploy"],
    fields: [
      { field: "Risk", "one-of": ["Low", "Medium"] },
      { field: "Areas" },
      { field: "Notes" },
      { field: "Tester" },
      { field: "Locked" },
    ],
  },
});

vi.setConfig({ testTimeout: 90_000, hookTimeout: 120_000 });

let browser: Browser;
let product: Product;
let address: string;

beforeAll(async () => {
  [browser, product] = await Promise.all([
    launchBrowser(),
    startProduct({
      signIn: true,
      jira: {
        transitions: [{ name: "Release", to: "Ready to Deploy", required: ["resolution", "Notes"] }],
        fields: [
          { name: "Risk", type: "select", options: ["Low", "Medium", "High"] },
          { name: "Areas", type: "multi-select", options: ["Web", "Api"] },
          { name: "Notes", type: "textarea" },
          { name: "Tester", type: "user" },
          { name: "Locked", type: "text", editable: false },
        ],
        issues: ["STORY-1", "STORY-2"].map((key) => ({
          key,
          status: "In Progress",
          summary: "Pay with a card, wherever one is",
        })),
      },
    }),
  ]);
  product.github.createUser("ada");
  const repository = await createSampleRepository(product.github, { policy });
  product.github.grant(repository.name, "ada", "write");
  const head = await repository.push("deploy", "STORY-1 STORY-2 one");
  await product.finalStatus(repository.name, head);
  await policyKnown(product, repository.name);
  address = `/r/${repository.name}/web/${head}/fix/STORY-1`;
});
afterAll(async () => {
  await browser.close();
  await product.stop();
});

async function openAs(options: Parameters<Browser["newContext"]>[0]): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled: false, reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  const start = await context.request.get(
    `${product.url}/login/github?return_to=${encodeURIComponent(address)}`,
    { maxRedirects: 0 },
  );
  await page.goto(await agree(start.headers()["location"] ?? "", "ada"));
  return page;
}

test.each(["light", "dark"] as const)("axe finds nothing, in %s", async (colorScheme) => {
  const page = await openAs({ colorScheme, javaScriptEnabled: true });
  expect(await page.locator("h1").textContent()).toBe("Put STORY-1 right");
  expect(await axeFaults(page)).toEqual([]);
  await page.context().close();
});

test("at 320 px, without a script: finds a person, is told what is missing, saves", async () => {
  const page = await openAs({ viewport: { width: 320, height: 640 } });
  const width = () => page.evaluate("document.documentElement.scrollWidth");
  expect(await width()).toBe(320);
  await page.getByLabel("Name").fill("Grace");
  await page.getByLabel("Name").press("Enter");
  expect(await page.getByRole("status").textContent()).toContain("Found 1 person");
  expect(await width()).toBe(320);
  const tester = page.getByRole("region", { name: "Tester is empty" });
  await tester.getByRole("button", { name: "Save in Jira" }).click();
  await page.waitForURL(/\?requested=/);
  await page.goto(`${product.url}${address}`);
  expect(await page.getByRole("region", { name: "Tester is empty" }).count()).toBe(0);
  await page.context().close();
});

test("by keyboard alone: fills in, is told what is missing beside it, saves, and is told that", async () => {
  const page = await openAs({ javaScriptEnabled: true });
  await page.goto(`${product.url}${address.replace("STORY-1", "STORY-2")}`);
  const risk = page.getByRole("region", { name: "Risk is empty" });
  const name = (await risk.getByRole("combobox").getAttribute("name")) ?? "";
  await tabTo(page, (words) => words === name);
  await page.keyboard.press("ArrowDown");
  expect(await risk.getByRole("combobox").inputValue()).not.toBe("");
  // On to the button of this form, whose name all such buttons share; too far, and back.
  await tabTo(page, (words) => words === "do");
  await tabTo(page, (words) => words === name, "Shift+Tab");
  await tabTo(page, (words) => words === "do");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\?requested=/);
  await page
    .getByRole("status")
    .getByText(/Check requested|new check is under way|Checked again/)
    .waitFor();

  // In another tab: this one shows the result as soon as it is there, which would break off what is loaded in it.
  const next = await page.context().newPage();
  await next.goto(`${product.url}${address.replace("STORY-1", "STORY-2")}`);
  expect(await next.getByRole("region", { name: "Risk is empty" }).count()).toBe(0);
  const areas = next.getByRole("region", { name: "Areas is empty" });
  const area = (await areas.getByRole("checkbox").first().getAttribute("name")) ?? "";
  await tabTo(next, (words) => words === area);
  await tabTo(next, (words) => words === "do");
  await next.keyboard.press("Space");
  await areas.getByText("Choose at least one.").waitFor();
  expect(await next.getByRole("alert").first().textContent()).toContain("Nothing was saved yet");
  await page.context().close();
});

test("a form that is out of date saves nothing, says what is new, and keeps what was chosen", async () => {
  const page = await openAs({});
  const risk = page.getByRole("region", { name: /^Risk is/ });
  await risk.getByRole("combobox").selectOption("Low");
  const chosen = await risk.getByRole("combobox").inputValue();
  product.jira.setField("STORY-1", "Risk", "High");
  await risk.getByRole("button", { name: "Save in Jira" }).click();
  const said = await page.getByRole("alert").textContent({ timeout: 10_000 });
  expect(said).toContain('Meanwhile somebody has changed it: Risk is "High" now.');
  expect(await risk.getByRole("combobox").inputValue()).toBe(chosen);
  await page.context().close();
});
