import { z } from "zod";
import { launchBrowser } from "../../test/support/browser.js";

/** How a page behaves in the browser, at worst over several loads. */
export interface Watched {
  /** What is pushed aside while it loads and is jumped through: the sum of the scores. */
  readonly layoutShift: number;
  /** In milliseconds; 0 where none took more than the 50 that make a task long. */
  readonly longestTask: number;
}

const settleMs = 1_500;

/** Notes what the browser tells about the page, from before its first byte on. */
const watch = `(() => {
  window.watched = { layoutShift: 0, longestTask: 0 };
  const observe = (type, note) =>
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
  observe("layout-shift", ({ value }) => (window.watched.layoutShift += value));
  observe("longtask", ({ duration }) => (window.watched.longestTask = Math.max(window.watched.longestTask, duration)));
})()`;

/** Opens a page as somebody who is signed in, lets it settle and jumps to its parts, so many times. */
export async function watchInBrowser(
  url: string,
  cookies: ReadonlyMap<string, string>,
  loads: number,
): Promise<Watched> {
  const browser = await launchBrowser();
  try {
    let worst: Watched = { layoutShift: 0, longestTask: 0 };
    // The first one warms the browser up: its own start is no work of the page.
    for (let load = 0; load <= loads; load++) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
      await context.addInitScript(watch);
      await context.addCookies([...cookies].map(([name, value]) => ({ name, value, url })));
      const page = await context.newPage();
      await page.goto(url);
      await page.waitForTimeout(settleMs);
      for (const id of ["failures", "issues", "commits"]) {
        await page.evaluate(`location.hash = "${id}"`);
        await page.waitForTimeout(settleMs / 5);
      }
      const seen = z
        .object({ layoutShift: z.number(), longestTask: z.number() })
        .parse(await page.evaluate("window.watched"));
      await context.close();
      if (load === 0) continue;
      worst = {
        layoutShift: Math.max(worst.layoutShift, seen.layoutShift),
        longestTask: Math.max(worst.longestTask, seen.longestTask),
      };
    }
    return worst;
  } finally {
    await browser.close();
  }
}
