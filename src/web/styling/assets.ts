import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import type { State } from "../../checker/report.js";
import { readTokens } from "./design-tokens.js";
import { iconPaths } from "./icons.js";
import { composeStylesheet } from "./stylesheet.js";

export interface Asset {
  readonly body: string;
  readonly contentType: string;
}

/** What the pages load, under addresses that change with the content, so that it may be kept for ever. */
export interface Assets {
  readonly stylesheet: string;
  readonly favicons: Readonly<Record<State, string>>;
  /** Paths of the scripts in `assets/scripts`, by name: "live". */
  readonly scripts: ReadonlyMap<string, string>;
  /** By path. */
  readonly files: ReadonlyMap<string, Asset>;
}

/** GitHub's own colours of the states; the favicon cannot follow the page's theme. */
const faviconColours: Readonly<Record<State, string>> = {
  success: "--bgColor-success-emphasis",
  failure: "--bgColor-danger-emphasis",
  error: "--bgColor-attention-emphasis",
  pending: "--bgColor-neutral-emphasis",
};

const scriptFolder = new URL("../assets/scripts/", import.meta.url);

/** Builds every asset in memory, once, when the site starts. */
export function loadAssets(): Assets {
  const files = new Map<string, Asset>();
  const add = (name: string, extension: string, body: string, contentType: string): string => {
    const hash = createHash("sha256").update(body).digest("base64url").slice(0, 12);
    const path = `/assets/${name}-${hash}.${extension}`;
    files.set(path, { body, contentType });
    return path;
  };
  const tokens = readTokens("functional/themes/light");
  const favicon = (state: State): string => {
    const paths = (iconPaths.get(state) ?? []).map((path) => `<path d="${path}"/>`).join("");
    const colour = tokens.get(faviconColours[state]) ?? "currentColor";
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" fill="${colour}">${paths}</svg>`;
    return add(state, "svg", svg, "image/svg+xml");
  };
  const scripts = readdirSync(scriptFolder)
    .filter((file) => file.endsWith(".js"))
    .map((file): [string, string] => {
      const name = file.slice(0, -".js".length);
      const body = readFileSync(new URL(file, scriptFolder), "utf8");
      return [name, add(name, "js", body, "text/javascript; charset=utf-8")];
    });
  return {
    scripts: new Map(scripts),
    stylesheet: add("site", "css", composeStylesheet(), "text/css; charset=utf-8"),
    favicons: {
      success: favicon("success"),
      failure: favicon("failure"),
      error: favicon("error"),
      pending: favicon("pending"),
    },
    files,
  };
}
