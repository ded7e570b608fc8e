import { expect, test } from "vitest";
import { neededTokens } from "../../../src/web/styling/design-tokens.js";
import { composeStylesheet } from "../../../src/web/styling/stylesheet.js";

test("the stylesheet defines every property that it uses", () => {
  const css = composeStylesheet();
  const used = new Set([...css.matchAll(/var\((--[\w-]+)/g)].map(([, name]) => name));
  expect(used.size).toBeGreaterThan(30);
  for (const name of used) expect(css).toContain(`${name}:`);
});

test("the stylesheet asks no other host and stays small", () => {
  const css = composeStylesheet();
  expect(css).not.toMatch(/url\(|@import|https?:/);
  expect(css.length).toBeLessThan(48_000);
});

test("tokens bring the tokens that they refer to, and a circle of them ends", () => {
  const tokens = new Map([
    ["--a", "var(--b)"],
    ["--b", "var(--a) var(--c)"],
    ["--c", "red"],
    ["--d", "blue"],
  ]);
  expect([...neededTokens(["--a", "--unknown"], tokens).keys()].sort()).toEqual(["--a", "--b", "--c"]);
});
