// Photographs the demo's pages for the README and docs, as its sample people see them: docs/images/<page>-<look>.png.
// Runs on the build and on the sources: node --import ./test/support/run-typescript.js scripts/screenshots.js
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { createInterface } from "node:readline";
import { launchBrowser } from "../test/support/browser.js";

const folder = "docs/images";
const looks = [
  { look: "light", colorScheme: "light", viewport: { width: 1280, height: 960 } },
  { look: "dark", colorScheme: "dark", viewport: { width: 1280, height: 960 } },
  { look: "narrow", colorScheme: "light", viewport: { width: 360, height: 780 }, deviceScaleFactor: 2 },
];
const wall = { width: 1920, height: 1080 };
const reason = "The shop closes for the night before this ships";
/** Hosts of the local servers, by the name under which readers know such a server. */
const local = { "github.com": "", "acme.atlassian.net": "" };

const demo = spawn(process.execPath, ["build/demo/main.js", "--sign-in"], {
  env: { ...process.env, PORT: "0", NO_COLOR: "1" },
  stdio: ["ignore", "pipe", "inherit"],
});
const browser = await launchBrowser();
try {
  mkdirSync(folder, { recursive: true });
  const { deploy, dashboard, clone } = await pushedDeploys();
  const web = deploy.slice(0, deploy.lastIndexOf("/"));

  for (const look of looks) {
    await visit("maya", look, deploy, async ({ page, shoot }) => {
      await shoot("deploy");
      await page.locator(".finding", { hasText: "keeps others from writing" }).getByRole("checkbox").check();
      await page.getByLabel("Why may they ship?").fill(reason);
      await shoot("approve", "#approve");
      await page.getByRole("link", { name: "Put it right" }).last().click();
      await page.getByRole("heading", { name: /^Put .* right$/ }).waitFor();
      await shoot("fix");
      if (look.look === "narrow") return;
      await page.setViewportSize(wall);
      await page.goto(`${web}?display=wall`);
      await shoot("wall");
    });
  }

  await signOff(dashboard);
  for (const look of looks.slice(0, 2))
    await visit("olena", look, dashboard, ({ shoot }) => shoot("signed-off"));
  execFileSync("git", ["push", "--quiet", "origin", "deploy:production"], { cwd: clone, stdio: "inherit" });
  const history = dashboard.replace(/[0-9a-f]{40}$/, "history");
  for (const look of looks) {
    await visit("olena", look, history, async ({ page, shoot }) => {
      while ((await page.getByText(/^Shipped/).count()) === 0) await page.reload();
      await shoot("history");
    });
  }
} finally {
  await browser.close();
  demo.kill("SIGINT");
}

/** Opens an address signed in as one of the sample people. */
async function visit(person, { look, ...options }, address, then) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const shoot = async (name, last) => {
    const path = `${folder}/${name}-${look}.png`;
    const screen = page.viewportSize();
    await page.evaluate(renaming(local));
    await page.screenshot({ path, ...(last === undefined ? {} : await screenUpTo(page, last)) });
    await page.setViewportSize(screen);
    console.log(path);
  };
  await page.goto(address);
  await page.getByRole("link", { name: "Sign in with GitHub" }).click();
  await page.getByRole("link", { name: person, exact: true }).click();
  await page.getByText(`Signed in as ${person}`).waitFor({ state: "attached" });
  await then({ page, shoot });
  await context.close();
}

/** The screenful that ends with an element: all of the page is laid out for it, so that nothing moves any more. */
async function screenUpTo(page, last) {
  const { width, height } = page.viewportSize();
  await page.setViewportSize({ width, height: 20_000 });
  // Two frames: what was out of sight is laid out in the first of them.
  await page.evaluate(
    "scrollTo(0, 0); new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))",
  );
  const box = await page.locator(last).boundingBox();
  await page.setViewportSize({ width, height: Math.ceil(box.y + box.height) + 16 });
  return { clip: { x: 0, y: Math.floor(box.y + box.height) + 16 - height, width, height } };
}

/** Gives the one sign-off that the deploy waits for. */
async function signOff(dashboard) {
  await visit("sakura", looks[0], dashboard, async ({ page }) => {
    await page.getByLabel("Note on QA").fill("Looked at on a phone, too");
    await page.getByRole("button", { name: /^Sign off/ }).click();
    await page.getByRole("heading", { name: "Ready to deploy", exact: true }).waitFor();
  });
}

/** The addresses of the demo's deploys, once all have been judged, and the clone that the dashboard's came from. */
async function pushedDeploys() {
  let deploy, dashboard;
  for await (const line of createInterface({ input: demo.stdout })) {
    local["github.com"] ||= /GitHub {2}http:\/\/(\S+)/.exec(line)?.[1] ?? "";
    local["acme.atlassian.net"] ||= /Jira {4}http:\/\/(\S+)/.exec(line)?.[1] ?? "";
    deploy ??= /http\S+\/r\/acme\/web\/web\/[0-9a-f]{40}/.exec(line)?.[0];
    dashboard ??= /http\S+\/r\/acme\/platform\/dashboard\/[0-9a-f]{40}/.exec(line)?.[0];
    const clone = /cd (\S+\/platform)$/.exec(line)?.[1];
    if (clone !== undefined) return { deploy, dashboard, clone };
  }
  throw new Error("The demo ended without its deploys");
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
