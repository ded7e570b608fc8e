import { describe, expect, test } from "vitest";
import { countOf } from "../../../src/web/text/count-of.js";
import { duration } from "../../../src/web/text/duration.js";
import { messageParts } from "../../../src/web/text/message-parts.js";
import { relativeTime } from "../../../src/web/text/relative-time.js";
import { shortRef } from "../../../src/web/text/short-ref.js";

const now = new Date("2026-11-20T12:00:00Z");

test.each([
  ["2026-11-20T12:00:00Z", "just now"],
  ["2026-11-20T11:59:57Z", "just now"],
  ["2026-11-20T11:59:30Z", "30 seconds ago"],
  ["2026-11-20T11:57:10Z", "2 minutes ago"],
  ["2026-11-20T09:00:00Z", "3 hours ago"],
  ["2026-11-19T11:00:00Z", "yesterday"],
  ["2026-11-10T12:00:00Z", "10 days ago"],
  ["2026-08-20T12:00:00Z", "3 months ago"],
  ["2023-11-20T12:00:00Z", "3 years ago"],
  ["2026-11-20T12:00:20Z", "in 20 seconds"],
  ["2026-11-27T12:00:00Z", "in 7 days"],
])("%s is %s", (then, words) => {
  expect(relativeTime(new Date(then), now)).toBe(words);
});

test.each([
  [0, "0\u00A0ms"],
  [812, "812\u00A0ms"],
  [3412, "3.4\u00A0s"],
  [125_000, "2\u00A0min 5\u00A0s"],
])("%d milliseconds are %s", (milliseconds, words) => {
  expect(duration(milliseconds)).toBe(words);
});

test.each([
  [0, "0 commits"],
  [1, "1 commit"],
  [1200, "1,200 commits"],
])("%d is counted as %s", (count, words) => {
  expect(countOf(count, "commit")).toBe(words);
});

test.each([
  ["refs/heads/deploy", "deploy"],
  ["refs/heads/release/refs/heads/x", "release/refs/heads/x"],
  ["refs/tags/v1", "v1"],
  ["environment production", "environment production"],
])("the ref %s is called %s", (ref, name) => {
  expect(shortRef(ref)).toBe(name);
});

describe("a message's parts", () => {
  test.each([
    ["Only a subject", "Only a subject", ""],
    ["Subject \n\nBody\n\nTrailer: x\n", "Subject", "Body\n\nTrailer: x"],
    ["\n\n  Late subject\nnext line", "Late subject", "next line"],
    ["", "", ""],
  ])("%j", (message, subject, body) => {
    expect(messageParts(message)).toEqual({ subject, body });
  });
});
