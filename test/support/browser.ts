import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { chromium, type Browser } from "playwright-core";
import { z } from "zod";

const require = createRequire(import.meta.url);
const packed = join(dirname(require.resolve("@sparticuz/chromium")), "..");
const cache = join(packed, "../../.cache/chromium");

/** Prints where the package unpacked its browser: into TMPDIR, reusing whatever it finds there. */
const unpack = 'process.stdout.write(await (await import("@sparticuz/chromium")).default.executablePath())';

/**
 * The packed browser, unpacked once for this project and exactly this version. Test files that run at the
 * same moment each unpack into a folder of their own; the first one to be done puts it into its place.
 */
function browserPath(): string {
  const manifest = join(packed, "package.json");
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(readFileSync(manifest, "utf8")));
  const home = join(cache, version);
  const browser = join(home, "chromium");
  if (existsSync(browser)) return browser;
  mkdirSync(cache, { recursive: true });
  const staging = mkdtempSync(join(cache, "unpacking-"));
  execFileSync(process.execPath, ["--input-type=module", "-e", unpack], {
    cwd: import.meta.dirname,
    env: { ...process.env, TMPDIR: staging },
  });
  try {
    renameSync(staging, home);
  } catch (error) {
    rmSync(staging, { recursive: true, force: true });
    if (!existsSync(browser)) throw error;
  }
  return browser;
}

/** Starts a headless Chromium that comes with the development dependencies; the caller closes it. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: browserPath(), args: ["--no-sandbox"] });
}
