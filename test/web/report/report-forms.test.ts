import { describe, expect, test } from "vitest";
import type { Report } from "../../../src/checker/report.js";
import { createWeb } from "../../../src/web/create-web.js";
import { fakeParts, statusOf, type Shelf } from "../fake-parts.js";
import { hostileReport } from "../hostile-report.js";
import { hostileTexts } from "../hostile-text.js";
import { sampleReport, sampleSha, successReport, unknownReport } from "../sample-report.js";

const target = "/r/acme/web/web";
const head = `${target}/${sampleSha(0)}`;
/** One site for all: making one takes longer than asking it. */
const shelf: Shelf = {};
const site = createWeb(fakeParts(shelf));

async function get(path: string, report: Report | null = sampleReport, statuses: Shelf["statuses"] = []) {
  shelf.reports = report === null ? [] : [report];
  shelf.statuses = statuses;
  const response = await site.request(`http://localhost:3000${path}`);
  return { status: response.status, body: await response.text() };
}

/** The keys of the issues in the order of the table. */
async function keys(query: string): Promise<readonly string[]> {
  const { body } = await get(head + query);
  const table = body.slice(body.indexOf('<table class="issues"'));
  return [...table.matchAll(/<th scope="row">.*?class="key" href="[^"]*"><bdi>([^<]*)/g)].map(
    ([, key]) => key!,
  );
}

