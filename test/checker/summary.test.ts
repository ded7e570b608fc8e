import { describe, expect, test } from "vitest";
import fc from "fast-check";
import type { Problem } from "../../src/checker/report.js";
import { summariseSuccess, summariseTrouble } from "../../src/checker/summary.js";
import { now } from "./sample.js";

function problem(message: string, over: Partial<Problem> = {}): Problem {
  return { kind: "jira-unavailable", message, since: "2026-11-20T10:42:30.000Z", retryAt: now, ...over };
}

describe("trouble", () => {
  test("names everything that fits, what is broken first", () => {
    expect(
      summariseTrouble(
        ["2 issues without Risk", "1 issue not found"],
        [problem("Cannot reach Jira: 503")],
        now,
      ),
    ).toBe("2 issues without Risk, 1 issue not found, Cannot reach Jira: 503 since 10:42 UTC, retrying");
  });

  test("counts what does not fit", () => {
    const phrases = Array.from({ length: 8 }, (_, index) => `${index + 1} issues without Field ${index}`);
    expect(summariseTrouble(phrases, [], now)).toBe(
      "1 issues without Field 0, 2 issues without Field 1, 3 issues without Field 2, 4 issues without Field 3, " +
        "5 issues without Field 4, and 3 more",
    );
  });

  test("names both kinds, however much is broken", () => {
    const phrases = Array.from({ length: 8 }, (_, index) => `${index + 1} issues without Field ${index}`);
    expect(summariseTrouble(phrases, [problem("Cannot reach Jira: 503")], now)).toBe(
      "1 issues without Field 0, 2 issues without Field 1, 3 issues without Field 2, " +
        "Cannot reach Jira: 503 since 10:42 UTC, retrying, and 5 more",
    );
  });

  test("keeps the time of an outage whose reason is long", () => {
    const summary = summariseTrouble([], [problem("Cannot reach Jira: ".padEnd(300, "x"))], now);
    expect(summary).toMatch(/^Cannot reach Jira: x+… since 10:42 UTC, retrying$/);
    expect(summary.length).toBeLessThanOrEqual(140);
  });

  test("is one line of plain text", () => {
    expect(summariseTrouble([], [problem("a\n\tb\u0000c\u202Ed", { retryAt: null })], now)).toBe("a b cd");
  });
});

describe("success", () => {
  test.each<[number, number, number, string[], string]>([
    [1, 1, 0, [], "OK to deploy: 1 issue, 1 commit"],
    [12, 34, 0, [], "OK to deploy: 12 issues, 34 commits"],
    [12, 34, 2, [], "OK to deploy: 12 issues, 34 commits, 2 exceptions approved"],
    [
      12,
      34,
      1,
      ["2 ready issues not in this deploy"],
      "OK to deploy: 12 issues, 34 commits, 1 exception approved, 2 ready issues not in this deploy",
    ],
  ])("%d issues, %d commits, %d approved, %j", (issues, commits, approved, warnings, summary) => {
    expect(summariseSuccess({ issues, commits, approved }, warnings)).toBe(summary);
  });

  test("counts the warnings that do not fit", () => {
    const warnings = Array.from({ length: 9 }, () => "1 issue without Something");
    expect(summariseSuccess({ issues: 1, commits: 1, approved: 0 }, warnings)).toMatch(/^OK .*, and 6 more$/);
  });
});

test("is never longer than 140 UTF-16 units, nor broken in half of a character", () => {
  const text = fc.oneof(
    fc.string({ unit: "binary", maxLength: 300 }),
    fc.constantFrom("🚀".repeat(200), "x"),
  );
  const someProblem = fc
    .record({ message: text, retryAt: fc.option(fc.constant(now)), since: fc.oneof(text, fc.constant(now)) })
    .map((over) => problem(over.message, over));
  fc.assert(
    fc.property(fc.array(text), fc.array(someProblem), fc.nat(), (phrases, problems, number) => {
      const clean = phrases.map((phrase) => phrase.toWellFormed());
      for (const summary of [
        summariseTrouble(clean, problems, now),
        summariseSuccess({ issues: number, commits: number, approved: number }, clean),
      ]) {
        expect(summary.length).toBeLessThanOrEqual(140);
        expect(summary.isWellFormed()).toBe(true);
      }
    }),
  );
});
