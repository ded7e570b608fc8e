import { expect, test } from "vitest";
import { spanOfTime } from "../../../src/web/text/span-of-time.js";

test.each([
  [0, "less than a minute"],
  [59, "less than a minute"],
  [60, "1 min"],
  [3_599, "59 min"],
  [7_500, "2 h 5 min"],
  [86_400, "1 day"],
  [86_460, "1 day"],
  [2 * 86_400 + 3_600, "2 days 1 h"],
])("%d seconds: %s", (seconds, words) => {
  expect(spanOfTime(seconds)).toBe(words);
});
