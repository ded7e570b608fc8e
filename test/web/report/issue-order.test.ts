import { expect, test } from "vitest";
import type { ReportIssue } from "../../../src/checker/report.js";
import { orderIssues } from "../../../src/web/report/issue-order.js";
import { sampleReport } from "../sample-report.js";

function issue(key: string, parent: string | null = null, extra: Partial<ReportIssue> = {}): ReportIssue {
  const [base] = sampleReport.issues;
  return {
    ...base!,
    key,
    subtask: parent !== null,
    parent: parent === null ? null : { key: parent, summary: "", type: "Story" },
    ...extra,
  };
}

const placesOf = (...issues: readonly ReportIssue[]) =>
  orderIssues(issues).map(({ issue: { key }, nested }) => (nested ? `> ${key}` : key));

test("sub-tasks stand below their parent, in the report's order", () => {
  expect(placesOf(issue("A-3", "A-2"), issue("A-1"), issue("A-2"), issue("A-4", "A-2"))).toEqual([
    "A-1",
    "A-2",
    "> A-3",
    "> A-4",
  ]);
});

test("a story below an epic is no sub-task and keeps its place", () => {
  expect(placesOf(issue("A-2", "A-1", { subtask: false }), issue("A-1"))).toEqual(["A-2", "A-1"]);
});

test("a sub-task stands by itself where its parent is not in the deploy", () => {
  expect(placesOf(issue("A-2", "A-1"))).toEqual(["A-2"]);
});

test("a parent that was moved is found under its new key", () => {
  expect(placesOf(issue("B-2", "B-1"), issue("A-1", null, { movedTo: "B-1" }))).toEqual(["A-1", "> B-2"]);
});

test("sub-tasks that name each other are shown once each", () => {
  expect(placesOf(issue("A-1", "A-2"), issue("A-2", "A-1"))).toEqual(["A-1", "> A-2"]);
});