describe("the overview", () => {
  test("stands right below the verdict, and leads to what it counts", async () => {
    const { body } = await get(head);
    const [verdict, overview, wrong] = ["<h1>Not ready", 'class="tiles"', ">What is wrong</h2>"].map(
      (words) => body.indexOf(words),
    );
    expect(verdict).toBeGreaterThan(0);
    expect(overview).toBeGreaterThan(verdict!);
    expect(wrong).toBeGreaterThan(overview!);
    expect(body).toMatch(/Problems<\/a>.*?>7<\/p>.*Issues are ready <b>2<\/b>.*#warnings">2 warnings/s);
    expect(body).toMatch(/Risk<\/span>.*?>2 High<\/p>.*2 High · 1 Medium · 11 Low · 1 not set/s);
    for (const [, id] of body.matchAll(/href="#([a-z-]+)"/g)) expect(body).toContain(`id="${id}"`);
  });

  test("does not count what nobody could tell as none", async () => {
    const { body } = await get(head, unknownReport);
    expect(body).toMatch(/Problems<\/a>.*?state-error" dir="auto">\?<\/p>/s);
    expect(body).toMatch(/Issues<\/a>.*?>\?<\/p>.*nothing is known of them/s);
  });

  test("names who is on it, each with how much", async () => {
    const { body } = await get(head);
    expect(body).toMatch(
      /6 people on it.*>AL<\/span>.*Ada Lovelace<\/bdi> <span class="muted">6 commits, 1 issue</s,
    );
  });
});

describe("the issues", () => {
  test("are grouped, sorted and filtered by the address", async () => {
    expect(await keys("?sort=risk&filter=re")).not.toEqual(await keys("?filter=re"));
    expect((await keys("?sort=risk")).slice(0, 2).toSorted()).toEqual(["STORY-118", "TECH-44"]);
    expect(await keys("?show=problems")).toEqual(["STORY-118", "TECH-41", "STORY-121"]);
    expect(await keys("?filter=recording")).toEqual(["STORY-118", "STORY-126"]);
    const { body } = await get(`${head}?group=epic`);
    expect(body).toMatch(
      /<th scope="rowgroup" colspan="7"><bdi>Epic STORY-80<\/bdi>.*?Recordings people can trust.*?counter">2</s,
    );
  });

  test("say how many of them are shown; none is said too", async () => {
    expect((await get(`${head}?filter=recording`)).body).toContain("2 issues of 15 are shown.");
    expect((await get(`${head}?filter=STORY-118`)).body).toContain("1 issue of 15 is shown.");
    const { body } = await get(`${head}?filter=nothing-like-it`);
    expect(body).toContain("None of 15 are shown.");
    expect(body).not.toContain('<table class="issues"');
  });

  test("the form shows what is chosen, and the heads of the columns turn the order round", async () => {
    const { body } = await get(`${head}?sort=status&filter=%22%3E%3Cb%3E&commits-shipping=1`);
    expect(body).toContain('value="&quot;&gt;&lt;b&gt;"');
    expect(body).toMatch(/<option value="status" selected="">/);
    expect(body).toContain('<input type="hidden" name="commits-shipping" value="1"/>');
    const sorted = (await get(`${head}?sort=status`)).body;
    expect(sorted).toMatch(/aria-sort="ascending"><a href="\?sort=-status#issues">/);
    expect((await get(`${head}?sort=-status`)).body).toContain('<option value="-status" selected="">');
  });

  test("pages of them keep what is wanted", async () => {
    const [issue] = sampleReport.issues;
    const issues = Array.from({ length: 600 }, (_, at) => ({
      ...issue!,
      key: `STORY-${at + 1}`,
      type: at < 250 ? "Bug" : "Story",
    }));
    const { body } = await get(`${head}?group=type&issues=3`, { ...sampleReport, issues });
    expect(body).toContain("201–300 of 600");
    expect(body).toMatch(/href="\?issues=4&amp;group=type#issues"/);
    expect(body).toMatch(/rowgroup"[^>]*><bdi>Bug<.*counter">50<.*rowgroup"[^>]*><bdi>Story<.*counter">50</s);
  });

  test.each([
    "?group=planet",
    "?sort=%3Cb%3E",
    "?filter=",
    "?show=everything",
    "?display=tv",
    "?as=pdf",
    "?sort=--key",
  ])("%s is as if it were not there", async (query) => {
    expect((await get(head + query)).body).toBe((await get(head)).body);
  });
});

describe("the wall screen", () => {
  test.each([head, target])(
    "at %s shows the verdict and the figures, loads itself again, and has nothing to press",
    async (path) => {
      const { status, body } = await get(`${path}?display=wall`);
      expect(status).toBe(200);
      expect(body).toContain(
        `<noscript><meta http-equiv="refresh" content="30;url=${path}?display=wall"/></noscript>`,
      );
      expect(body).toMatch(/<h1>Not ready to deploy<\/h1>.*behind production.*class="tiles"/s);
      expect(body).toContain("Checked <time");
      expect(body).not.toMatch(/<form|<button|<input|<a /);
    },
  );

  test("while the first check runs", async () => {
    const { body } = await get(`${target}?display=wall`, null, [
      statusOf(sampleSha(0), "pending", "Checking 3 commits"),
    ]);
    expect(body).toMatch(/<h1>Being checked<\/h1>.*Checking 3 commits/s);
    expect(body).toContain('content="30;url=');
  });

  test("says so when a newer head has come", async () => {
    const pending = statusOf(sampleSha(5), "pending", "Checking");
    const { body } = await get(`${target}?display=wall`, successReport, [pending]);
    expect(body).toContain(`A newer head, ${sampleSha(5).slice(0, 7)}, has been pushed.`);
  });
});

describe("the announcement", () => {
  test("is of exactly what the page shows, in four formats", async () => {
    const { body } = await get(`${head}?group=epic&filter=recording`);
    expect(body).toContain('href="?group=epic&amp;filter=recording&amp;as=html"');
    for (const format of ["markdown", "slack", "text"]) {
      const page = (await get(`${head}?group=epic&filter=recording&as=${format}`)).body;
      const [, text] = /<textarea[^>]*>(.*?)<\/textarea>/s.exec(page)!;
      expect(text).toMatch(/Epic STORY-80 Recordings people can trust.*STORY-118.*STORY-126/s);
      expect(text).not.toContain("STORY-112");
      expect(page).toContain(`href="${head}?group=epic&amp;filter=recording#issues"`);
    }
  });

  test("as rich text stands on the page to be marked, and as HTML in a field", async () => {
    const { body } = await get(`${head}?as=html`);
    const [, rich] = /<div id="announcement-rich"[^>]*>(.*?)<\/div>/s.exec(body)!;
    const [, source] = /<textarea[^>]*>(.*?)<\/textarea>/s.exec(body)!;
    expect(source).toMatch(/^&lt;p&gt;[^<]*$/);
    expect(rich).toContain('<a href="https://jira.example.com/browse/STORY-112">STORY-112</a>');
    expect(
      source!
        .replaceAll("&lt;", "<")
        .replaceAll("&gt;", ">")
        .replaceAll("&quot;", '"')
        .replaceAll("&amp;", "&"),
    ).toBe(rich);
  });
});

describe("hostile words", () => {
  const forms = [
    "",
    "?group=epic",
    "?group=type&sort=-assignee",
    "?display=wall",
    "?as=html",
    "?as=markdown",
    "?as=slack",
    "?as=text",
  ];

  test.each(hostileTexts)("%j stay words in every form", async (text) => {
    for (const form of [
      ...forms,
      `?${new URLSearchParams({ filter: text.trim().slice(0, 200) }).toString()}`,
    ]) {
      const { status, body } = await get(head + form, hostileReport(text));
      expect(status).toBe(200);
      expect(body).not.toMatch(
        /<img|<iframe|<style|<base|<svg onload|<b>بال|[\u202A-\u202E\u2066-\u2069]|\0/i,
      );
      expect(body.replace(/<script type="module" src="\/assets\/[\w-]+\.js"><\/script>/g, "")).not.toMatch(
        /<script/i,
      );
      for (const [, href] of body.matchAll(/href="([^"]*)"/g)) expect(href).toMatch(/^(https?:\/\/|\/|#|\?)/);
    }
  });
});
