// Photographs the page of the demo's deploy for the README: docs/images/deploy-{light,dark,narrow}.png.
// Runs on the build and on the sources: node --import ./test/support/run-typescript.js scripts/screenshots.js
import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { createInterface } from "node:readline";
import { createWeb } from "../src/web/create-web.js";
import { launchBrowser } from "../test/support/browser.js";
import { serveWeb } from "../test/support/serve-web.js";
import { fakeParts } from "../test/web/fake-parts.js";

const folder = "docs/images";
const shots = [
  { name: "light", colorScheme: "light", viewport: { width: 1280, height: 960 } },
  { name: "dark", colorScheme: "dark", viewport: { width: 1280, height: 960 } },
  { name: "narrow", colorScheme: "light", viewport: { width: 360, height: 780 }, deviceScaleFactor: 2 },
];

const report = await demoReport();
const server = await serveWeb(
  createWeb({
    ...fakeParts({ reports: [report] }),
    clock: { now: () => new Date(Date.parse(report.gatheredAt) + 60_000) },
  }),
);
const browser = await launchBrowser();
try {
  mkdirSync(folder, { recursive: true });
  for (const { name, ...options } of shots) {
    const page = await browser.newPage(options);
    await page.goto(`${server.origin}/r/acme/web/web`);
    await page.screenshot({ path: `${folder}/deploy-${name}.png` });
    await page.close();
    console.log(`${folder}/deploy-${name}.png`);
  }
} finally {
  await browser.close();
  await server.close();
}

/** What the app says about the demo's first deploy, with the addresses that a reader knows for the local servers'. */
async function demoReport() {
  const demo = spawn(process.execPath, ["build/demo/main.js"], {
    env: { ...process.env, PORT: "0", NO_COLOR: "1" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    const said = { github: "", jira: "", page: "" };
    for await (const line of createInterface({ input: demo.stdout })) {
      said.github ||= /GitHub {2}(http\S+)/.exec(line)?.[1] ?? "";
      said.jira ||= /Jira {4}(http\S+)/.exec(line)?.[1] ?? "";
      said.page ||= /http\S+\/r\/acme\/web\/web\/[0-9a-f]{40}/.exec(line)?.[0] ?? "";
      if (said.page !== "") break;
    }
    const text = await (await fetch(`${said.page}.json`)).text();
    return JSON.parse(
      text.replaceAll(said.github, "https://github.com").replaceAll(said.jira, "https://acme.atlassian.net"),
    );
  } finally {
    demo.kill("SIGINT");
  }
}
