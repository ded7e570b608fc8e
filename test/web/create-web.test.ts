import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import type { Report } from "../../src/checker/report.js";
import { createWeb } from "../../src/web/create-web.js";
import { acmeWeb, fakeParts, statusOf, type Shelf } from "./fake-parts.js";
import { hostileReport } from "./hostile-report.js";
import { hostileTexts } from "./hostile-text.js";
import { sampleMistakes, sampleReport, sampleSha, successReport, unknownReport } from "./sample-report.js";

const home = "http://localhost:3000";
const head = `/r/acme/web/web/${sampleSha(0)}`;

async function get(shelf: Shelf, path: string) {
  const response = await createWeb(fakeParts(shelf)).request(home + path);
  return { status: response.status, headers: response.headers, body: await response.text() };
}

describe("the summary page", () => {
  test("is the same whether it is asked for compressed or not", async () => {
    const site = createWeb(fakeParts({ reports: [sampleReport] }));
    const ask = (encoding: string) => site.request(home + head, { headers: { "accept-encoding": encoding } });
    const zipped = await ask("br, gzip");
    expect(zipped.headers.get("content-encoding")).toBe("gzip");
    expect(zipped.headers.get("vary")).toContain("Accept-Encoding");
    const page = gunzipSync(await zipped.arrayBuffer()).toString();
    expect(page).toMatch(/<h1>Not ready to deploy<.*STORY-118.*<\/html>$/s);
    for (const refused of ["identity", "gzip;q=0"]) {
      const plain = await ask(refused);
      expect(plain.headers.get("content-encoding")).toBeNull();
      expect(await plain.text()).toBe(page);
    }
  });

  test("says the verdict and the reason on top", async () => {
    const { status, body } = await get({ reports: [sampleReport] }, head);
    expect(status).toBe(200);
    expect(body).toMatch(/<h1>Not ready to deploy<\/h1><p dir="auto">behind production by 1 commit/);
  });

  test("tells each finding with its message, remedy and link, under its check's title and reason", async () => {
    const { body } = await get({ reports: [sampleReport] }, head);
    expect(body).toContain("STORY-118 is &quot;In Progress&quot;, not Ready to Deploy");
    expect(body).toContain("Move STORY-118 to &quot;Ready to Deploy&quot; in Jira");
    expect(body).toContain('href="https://jira.example.com/browse/STORY-118"');
    expect(body).toMatch(/browse\/STORY-118"><svg.*?> Open in Jira<span/);
    expect(body).toMatch(/commit\/[0-9a-f]{40}"><svg.*?> Open on github\.example\.com<span/);
    expect(body).toContain("Issues are ready");
    expect(body).toContain("The status is where people say that work was reviewed, tested and accepted.");
  });

  test("calls the page of an issue that is not in the deploy Jira too", async () => {
    const { body } = await get({ reports: [sampleReport] }, head);
    expect(sampleReport.issues.map(({ key }) => key)).not.toContain("STORY-140");
    expect(body).toMatch(/browse\/STORY-140"><svg.*?> Open in Jira<span/);
  });

  test("calls GitHub by its name, a GitHub Enterprise Server by its host", async () => {
    const onGitHub = JSON.parse(
      JSON.stringify(sampleReport).replaceAll("github.example.com", "github.com"),
    ) as Report;
    expect((await get({ reports: [onGitHub] }, head)).body).toContain("> Open on GitHub<span");
    expect((await get({ reports: [sampleReport] }, head)).body).toContain(
      "> Open on github.example.com<span",
    );
  });

  test("keeps warnings and approved exceptions apart, and names who approved and why", async () => {
    const { body } = await get({ reports: [sampleReport] }, head);
    const sections = [
      "What is wrong",
      "Warnings",
      "Approved exceptions",
      "Checks",
      "15 issues",
      "32 commits",
    ];
    const places = sections.map((title) => body.indexOf(`>${title}</h2>`));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places).not.toContain(-1);
    const approved = body.slice(places[2], places[3]);
    expect(approved).toMatch(/Approved by <bdi>ada<\/bdi>.*1 hour ago.*The checks are in the runbook/s);
    expect(body.slice(places[0], places[1])).not.toContain("Draft");
  });

  test("lists issues with the policy's fields, telling an empty field from one that is not there", async () => {
    const { body } = await get({ reports: [sampleReport] }, head);
    expect(body).toMatch(/<th scope="col"><a href="[^"]*"><bdi>Post Deploy Checks<\/bdi><\/a><\/th>/);
    expect(body).toMatch(/TECH-41.*?Empty.*?Not on this issue/s);
    expect(body).toMatch(/in epic <bdi>STORY-80<\/bdi> <bdi>Recordings people can trust/);
    expect(body).toContain("now <bdi>SUMMARY-7</bdi>");
  });

  test("lists commits by what becomes of them, with the whole message", async () => {
    const { body } = await get({ reports: [sampleReport] }, head);
    for (const title of [
      "Shipping",
      "Without an issue",
      "Marked as needing no issue",
      "Ignored",
      "Reverted",
      "Already shipped",
    ]) {
      expect(body).toContain(`<h3>${title} `);
    }
    expect(body).toContain("Support kept converting by hand.");
    expect(body).toContain("All their commits cancel out, so they do not ship: STORY-107");
  });

  test("names head, production, compare link and the instant in UTC with how long ago it was", async () => {
    const { body } = await get({ reports: [sampleReport] }, head);
    expect(body).toContain(`href="${sampleReport.compareUrl}"`);
    expect(body).toMatch(
      /<time datetime="2026-11-20T10:42:13Z" title="2026-11-20 10:42:13 UTC">2026-11-20 10:42 UTC \(3 minutes ago\)<\/time> in 812\u00A0ms/,
    );
  });

  test("says what could not be told, since when, and when it is tried again", async () => {
    const { body } = await get({ reports: [unknownReport] }, head);
    expect(body).toContain("<h1>Could not tell</h1>");
    expect(body).toMatch(/Cannot reach Jira: 503.*Since.*10:40 UTC.*It is tried again.*in 47 seconds/s);
    expect(body).toContain("a person has to put it right first");
    expect(body).toMatch(/The commits name STORY-112, .*but nothing is known of these issues/);
  });

  test("shows the mistakes of an invalid policy", async () => {
    const report = { ...unknownReport, commits: [], base: null, policyMistakes: sampleMistakes };
    const { body } = await get({ reports: [report] }, head);
    expect(body).toContain("unknown key &quot;deply&quot;");
    expect(body).toMatch(/Line 4, column 5: <code>targets\.web\.deply<\/code>/);
    expect(body).toContain("What this deploy contains is not known");
  });

  test("says so where there is nothing to ship", async () => {
    const { body } = await get({ reports: [{ ...successReport, commits: [], issues: [] }] }, head);
    expect(body).toContain("Nothing to ship");
  });

  test("falls back to the id of a check that this version does not know", async () => {
    const stored = JSON.parse(
      JSON.stringify(sampleReport).replaceAll('"issue-status"', '"from-the-future"'),
    ) as Report;
    const { status, body } = await get({ reports: [stored] }, head);
    expect(status).toBe(200);
    expect(body).toContain("from-the-future");
  });

  test("is the newest one at the target's address", async () => {
    const older = { ...successReport, head: { ref: "deploy", sha: sampleSha(9) } };
    const { body } = await get({ reports: [older, sampleReport] }, "/r/ACME/Web/web");
    expect(body).toContain("Not ready to deploy");
    expect(body).toContain(`action="${head}/recheck"`);
  });

  test("a head that was overtaken says so, links the newer one, and has no button", async () => {
    const older = { ...successReport, head: { ref: "deploy", sha: sampleSha(9) } };
    const { body } = await get(
      { reports: [older, sampleReport], closed: [sampleSha(9)] },
      `/r/acme/web/web/${sampleSha(9)}`,
    );
    expect(body).toMatch(new RegExp(`not the newest head.*href="${head}"`, "s"));
    expect(body).not.toContain('method="post"');
  });

  test("a deploy that is not open any more says so", async () => {
    const shipped = { reports: [successReport], closed: [sampleSha(0)] };
    expect((await get(shipped, head)).body).toContain("it has shipped, or its branch is gone");
    const nothing = { reports: [{ ...successReport, commits: [] }], closed: [sampleSha(0)] };
    expect((await get(nothing, head)).body).not.toContain("it has shipped");
  });

  test("a newer head that is being checked is announced", async () => {
    const pending = statusOf(sampleSha(5), "pending", "Checking");
    const { body } = await get({ reports: [sampleReport], statuses: [pending] }, "/r/acme/web/web");
    expect(body).toMatch(new RegExp(`not the newest head.*/r/acme/web/web/${sampleSha(5)}`, "s"));
  });

  test.each([320, 1000, 2500])("a list of %d commits comes in pages", async (length) => {
    const commits = Array.from({ length }, (_, position) => ({
      ...sampleReport.commits[0]!,
      sha: sampleSha(position),
      message: `STORY-112 number ${position}.`,
    }));
    const shelf = { reports: [{ ...sampleReport, commits }] };
    const first = await get(shelf, head);
    const second = await get(shelf, `${head}?commits-shipping=2`);
    const all = await get(shelf, `${head}?commits-shipping=all`);
    expect(first.body).toContain("number 99.");
    expect(first.body).not.toContain("number 100.");
    expect(first.body).toContain(`1–100 of ${length}`);
    expect(second.body).toContain("number 100.");
    expect(second.body).not.toContain("number 99.");
    expect(all.body.includes(`number ${length - 1}.`)).toBe(length <= 2000);
  });
});

describe("the report for programs", () => {
  test.each([`${head}.json`, "/r/acme/web/web.json"])("%s is exactly the report", async (path) => {
    const { status, headers, body } = await get({ reports: [sampleReport] }, path);
    expect(status).toBe(200);
    expect(headers.get("content-type")).toMatch(/^application\/json/);
    expect(JSON.parse(body)).toEqual(JSON.parse(JSON.stringify(sampleReport)));
  });

  test("is not there yet while the head is being checked", async () => {
    const pending = statusOf(sampleSha(0), "pending", "Checking");
    const { status, headers, body } = await get({ statuses: [pending] }, `${head}.json`);
    expect(status).toBe(404);
    expect(headers.get("retry-after")).toBe("2");
    expect(JSON.parse(body)).toEqual({ error: "There is no report of this head yet" });
  });
});

describe("a head without a report", () => {
  const pending = statusOf(sampleSha(0), "pending", "Checking 34 commits");

  test.each([head, "/r/acme/web/web"])(
    "that is being checked loads its page again by itself at %s",
    async (path) => {
      const { status, body } = await get({ statuses: [pending] }, path);
      expect(status).toBe(200);
      expect(body).toContain("<h1>Being checked</h1>");
      expect(body).toContain("Checking 34 commits");
      expect(body).toContain(`<meta http-equiv="refresh" content="3;url=${head}"/>`);
    },
  );

  test("holds still where the reader asks for that", async () => {
    const { body } = await get({ statuses: [pending] }, `${head}?refresh=off`);
    expect(body).not.toContain("http-equiv");
  });

  test("that was overtaken says so", async () => {
    const { body } = await get(
      { statuses: [statusOf(sampleSha(0), "error", "Superseded by abc1234")] },
      head,
    );
    expect(body).toContain("Superseded by abc1234");
    expect(body).not.toContain("http-equiv");
  });
});

describe("repositories", () => {
  test("are listed with their targets' states; what is being checked stands in for what was", async () => {
    const shelf = {
      repositories: [acmeWeb, { ...acmeWeb, id: 8, name: "api" }],
      reports: [sampleReport, { ...successReport, target: "jobs" }],
      statuses: [statusOf(sampleSha(5), "pending", "Checking 3 commits")],
    };
    const { body } = await get(shelf, "/");
    expect(body).toMatch(/acme\/web.*Ready to deploy.*jobs.*Being checked.*web.*Checking 3 commits/s);
    expect(body).toMatch(/No deploys yet.*acme\/api/s);
    expect(body).not.toContain("Not ready to deploy");
  });

  test("the first steps stand in their place where there are none", async () => {
    const { body } = await get({ repositories: [] }, "/");
    expect(body).toContain("Install the GitHub App");
    expect(body).toContain(".github/pre-deploy-checker.yml");
  });

  test("a repository's page lists its targets and the policy's mistakes", async () => {
    const { body } = await get({ reports: [sampleReport], mistakes: sampleMistakes }, "/r/acme/web");
    expect(body).toContain("The policy is invalid");
    expect(body).toContain("no target is named");
    expect(body).toContain(`href="${head}"`);
  });

  test("without a policy it shows a small one", async () => {
    const { body } = await get({}, "/r/acme/web");
    expect(body).toMatch(/No policy yet.*version: 1.*deploy: deploy/s);
  });

  test("with a policy and no deploy it says what to do", async () => {
    const { body } = await get({ hasPolicy: true }, "/r/acme/web");
    expect(body).toContain("Push to one of its deploy branches");
  });
});

describe("what is not there", () => {
  const unknown = "0".repeat(40);
  const paths = [
    "/nothing",
    "/r/acme",
    "/r/acme/nothing",
    "/r/acme/web/nothing",
    `/r/acme/nothing/web/${sampleSha(0)}`,
    `/r/acme/nothing-at-all/web/${sampleSha(0)}`,
    `/r/acme/web/web/${unknown}`,
    `/r/acme/web/web/${sampleSha(0).slice(0, 39)}`,
    `/r/acme/web/web/${sampleSha(0).toUpperCase()}`,
    "/r/acme/web/WEB",
    "/r/acme/web%00/web",
    "/r/acme/..%2fweb/web",
    "/r/%3Cscript%3E/web/web",
    "/metrics",
    "/assets/nothing.css",
    "/assets/%2e%2e%2fpackage",
  ];

  test("is answered the same everywhere", async () => {
    const answers = await Promise.all(paths.map((path) => get({ reports: [sampleReport] }, path)));
    expect(answers.map(({ status }) => status)).toEqual(paths.map(() => 404));
    for (const { body } of answers) expect(body).toBe(answers[0]!.body);
  });

  test("is JSON for programs", async () => {
    const { status, body } = await get({ reports: [sampleReport] }, `/r/acme/web/web/${unknown}.json`);
    expect(status).toBe(404);
    expect(JSON.parse(body)).toEqual({ error: "Not found" });
  });
});

describe("the headers", () => {
  test("let nothing run, frame or leak", async () => {
    const { headers } = await get({ reports: [sampleReport] }, head);
    expect(headers.get("content-security-policy")).toBe(
      "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("referrer-policy")).toBe("same-origin");
    expect(headers.get("cross-origin-opener-policy")).toBe("same-origin");
    expect(headers.get("cache-control")).toBe("private, no-cache");
    expect(headers.get("set-cookie")).toBeNull();
  });

  test("stand on refusals and misses too", async () => {
    const { headers } = await get({}, "/nothing");
    expect(headers.get("content-security-policy")).toContain("default-src 'none'");
  });

  test("let browsers keep the assets for ever, which are named by their content", async () => {
    const { body } = await get({ repositories: [] }, "/");
    const hrefs = [...body.matchAll(/href="(\/assets\/[^"]+)"/g)].map(([, href]) => href!);
    expect(hrefs).toHaveLength(2);
    for (const href of hrefs) {
      const asset = await get({}, href);
      expect(asset.status).toBe(200);
      expect(asset.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    }
  });

  test("no page carries a script, a style or an event handler of its own", async () => {
    const { body } = await get({ reports: [sampleReport] }, head);
    expect(body).not.toMatch(/<script|<style|\sstyle=|\son[a-z]+=/i);
  });
});

describe("hostile words", () => {
  test.each(hostileTexts)("%j stay words", async (text) => {
    const { status, body } = await get({ reports: [hostileReport(text)] }, "/r/acme/web/web");
    expect(status).toBe(200);
    expect(body).not.toMatch(
      /<script|<img|<iframe|<style|<base|<svg onload|<b>بال|[\u202A-\u202E\u2066-\u2069]|\0/i,
    );
    expect(body).not.toMatch(/<meta http-equiv/);
    expect(body.match(/<form [^>]*method="post"/g)).toHaveLength(1);
    for (const [, href] of body.matchAll(/href="([^"]*)"/g)) expect(href).toMatch(/^(https?:\/\/|\/|#|\?)/);
  });

  test.each([
    "?commits-shipping=%3Cscript%3E",
    "?requested=%22%3E%3Cscript%3E",
    "?refresh=%0d%0aSet-Cookie:x",
    "?x=<script>",
  ])("the query %s comes to nothing", async (query) => {
    const plain = await get({ reports: [sampleReport] }, head);
    expect((await get({ reports: [sampleReport] }, head + query)).body).toBe(plain.body);
  });
});

describe("failures", () => {
  test("of the store are logged and tell the reader nothing", async () => {
    const logged: unknown[] = [];
    const parts = fakeParts({});
    const site = createWeb({
      ...parts,
      store: { ...parts.store, repositories: () => Promise.reject(new Error("password=hunter2")) },
      logger: { error: (details) => logged.push(details) },
    });
    const response = await site.request(`${home}/`);
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain("hunter2");
    expect(logged).toEqual([{ err: new Error("password=hunter2"), path: "/" }]);
  });

  test("to be ready are a 503 without the reason", async () => {
    const site = createWeb({ ...fakeParts({}), ready: () => Promise.reject(new Error("secret host")) });
    const response = await site.request(`${home}/readyz`);
    expect(response.status).toBe(503);
    expect(await response.json()).toEqual({ status: "unavailable" });
  });

  test("to be ready are logged when they begin and when they change, not at each ask", async () => {
    const logged: unknown[] = [];
    let reason: string | null = "no database";
    const site = createWeb({
      ...fakeParts({}),
      ready: () => (reason === null ? Promise.resolve() : Promise.reject(new Error(reason))),
      logger: { error: (details) => logged.push(details) },
    });
    for (reason of ["no database", "no database", "no key", null, "no key"])
      await site.request(`${home}/readyz`);
    const told = (message: string) => ({ err: new Error(message), path: "/readyz" });
    expect(logged).toEqual([told("no database"), told("no key"), told("no key")]);
  });
});
