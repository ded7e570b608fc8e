import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { renderJson } from "../../src/cli/render/json-report.js";
import { renderMarkdown } from "../../src/cli/render/markdown-report.js";
import { displayWidth } from "../../src/cli/render/display-width.js";
import { renderText } from "../../src/cli/render/text-report.js";
import { wrap } from "../../src/cli/render/wrap.js";
import { reportSaying, sampleReport } from "./sample-report.js";

const plain = { width: Infinity, paint: (_: unknown, text: string) => text };
const anyText = fc.string({ unit: "binary", maxLength: 60 });

describe("text", () => {
  test("says the verdict, then each finding with its remedy, then what goes out", () => {
    const text = renderText(sampleReport(), plain);
    expect(text.split("\n").slice(0, 2)).toEqual([
      "✗ Not OK to deploy  acme/web, target web",
      "  1 issue not Ready to Deploy, 1 commit without an issue",
    ]);
    expect(text).toContain(
      '  ✗ 3333333 "wip" by Ada names no issue\n' +
        "    → Amend the message to name an issue of STORY\n" +
        "      https://github.com/acme/web/commit/3\n",
    );
    expect(text).toContain("\nEvery commit names an issue (1)  commit-without-issue\n");
    expect(text).toContain("  ! STORY-9 is ready, but not in this deploy\n");
    expect(text).toContain("3 commits: 2 shipping, 1 reverted within the range");
    expect(text).toContain("1 issue: 1 In Progress");
    expect(text).toContain("issue-partly-merged: not asked: needs GitHub");
  });

  test("shows who approved a finding and why, instead of the remedy", () => {
    const text = renderText(sampleReport(), plain);
    expect(text).toContain(
      '  ✓ STORY-1 is "In Progress", not Ready to Deploy\n    approved by maya: agreed with support\n',
    );
    expect(text).not.toContain("Move STORY-1");
  });

  test.each([
    ["success", "✓ OK to deploy"],
    ["error", "? Could not tell"],
    ["pending", "… Still checking"],
  ] as const)("%s begins with %j", (state, start) => {
    expect(renderText(sampleReport({ state }), plain).startsWith(start)).toBe(true);
  });

  test("names problems with since when and when they are tried again, and the policy's mistakes", () => {
    const text = renderText(
      sampleReport({
        state: "error",
        problems: [
          { kind: "jira-unavailable", message: "Cannot reach Jira: 503", since: "10:42", retryAt: "10:43" },
        ],
        policyMistakes: [{ line: 7, column: 3, path: "issues", message: 'unknown key "statusses"' }],
      }),
      plain,
    );
    expect(text).toContain("  ? Cannot reach Jira: 503 (since 10:42, tried again at 10:43)");
    expect(text).toContain('  ✗ line 7, column 3: issues: unknown key "statusses"');
  });

  test("nothing from outside reaches the terminal as a control character", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const rendered = renderText(reportSaying(text), plain);
        expect(rendered.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
      }),
    );
    expect(renderText(reportSaying("\u001b[2J\u202egone"), plain)).toContain("␛[2J<U+202E>gone");
  });

  test("a line feed in a message cannot forge a line of the report", () => {
    const count = (text: string) => text.split("\n").length;
    expect(count(renderText(reportSaying("a\n\n✓ OK to deploy"), plain))).toBe(
      count(renderText(reportSaying("a"), plain)),
    );
  });

  test("no line is wider than the terminal, but for words that are", () => {
    const text = renderText(reportSaying("発売 🎁 words and more words ".repeat(20).trim()), {
      ...plain,
      width: 60,
    });
    for (const line of text.split("\n")) {
      if (!line.includes("head")) expect(displayWidth(line)).toBeLessThanOrEqual(60);
    }
  });
});

describe("wrap", () => {
  test("keeps every word, in order", () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[a-z日🎁]{1,12}$/u)),
        fc.integer({ min: 1, max: 30 }),
        (words, width) => {
          const lines = wrap(words.join(" "), { width, first: "- ", rest: "  " });
          const back = lines.map((line) => line.slice(2)).join(" ");
          expect(back).toBe(words.join(" "));
        },
      ),
    );
  });
});

describe("displayWidth", () => {
  test.each([
    ["abc", 3],
    ["é", 1],
    ["e\u0301", 1],
    ["日本", 4],
    ["🎁", 2],
    ["👩‍💻", 2],
    ["🇩🇪", 2],
    ["نور", 3],
    ["", 0],
  ])("%j takes %d columns", (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });
});

describe("markdown", () => {
  test("has the verdict, the findings and what goes out", () => {
    const text = renderMarkdown(sampleReport());
    expect(text).toContain("### ❌ Not OK to deploy: web");
    expect(text).toContain("[`1111111`…`2222222`](<https://github.com/acme/web/compare/1...2>)");
    expect(text).toContain(
      '- ❌ 3333333 "wip" by Ada names no issue ([open](<https://github.com/acme/web/commit/3>))  \n' +
        "  Amend the message to name an issue of STORY",
    );
    expect(text).toContain("Approved by maya: agreed with support");
  });

  test.each([
    ["<script>alert(1)</script>", "\\<script\\>"],
    ["![x](https://evil.example)", "\\!\\[x\\]"],
    ["ping @acme/everyone", "@<!-- -->acme"],
    ["closes #12", "\\#<!-- -->12"],
    ["see https://evil.example", "https\\://"],
    ["www.evil.example", "www<!-- -->.evil"],
    ["a | b `c`", "a \\| b \\`c\\`"],
    ["1. one", "❌ 1<!-- -->. one"],
    ["- item", "❌ \\- item"],
    ["&lt;b&gt;", "\\&lt;b\\&gt;"],
    ["a\nb", "a b"],
  ])("%j shows as it is written", (text, expected) => {
    expect(renderMarkdown(reportSaying(text))).toContain(expected);
  });

  test("only web addresses become links", () => {
    const report = sampleReport({ compareUrl: "javascript:alert(1)" });
    expect(renderMarkdown(report)).not.toContain("javascript");
  });
});

describe("json", () => {
  test("is exactly the report, with no control character in it", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const report = reportSaying(text);
        const json = renderJson(report);
        expect(JSON.parse(json)).toEqual(report);
        expect(json.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
      }),
    );
  });
});
