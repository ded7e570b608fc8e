import { join } from "node:path";
import type { Browser, Page, Response } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { policyWith } from "../app/checks/sample-policies.js";
import { pushTogether } from "../app/push-together.js";
import { createSampleRepository } from "../app/sample-repository.js";
import { Visitor } from "../app/sign-in/visitor.js";
import { type Product, startProduct } from "../app/start-product.js";
import { launchBrowser } from "../support/browser.js";
import {
  asIdentity,
  everyHostileText,
  hostileBranch,
  hostileTexts,
  hostileTextsIn,
} from "./hostile-text-corpus.js";

vi.setConfig({ testTimeout: 90_000, hookTimeout: 120_000 });

const probe = join(import.meta.dirname, "hostile-text-probe.js");
const ready = "Ready to Deploy";
/** Names of fields, statuses and people end in a number, so that no two are the same. */
const fieldNames = [
  ...hostileTexts.markup.slice(0, 4),
  ...hostileTexts.directions.slice(0, 3),
  "W".repeat(300),
].map(named);
const statuses = everyHostileText.map(named);
const keyOf = (at: number): string => `STORY-${at + 1}`;
const signOffs = [`<img src=x onerror=window.__pwned=1> QA`, `\u202E"${"W".repeat(48)}`];

function named(text: string, at: number): string {
  return `${text.slice(0, 600)} ${at}`;
}

const policy = policyWith({
  targets: { web: { deploy: "deploy/**", production: "production" } },
  jira: { projects: ["STORY"], fixes: true },
  issues: {
    statuses: [ready, statuses[2]],
    fields: [...fieldNames.map((field) => ({ field })), { field: "Notes", matches: "^fine$" }],
  },
  "sign-offs": signOffs.map((name) => ({ name, by: "write" })),
});

let browser: Browser;
let product: Product;
let origins: string;
let page: Page;
let visitor: Visitor;
/** The page of the newest head, on which people act. */
let head: string;
/** The one before. */
let earlier: string;
/** What the browser refused, ran or asked elsewhere, by whatever page. */
const complaints: string[] = [];
const answers: Response[] = [];

