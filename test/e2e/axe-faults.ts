import { createRequire } from "node:module";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { z } from "zod";

/** The axe of the builder. */
const require = createRequire(import.meta.resolve("@axe-core/playwright"));
const { source } = z.object({ source: z.string() }).parse(require("axe-core"));

const everyRule = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/**
 * What axe finds wrong with a page: by every rule, or by the named ones. Other than by default, axe works in the page
 * alone, because none of ours has frames, and prepares no more than violations: both take the same rules to the same
 * faults in less than half of the time. The builder would load axe into the page twice each time that it is asked.
 */
export async function axeFaults(page: Page, rules?: readonly string[]): Promise<readonly unknown[]> {
  if (page.frames().length > 1) throw new Error("axe would not look into the page's frames");
  if (!(await page.evaluate<boolean>("typeof axe === 'object'"))) await page.evaluate(source);
  const isLoaded = "axe.version";
  const axe = new AxeBuilder({ page, axeSource: isLoaded })
    .setLegacyMode(true)
    .options({ resultTypes: ["violations"] });
  const { violations } = await (
    rules === undefined ? axe.withTags(everyRule) : axe.withRules([...rules])
  ).analyze();
  return violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) }));
}
