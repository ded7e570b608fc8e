import { describe, expect, test } from "vitest";
import { compilePattern, PatternError } from "../../src/checker/compile-pattern.js";
import { processorTime } from "../support/processor-time.js";

describe("a pattern matches", () => {
  test.each<[string, string, boolean]>([
    ["^Merge (branch|pull request) ", "Merge branch 'x'", true],
    ["^Merge ", "x\nMerge branch", false],
    ["(?m)^Merge ", "x\nMerge branch", true],
    ["(?i)^merge", "MERGE", true],
    ["^(low|medium)$", "low", true],
    ["^(low|medium)$", "lower", false],
    ["[(?=]", "?", true],
    ["\\d+", "a1", true],
    ["\\(\\?=", "(?=", true],
    ["🚀", "🚀", true],
  ])("%s on %j: %s", (source, text, expected) => {
    expect(compilePattern(source).test(text)).toBe(expected);
  });
});

describe("a pattern is refused", () => {
  test.each<[string, string]>([
    ["a(?=b)", "lookahead and lookbehind are not supported (patterns run on RE2)"],
    ["(?<!a)b", "lookahead and lookbehind are not supported (patterns run on RE2)"],
    ["(?>a)", "atomic groups are not supported (patterns run on RE2)"],
    ["(a)\\1", "back references are not supported (patterns run on RE2)"],
    ["(?<n>a)\\k<n>", "back references are not supported (patterns run on RE2)"],
    ["[", 'not a valid pattern: missing closing ]: "[" (patterns run on RE2)'],
    ["x{1001}", 'not a valid pattern: invalid repeat count: "{1001}" (patterns run on RE2)'],
    ["x".repeat(1001), "the pattern is longer than 1000 characters"],
  ])("%s", (source, message) => {
    expect(() => compilePattern(source)).toThrow(PatternError);
    expect(() => compilePattern(source)).toThrow(message);
  });
});

test("no pattern hangs on any text", () => {
  const took = processorTime(() => {
    expect(compilePattern("(a+)+$").test(`${"a".repeat(50_000)}!`)).toBe(false);
  });
  expect(took).toBeLessThan(2000);
});
