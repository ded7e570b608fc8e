// Photographs the demo's pages for the README and docs, as somebody who is signed in sees them: docs/images/<page>-<look>.png.
// Runs on the build and on the sources: node --import ./test/support/run-typescript.js scripts/screenshots.js
import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { createInterface } from "node:readline";
import { launchBrowser } from "../test/support/browser.js";

const folder = "docs/images";
const person = "maya";
const looks = [
  { look: "light", colorScheme: "light", viewport: { width: 1280, height: 960 } },
  { look: "dark", colorScheme: "dark", viewport: { width: 1280, height: 960 } },
  { look: "narrow", colorScheme: "light", viewport: { width: 360, height: 780 }, deviceScaleFactor: 2 },
];
const wall = { width: 1920, height: 1080 };
/** Hosts of the local servers, by the name under which readers know such a server. */
const local = { "github.com": "", "acme.atlassian.net": "" };

const demo = spawn(process.execPath, ["build/demo/main.js", "--sign-in"], {
  env: { ...process.env, PORT: "0", NO_COLOR: "1" },
  stdio: ["ignore", "pipe", "inherit"],
});
const browser = await launchBrowser();
try {
  mkdirSync(folder, { recursive: true });
  const deploy = await firstDeploy();
  const target = deploy.slice(0, deploy.lastIndexOf("/"));
  for (const { look, ...options } of looks) {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    const shoot = async (name) => {
      await page.evaluate(renaming(local));
      await page.screenshot({ path: `${folder}/${name}-${look}.png` });
      console.log(`${folder}/${name}-${look}.png`);
    };
    await page.goto(deploy);
    await page.getByRole("link", { name: "Sign in with GitHub" }).click();
    await page.getByRole("link", { name: person, exact: true }).click();
    await page.getByText(`Signed in as ${person}`).waitFor({ state: "attached" });
    await shoot("deploy");
    if (look !== "narrow") {
      await page.setViewportSize(wall);
      await page.goto(`${target}?display=wall`);
      await shoot("wall");
    }
    await context.close();
  }
} finally {
  await browser.close();
  demo.kill("SIGINT");
}

/** The address of the demo's first deploy, once it has been judged. */
async function firstDeploy() {
  for await (const line of createInterface({ input: demo.stdout })) {
    local["github.com"] ||= /GitHub {2}http:\/\/(\S+)/.exec(line)?.[1] ?? "";
    local["acme.atlassian.net"] ||= /Jira {4}http:\/\/(\S+)/.exec(line)?.[1] ?? "";
    const address = /http\S+\/r\/acme\/web\/web\/[0-9a-f]{40}/.exec(line)?.[0];
    if (address !== undefined) return address;
  }
  throw new Error("The demo ended without a deploy");
}

/** Written out for the browser, which runs it. */
function renaming(hosts) {
  return `{
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode())
      for (const [known, host] of Object.entries(${JSON.stringify(hosts)}))
        texts.currentNode.data = texts.currentNode.data.replaceAll(host, known);
  }`;
}
