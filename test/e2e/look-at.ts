import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { axeFaults } from "./axe-faults.js";

/** What is wrong with how a page looks and reads: axe in light, contrast in dark, 320 pixels. */
export async function faultsOf(page: Page): Promise<readonly unknown[]> {
  const width = page.viewportSize() ?? { width: 1280, height: 800 };
  const found = await axeFaults(page);
  await page.emulateMedia({ colorScheme: "dark" });
  const dark = await axeFaults(page, ["color-contrast"]);
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize({ width: 320, height: 640 });
  const overflow = await page.evaluate<number>(
    "document.documentElement.scrollWidth - document.documentElement.clientWidth",
  );
  await page.setViewportSize(width);
  return [...found, ...dark, ...(overflow === 0 ? [] : [{ scrollsSidewaysBy: overflow }])];
}

/** Somebody's browser, and what it complained about: scripts, styles or addresses that it refused. */
export interface Browsing {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly complaints: readonly string[];
}

export async function startBrowsing(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<Browsing> {
  // Where a jump takes its time, what was jumped to is not there yet when it is looked for.
  const still = { viewport: { width: 1280, height: 800 }, reducedMotion: "reduce" } as const;
  const context = await browser.newContext({ ...still, ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" && !/status of 40[0-9]/.test(message.text()))
      complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  return { context, page, complaints };
}

/** Signs in through GitHub's page from wherever the site sends somebody who is not signed in. */
export async function signInAs(page: Page, login: string): Promise<void> {
  await page.getByRole("link", { name: "Sign in with GitHub" }).click();
  await page.getByRole("link", { name: login, exact: true }).click();
  await page.getByText(`Signed in as ${login}`).waitFor();
}