beforeAll(async () => {
  [browser, product] = await Promise.all([
    launchBrowser(),
    startProduct({
      signIn: true,
      jira: {
        statuses: [ready, ...statuses].map((name) => ({ name, category: "indeterminate" })),
        transitions: [
          ...hostileTexts.markup.map((name) => ({ name, to: ready })),
          { name: "Release", to: ready, required: ["Notes"] },
        ],
        people: everyHostileText.map((text, at) => ({
          displayName: named(text, at),
          accountId: `712020:${at}`,
          email: `${at}@example.com`,
        })),
        issueTypes: [
          ...hostileTexts.attributes.map((name) => ({ name })),
          { name: `Epic ${hostileTexts.markup[0]}`, epic: true },
          { name: "Sub-task", subtask: true },
        ],
        fields: [
          ...fieldNames.map((name) => ({ name, type: "text" as const })),
          { name: "Notes", type: "textarea" },
        ],
        issues: [
          ...hostileTexts.shapes.map((summary, at) => ({
            key: `STORY-${900 + at}`,
            summary,
            type: `Epic ${hostileTexts.markup[0]}`,
          })),
          ...everyHostileText.map((text, at) => ({
            key: keyOf(at),
            summary: text,
            status: statuses[at] ?? ready,
            type: hostileTexts.attributes[at % 3] ?? "",
            assignee: named(text, at),
            parent: `STORY-${900 + (at % hostileTexts.shapes.length)}`,
            fields: {
              ...(at === 0 ? {} : Object.fromEntries(fieldNames.map((name) => [name, text]))),
              Notes: text,
            },
          })),
        ],
      },
    }),
  ]);
  const { github } = product;
  github.createUser("ada", { name: hostileTexts.markup[2] });
  const repository = await createSampleRepository(github, { policy });
  github.grant(repository.name, "ada", "write");
  const branch = `deploy/${hostileBranch}`;
  await github.setBranch(repository.name, branch, repository.live);
  const shas = await pushTogether(
    github,
    repository,
    everyHostileText.map((text, at) => ({
      message: `${text.slice(0, 900)} ${at % 10 === 7 ? "" : keyOf(at)}\n\n${text}\n${everyHostileText.at(-at) ?? ""}`,
      files: { [`file-${at}.txt`]: `${at}\n` },
      author: { name: asIdentity(text), email: asIdentity(`${text.slice(0, 300)}@example.com`) },
    })),
    { branch },
  );
  earlier = `/r/${repository.name}/web/${shas.at(-1)}`;
  await product.finalStatus(repository.name, shas.at(-1) ?? "");

  visitor = new Visitor(product.url);
  await visitor.signIn("ada");
  await approveAndSign();
  const message = "STORY-1 one more";
  const sha = await github.commit(repository.name, { branch, message, files: { "more.txt": "more\n" } });
  head = `/r/${repository.name}/web/${sha}`;
  await product.finalStatus(repository.name, sha);
  origins = JSON.stringify([product.url, github.url, product.jira.url]);
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  await context.addInitScript({ path: probe });
  const cookies = [...visitor.cookies].map(([name, value]) => ({ name, value, url: product.url }));
  await context.addCookies(cookies);
  page = await context.newPage();
  page.on("console", (message) => {
    if (message.type() === "error" && !/status of 4\d\d/.test(message.text()))
      complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("dialog", (dialog) => {
    complaints.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(`${product.url}/`)) complaints.push(`request ${request.url()}`);
  });
  page.on("response", (response) => answers.push(response));
});
afterAll(async () => {
  await browser.close();
  await product.stop();
});

/** Approves a finding with every hostile reason, and signs off twice with hostile notes. */
async function approveAndSign(): Promise<void> {
  const text = await (await visitor.get(earlier)).text();
  const findings = [...text.matchAll(/name="finding" value="(\w{64})"/g)].map(([, id = ""]) => id);
  for (const [at, reason] of [...hostileTexts.formulas, ...hostileTextsIn(1_000)].entries()) {
    const form = new URLSearchParams({ finding: findings[at] ?? "", reason, for: "" });
    expect((await visitor.post(`${earlier}/approve`, { form })).status).toBe(303);
  }
  const content = /name="content" value="(\w{64})"/.exec(text)?.[1] ?? "";
  for (const [at, name] of signOffs.entries()) {
    const form = new URLSearchParams({ name, content, note: hostileTextsIn(1_000)[at] ?? "" });
    expect((await visitor.post(`${earlier}/sign-off`, { form })).status).toBe(303);
  }
}

/** Texts that a page shows as they are, character by character. */
const verbatim = everyHostileText.filter((text) => /^[\x20-\x7E]{1,300}$/.test(text));
const image = hostileTexts.markup[2];

const usualHeaders = new Set(
  `cache-control connection content-encoding content-length content-security-policy content-type
  cross-origin-opener-policy cross-origin-resource-policy date keep-alive location origin-agent-cluster
  permissions-policy referrer-policy transfer-encoding vary x-content-type-options x-dns-prefetch-control
  x-download-options x-frame-options x-permitted-cross-domain-policies x-xss-protection`.split(/\s+/),
);

interface Look {
  readonly faults: readonly string[];
  /** What of the texts stands on the page as it was written. */
  readonly shown: readonly string[];
}

/** What is wrong with the page that is open: its content, and its layout on a desk and on a phone. */
async function look(): Promise<Look> {
  await page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))");
  const faults = await page.evaluate<string[]>(`hostileProbe.contentFaults(document, ${origins})`);
  for (const width of [1280, 320]) {
    await page.setViewportSize({ width, height: 800 });
    const found = await page.evaluate<string[]>("hostileProbe.layoutFaults()");
    faults.push(...found.map((fault) => `at ${width} px ${fault}`));
  }
  const words = (await page.evaluate<string>("document.body.textContent")).replace(/\s+/g, " ");
  return { faults, shown: verbatim.filter((text) => words.includes(text.replace(/\s+/g, " ").trim())) };
}

async function open(path: string): Promise<Look> {
  await page.goto(product.url + path);
  return look();
}

