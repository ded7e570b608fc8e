import { describe, expect, test } from "vitest";
import type { PeopleOfDeploy } from "../../../src/access/people-of-deploy.js";
import type { Report } from "../../../src/checker/report.js";
import { announcementOf } from "../../../src/web/report/announcement/announcement.js";
import {
  markdown,
  plainText,
  slack,
  type TextFormat,
} from "../../../src/web/report/announcement/text-format.js";
import { writeAnnouncement } from "../../../src/web/report/announcement/write-announcement.js";
import { type ContentsWish, noWish } from "../../../src/web/report/issues/contents-wish.js";
import { hostileReport } from "../hostile-report.js";
import { hostileTexts } from "../hostile-text.js";
import { sampleReport } from "../sample-report.js";

const pageUrl = "https://deploys.example.com/r/acme/web/web/x";

function written(
  format: TextFormat,
  report: Report,
  wish: Partial<ContentsWish> = {},
  people: PeopleOfDeploy | null = null,
): readonly string[] {
  const announcement = announcementOf({
    report,
    repository: "acme/web",
    pageUrl,
    people,
    wish: { ...noWish, ...wish },
  });
  return writeAnnouncement(announcement, format).split("\n");
}

describe("an announcement", () => {
  test("says what the page shows with the same wish, and that it is a part", () => {
    const lines = written(plainText, sampleReport, { filter: "recording", group: "epic", sort: "-key" });
    expect(lines).toEqual([
      "acme/web web: Not ready to deploy (15 issues, 32 commits by 6 people)",
      `Result: ${sampleReport.summary}`,
      `Report ${pageUrl} · Compare with production ${sampleReport.compareUrl}`,
      "",
      "Part of it: 2 of 15 issues: those that match “recording”",
      "",
      "Epic STORY-80 Recordings people can trust",
      "",
      "- STORY-126 Show who listened to a recording (Ready to Deploy, 田中 さくら) https://jira.example.com/browse/STORY-126",
      "- STORY-118 Pause recording while a card number is read out (In Progress, 田中 さくら) https://jira.example.com/browse/STORY-118",
      "",
    ]);
  });

  test("of all of it names the commits without an issue too, and puts sub-tasks below their parent", () => {
    const lines = written(markdown, sampleReport);
    expect(lines).toContain("### Commits without an issue");
    expect(lines.at(-2)).toMatch(/^- \[[0-9a-f]{7}\]\(https:.*\) Correct a typo in the README \(.*\)$/);
    const parent = lines.findIndex((line) => line.startsWith("- [STORY-131]"));
    expect(lines[parent + 1]).toMatch(/^ {2}- \[STORY-130\]/);
  });

  test("links the report and the issues in Slack's way", () => {
    const lines = written(slack, sampleReport);
    expect(lines[2]).toContain(`<${pageUrl}|Report>`);
    expect(lines).toContain(
      "• <https://jira.example.com/browse/STORY-121|STORY-121> Export calls as CSV (In Review, 田中 さくら)",
    );
  });
});

describe("who answers for the deploy", () => {
  const ada = { login: "ada", name: null, until: null };
  const grace = { login: "grace", name: "Grace *Hopper*", until: null };
  const on = (...people: (typeof ada | typeof grace)[]) => ({ people, askedAt: null });
  test.each<[PeopleOfDeploy, readonly string[]]>([
    [
      { responsible: [{ login: "ada", at: null }], onCall: on(grace, ada) },
      ["**Responsible**: ada  ", "**On call**: Grace \\*Hopper\\* (grace), ada  "],
    ],
    [{ responsible: [], onCall: { unknown: "It answered 500" } }, ["**On call**: not known at the moment  "]],
    [{ responsible: [], onCall: on() }, []],
    [{ responsible: [], onCall: null }, []],
  ])("is named, and called by nothing: %#", (people, expected) => {
    const lines = written(markdown, sampleReport, {}, people);
    expect(lines.slice(2, -1).slice(0, expected.length + 1)).toEqual([
      ...expected,
      expect.stringContaining("[Report]"),
    ]);
  });
});

describe("words from outside mean nothing but themselves", () => {
  test.each([
    [
      markdown,
      "*a* _b_ `c` [d](https://e) <f> # | ~g~ \\ ![h]",
      "\\*a\\* \\_b\\_ \\`c\\` \\[d\\](https://e) \\<f\\> \\# \\| \\~g\\~ \\\\ \\!\\[h\\]",
    ],
    [slack, "<!channel> <@U1> &amp; a_b_c", "&lt;!channel&gt; &lt;@U1&gt; &amp;amp; a_b_c"],
    [slack, "*a* _b_ ~c~ `d`", "∗a∗ ˍbˍ ∼c∼ ˋdˋ"],
    [plainText, "*a* <b>", "*a* <b>"],
  ] as const)("%#", (format, words, expected) => {
    expect(format.words(words)).toBe(expected);
  });

  test("nobody is called by a summary", () => {
    expect(slack.words("@channel @here @everyone @ada")).not.toMatch(/@(?:channel|here|everyone)/);
  });

  test("an address ends no link", () => {
    const href = "https://e.example/a)b(c|d>e\\f g";
    expect(markdown.link("x", href)).toBe("[x](https://e.example/a%29b%28c|d%3Ee%5Cf%20g)");
    expect(slack.link("x|y", `${href}&h`)).toBe("<https://e.example/a)b(c%7Cd%3Ee\\f%20g&amp;h|x¦y>");
  });

  test.each(hostileTexts)("%j stays on its line, and no line begins with it", (text) => {
    const report = hostileReport(text);
    for (const format of [markdown, slack, plainText]) {
      const lines = written(format, report, { group: "epic" });
      const bullets = lines.filter((line) => /^ *(?:-|•|◦) /.test(line));
      expect(bullets).toHaveLength(1);
      expect(lines.join("")).not.toMatch(/[\u202A-\u202E\u2066-\u2069]|\p{Cc}/u);
    }
    expect(written(markdown, report).join("\n")).not.toMatch(/(?<!\\)<(?:script|img|a |iframe|style|base)/);
    expect(written(slack, report).join("\n")).not.toMatch(/<(?!https?:)/);
  });
});
