import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { createKeyReader } from "../../src/checker/issue-keys.js";
import { processorTime } from "../support/processor-time.js";

const strict = createKeyReader({ projects: ["STORY", "TECH", "P1", "P", "A_B"], lenient: false });
const lenient = createKeyReader({ projects: ["STORY", "TECH"], lenient: true });

describe("keys are read from", () => {
  test.each<[string, string[]]>([
    ["STORY-12 Fix it", ["STORY-12"]],
    ["story-12, Tech-3: fix", ["STORY-12", "TECH-3"]],
    ["TECH-3 STORY-12 TECH-3 tech-3", ["TECH-3", "STORY-12"]],
    ["[STORY-12] (TECH-3) #TECH-4;STORY-5", ["STORY-12", "TECH-3", "TECH-4", "STORY-5"]],
    ["feature/STORY-12-add-thing", ["STORY-12"]],
    ["feature_STORY-12_x", ["STORY-12"]],
    ["STORY-12.", ["STORY-12"]],
    ["STORY-12.x", ["STORY-12"]],
    ["über STORY-12ä", ["STORY-12"]],
    ["Subject\n\nBody\n\nIssue: STORY-12\r\n", ["STORY-12"]],
    ["P1-2 P-1", ["P1-2", "P-1"]],
    ["a_b-7", ["A_B-7"]],
    ["STORY-1-2", ["STORY-1"]],
    ["https://jira.example.com/browse/STORY-12?x", ["STORY-12"]],
  ])("%j", (text, keys) => {
    expect(strict(text)).toEqual(keys);
  });
});

describe("no keys are read from", () => {
  test.each([
    "UTF-8, SHA-256, CVE-2024-1234, ISO-8601",
    "STORY-0",
    "STORY-012",
    "STORY-",
    "STORY 12",
    "STORY_12",
    "HISTORY-12",
    "1STORY-12",
    "STORY-12a",
    "STORY-1.5",
    "STORY-12.0.1",
    "STORY--12",
    "ST\u017FORY-1 \u017FTORY-1",
    "",
  ])("%j", (text) => {
    expect(strict(text)).toEqual([]);
  });
});

test("lenient reading takes one blank, underscore or hyphen", () => {
  expect(lenient("STORY_12, story 13, TECH-4, STORY  5, STORY__6")).toEqual([
    "STORY-12",
    "STORY-13",
    "TECH-4",
  ]);
  expect(lenient("STORY_1 STORY-1")).toEqual(["STORY-1"]);
  expect(lenient("story 12.5")).toEqual([]);
});

test("without projects nothing is a key", () => {
  expect(createKeyReader({ projects: [], lenient: true })("-1 STORY-1")).toEqual([]);
});

const project = fc.stringMatching(/^[A-Z][A-Z0-9_]{0,5}$/);
const pieces = fc.constantFrom(
  "STORY",
  "story",
  "TECH",
  "P1",
  "-",
  "_",
  " ",
  "1",
  "23",
  "0",
  ".",
  "\n",
  "é",
  "🚀",
  "x",
);

test("whatever the text, every key is of a listed project, upper-cased and there once", () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(project, { minLength: 1, maxLength: 6 }),
      fc.boolean(),
      fc.array(fc.oneof(pieces, project, fc.string({ unit: "binary" }))).map((parts) => parts.join("")),
      (projects, isLenient, text) => {
        const keys = createKeyReader({ projects, lenient: isLenient })(text);
        expect(new Set(keys).size).toBe(keys.length);
        for (const key of keys) {
          expect(projects).toContain(key.slice(0, key.lastIndexOf("-")));
          expect(key).toMatch(/-[1-9][0-9]*$/);
          expect(key).toBe(key.toUpperCase());
        }
      },
    ),
  );
});

test("what strict reading finds, lenient reading finds too", () => {
  fc.assert(
    fc.property(
      fc.array(pieces).map((parts) => parts.join("")),
      (text) => {
        const all = createKeyReader({ projects: ["STORY", "TECH", "P1"], lenient: true })(text);
        const some = createKeyReader({ projects: ["STORY", "TECH", "P1"], lenient: false })(text);
        expect(all).toEqual(expect.arrayContaining(some));
      },
    ),
  );
});

test.each([
  ["one endless number", `STORY-${"1".repeat(1_000_000)}x`],
  ["many beginnings", "STORY-".repeat(200_000)],
  ["many numbers", "STORY-1x".repeat(100_000)],
])("hostile text takes linear time: %s", (_, text) => {
  const took = processorTime(() => {
    strict(text);
    lenient(text);
  });
  expect(took).toBeLessThan(1000);
});