function asked(names: readonly string[], value: string): string {
  return new URLSearchParams(names.map((name): [string, string] => [name, value])).toString();
}

describe("what people write runs nothing and breaks no layout", () => {
  test.each<[what: string, path: () => string, shown: "all" | "some" | "none"]>([
    ["the deploy", () => `${head}?refresh=off`, "all"],
    [
      "the deploy by epic, and only what has <",
      () => `${head}?refresh=off&group=epic&sort=-summary&${asked(["filter"], "<")}`,
      "some",
    ],
    ["an announcement as rich text", () => `${head}?as=html`, "all"],
    ["an announcement for Slack", () => `${head}?as=slack`, "some"],
    ["an announcement in Markdown", () => `${head}?as=markdown`, "some"],
    ["the history", () => "/r/acme/web/web/history", "some"],
    ["the audit log", () => "/audit/acme/web", "some"],
    ["the repository", () => "/r/acme/web", "none"],
    ["all deploys", () => "/", "none"],
    ["a search for a person", () => `/search?${asked(["q"], image)}`, "some"],
    ["a search for what is nowhere", () => `/search?${asked(["q"], hostileTextsIn(200)[2] ?? "")}`, "none"],
    ["an issue to be put right", () => `${head}/fix/STORY-1`, "some"],
    ["an issue that has such texts already", () => `${head}/fix/STORY-13`, "some"],
    ["what is not there", () => `/r/acme/${encodeURIComponent(image)}`, "none"],
    ["signing out", () => "/logout", "none"],
  ])("%s", async (_what, path, expected) => {
    const { faults, shown } = await open(path());
    expect(faults).toEqual([]);
    if (expected === "all") expect(verbatim.filter((text) => !shown.includes(text))).toEqual([]);
    if (expected === "some") expect(shown.length).toBeGreaterThan(0);
    expect(complaints).toEqual([]);
  });

  test("a screen on the wall, also when it renews itself", async () => {
    await page.clock.install();
    expect((await open(`${head}?display=wall`)).faults).toEqual([]);
    await page.evaluate("document.querySelector('main').dataset.old = ''");
    await page.clock.runFor(31_000);
    await page.locator("main:not([data-old])").waitFor();
    expect((await look()).faults).toEqual([]);
    await page.clock.resume();
    expect(complaints).toEqual([]);
  });

  test("what was typed and not taken", async () => {
    const [first = "", second = ""] = hostileTextsIn(900);
    await page.goto(`${product.url}${head}?refresh=off`);
    await page.getByLabel("Why may they ship?").fill(first);
    await page.getByRole("button", { name: "Approve what is marked" }).click();
    await page.getByRole("heading", { name: "Nothing is marked" }).waitFor();
    const refused = await look();
    expect(refused.faults).toEqual([]);
    expect(refused.shown.length).toBeGreaterThan(0);

    await page.goto(`${product.url}${head}/fix/STORY-13`);
    product.jira.setField("STORY-13", "Notes", second);
    const notes = page.getByRole("region", { name: /^Notes is/ });
    await notes.getByRole("textbox").fill(first);
    await notes.getByRole("button").click();
    await page.getByText("Jira has something else by now").waitFor();
    const stale = await look();
    expect(stale.faults).toEqual([]);
    expect(await notes.getByRole("textbox").inputValue()).toBe(first);
    expect(complaints).toEqual([]);
  });
});

