import { describe, expect, test } from "vitest";
import { createMarkerReader } from "../../src/checker/no-issue-marker.js";

const isMarked = createMarkerReader("no-jira");

describe("carries the marker", () => {
  test.each([
    "no-jira",
    "Bump [no-jira]",
    "NO JIRA: bump",
    "no_jira.",
    "Fix\n\nNo-Jira\n",
    "«no jira»",
    "(no-jira)",
  ])("%j", (text) => {
    expect(isMarked(text)).toBe(true);
  });
});

describe("does not carry it", () => {
  test.each([
    "Casino Jira",
    "no-jira-fix",
    "fix-no-jira",
    "no_jira_x",
    "no-jiras",
    "éno-jira",
    "no-jiraß",
    "no-jira1",
    "no  jira",
    "nojira",
    "no\njira",
    "",
  ])("%j", (text) => {
    expect(isMarked(text)).toBe(false);
  });
});

test("a team's own marker is taken literally", () => {
  expect(createMarkerReader("skip.issue")("skip.issue please")).toBe(true);
  expect(createMarkerReader("skip.issue")("skipXissue")).toBe(false);
  expect(createMarkerReader("(chore)")("(CHORE) x")).toBe(true);
  expect(createMarkerReader("trivial")("nontrivial")).toBe(false);
});

test("a marker without letters marks nothing", () => {
  expect(createMarkerReader("-_ ")("- _")).toBe(false);
});
