import { readFileSync } from "node:fs";
import { namesUsed, neededTokens, readTokens, type Tokens } from "./design-tokens.js";

/** In the order of the cascade. */
const parts = [
  "base",
  "layout",
  "controls",
  "live",
  "report",
  "lists",
  "overview",
  "care",
  "history",
  "fixes",
  "wall",
  "media",
];

const sizes = [
  "base/size/size",
  "base/typography/typography",
  "functional/size/border",
  "functional/size/radius",
  "functional/size/size",
  "functional/spacing/space",
  "functional/typography/typography",
];

const lightTheme = "functional/themes/light";

/** Themes over the light one, by the preference that a reader's system states. */
const themes = [
  ["screen and (prefers-color-scheme: dark)", "functional/themes/dark"],
  ["screen and (prefers-contrast: more)", "functional/themes/light-high-contrast"],
  [
    "screen and (prefers-color-scheme: dark) and (prefers-contrast: more)",
    "functional/themes/dark-high-contrast",
  ],
] as const;

/**
 * Primer names up to ten families, and a browser looks for each that a machine lacks: on Linux the first layout of a page
 * took twice as long (`npm run bench -- page`). A system's own come with these two, for every script that it knows.
 */
const fonts: Tokens = new Map([
  ...["sansSerif", "sansSerifDisplay", "system"].map(
    (stack) => [`--fontStack-${stack}`, "system-ui,sans-serif"] as const,
  ),
  ["--fontStack-monospace", "ui-monospace,monospace"],
]);

function tokensOf(...files: readonly string[]): Tokens {
  return new Map([...readTokens(...files), ...fonts]);
}

function rule(tokens: Tokens): string {
  return `:root{${[...tokens].map(([name, value]) => `${name}:${value}`).join(";")}}`;
}

/**
 * The site's one stylesheet: our rules, after just those of Primer's design tokens that they use, in every
 * theme. Throws where a rule uses a token that neither Primer nor the rules define.
 */
export function composeStylesheet(): string {
  const rules = parts
    .map((part) => readFileSync(new URL(`../assets/styles/${part}.css`, import.meta.url), "utf8"))
    .join("\n")
    .replace(/\/\*.*?\*\//gs, "")
    .replace(/\n\s*/g, "\n");
  const defaults = tokensOf(...sizes, lightTheme);
  const used = namesUsed(rules);
  const base = neededTokens(used, defaults);
  const missing = [...used].filter((name) => !base.has(name) && !rules.includes(`${name}:`));
  if (missing.length > 0)
    throw new Error(`The stylesheet uses tokens that nothing defines: ${missing.join(", ")}`);
  const themed = themes.map(([condition, file]) => {
    const theme = neededTokens(used, tokensOf(file, ...sizes));
    const different = new Map([...theme].filter(([name, value]) => base.get(name) !== value));
    return `@media ${condition}{${rule(different)}}`;
  });
  return [rule(base), ...themed, rules].join("\n");
}