test("an announcement leads nowhere but to the deploy, its commits and its issues", async () => {
  const own = (address: string): boolean =>
    (JSON.parse(origins) as string[]).some((origin) => address.startsWith(`${origin}/`));
  await page.goto(`${product.url}${head}?as=slack`);
  const slack = await page.locator("#announcement-text").inputValue();
  const slackLinks = [...slack.matchAll(/<([^<>|]*)\|[^<>|]*>/g)].map(([, address = ""]) => address);
  expect(slackLinks.length).toBeGreaterThan(50);
  expect(slackLinks.filter((address) => !own(address))).toEqual([]);
  expect(slack.replace(/<[^<>|]*\|[^<>|]*>/g, "")).not.toMatch(/[<>]|@(?:here|channel|everyone)/);
  await page.goto(`${product.url}${head}?as=markdown`);
  const markdown = await page.locator("#announcement-text").inputValue();
  const links = [...markdown.matchAll(/(?<!\\)\]\(([^)]*)\)/g)].map(([, address = ""]) => address);
  expect(links.length).toBeGreaterThan(50);
  expect(links.filter((address) => !own(address))).toEqual([]);
  expect(markdown).not.toMatch(/(?<!\\)[<>`!]/);
});

test("what is asked for in an address is never more than words", async () => {
  const names = ["q", "filter", "sort", "group", "show", "as", "display", "requested", "issues", "before"];
  const more = ["target", "person", "return_to", "error", "seen", "refresh"];
  const paths = everyHostileText.flatMap((text, at) => {
    // Node refuses addresses beyond 16 kB.
    const query = asked([...names, ...more, text.slice(0, 80)], text.slice(0, 80));
    const pages = [head, "/search", "/audit/acme/web", "/search", "/r/acme/web/web/history", "/search"];
    return [`${pages[at % pages.length]}?${query}`, `/r/acme/${encodeURIComponent(text.slice(0, 600))}`];
  });
  await page.goto(`${product.url}/login`);
  const found = await page.evaluate<{ path: string; status: number; faults: string[] }[]>(
    `hostileProbe.askFor(${JSON.stringify(paths)}, ${origins})`,
  );
  expect(found.filter(({ status, faults }) => faults.length > 0 || status >= 500)).toEqual([]);
  expect(complaints).toEqual([]);
});

test("who is not signed in yet gets no more than words either, and comes back to this site", async () => {
  await page.context().clearCookies();
  const paths = everyHostileText.flatMap((text) => [
    `/login?${asked(["return_to", "error"], text.slice(0, 300))}`,
    `/auth/callback?${asked(["error", "error_description", "state", "code"], text.slice(0, 300))}`,
  ]);
  for (const path of paths.slice(4, 6)) expect((await open(path)).faults).toEqual([]);
  const found = await page.evaluate<{ path: string; status: number; faults: string[] }[]>(
    `hostileProbe.askFor(${JSON.stringify(paths)}, ${origins})`,
  );
  expect(found.filter(({ status, faults }) => faults.length > 0 || status >= 500)).toEqual([]);
  const stranger = new Visitor(product.url);
  for (const text of everyHostileText) {
    const path = `/login/github?${asked(["return_to"], text.slice(0, 600))}`;
    const { status, headers } = await stranger.get(path);
    expect([status, new URL(headers.get("location") ?? "").origin]).toEqual([302, product.github.url]);
    expect(headers.get("x-pwned")).toBeNull();
  }
  expect([...stranger.cookies.keys()]).not.toContain("pwned");
  await stranger.signIn("ada", hostileTexts.addresses[3]);
  expect(complaints).toEqual([]);
});

test("the audit log's CSV holds every reason, and no cell that a spreadsheet would run", async () => {
  const answer = await visitor.get("/audit/acme/web/lines.csv");
  expect(answer.headers.get("content-type")).toMatch(/^text\/csv/);
  expect(answer.headers.get("content-disposition")).toMatch(/^attachment/);
  const cells = (await answer.text()).split(/(?:,|\r\n)(?=(?:[^"]*"[^"]*")*[^"]*$)/);
  const words = cells.map((cell) => cell.replace(/^"|"$/g, "").replaceAll('""', '"'));
  expect(words.filter((cell) => /^\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/.test(cell))).toEqual([]);
  expect(words.filter((cell) => cell.includes("window.__pwned")).length).toBeGreaterThan(10);
});

test("every answer keeps its headers whole", async () => {
  const policies = new Set<string | undefined>();
  const names = new Set<string>();
  for (const answer of answers) {
    const headers = await answer.allHeaders();
    policies.add(headers["content-security-policy"]);
    for (const name of Object.keys(headers)) names.add(name);
  }
  expect(answers.length).toBeGreaterThan(200);
  expect([...policies]).toEqual([
    "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  ]);
  expect([...names].filter((name) => !usualHeaders.has(name))).toEqual([]);
});
