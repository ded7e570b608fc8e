import { describe, expect, test } from "vitest";
import type { ReportIssue } from "../../../src/checker/report.js";
import { chooseIssues } from "../../../src/web/report/issues/choose-issues.js";
import { type ContentsWish, noWish } from "../../../src/web/report/issues/contents-wish.js";
import { groupsOnPage } from "../../../src/web/report/issues/groups-on-page.js";
import { sampleReport } from "../sample-report.js";

const [base] = sampleReport.issues;
const epic = { key: "STORY-1", summary: "Recordings", type: "Epic" };

function issue(key: string, extra: Partial<ReportIssue> = {}): ReportIssue {
  return { ...base!, key, movedTo: null, parent: null, subtask: false, fields: {}, ...extra };
}

const risky = (key: string, Risk: string | null): ReportIssue => issue(key, { fields: { Risk } });

function chosen(
  issues: readonly ReportIssue[],
  wish: Partial<ContentsWish>,
  troubled: readonly string[] = [],
): readonly string[] {
  const { groups } = chooseIssues({ issues }, { troubledIssues: new Set(troubled) }, { ...noWish, ...wish });
  return groups.flatMap(({ title, about, issues: placed }) => [
    ...(title === null ? [] : [`# ${title} ${about}`.trim()]),
    ...placed.map(({ issue: { key }, nested }) => (nested ? `> ${key}` : key)),
  ]);
}

describe("grouping", () => {
  test("by epic: in the order of their first issues, what has none last, an epic that ships in its own group", () => {
    const issues = [
      issue("STORY-9"),
      issue("STORY-3", { parent: { ...epic, key: "STORY-2", summary: "Numbers" } }),
      issue("STORY-4", { parent: epic }),
      issue("STORY-1", { type: "Epic", summary: "Recordings" }),
    ];
    expect(chosen(issues, { group: "epic" })).toEqual([
      "# Epic STORY-2 Numbers",
      "STORY-3",
      "# Epic STORY-1 Recordings",
      "STORY-4",
      "STORY-1",
      "# Without an epic",
      "STORY-9",
    ]);
  });

  test("a sub-task goes where its parent goes; without it, into the parent's own group", () => {
    const story = { key: "STORY-4", summary: "A story", type: "Story" };
    const issues = [
      issue("STORY-5", { subtask: true, type: "Sub-task", parent: story }),
      issue("STORY-4", { parent: epic }),
      issue("STORY-6", { subtask: true, parent: { ...story, key: "STORY-7" } }),
    ];
    expect(chosen(issues, { group: "epic" })).toEqual([
      "# Epic STORY-1 Recordings",
      "STORY-4",
      "> STORY-5",
      "# Story STORY-7 A story",
      "STORY-6",
    ]);
    expect(chosen(issues.slice(0, 2), { group: "type" })).toEqual(["# Story", "STORY-4", "> STORY-5"]);
  });

  test("a group goes on on the next page under its title", () => {
    const issues = ["A-1", "A-2", "A-3", "A-4", "A-5"].map((key, at) =>
      issue(key, { type: at < 3 ? "Bug" : "Task" }),
    );
    const { groups } = chooseIssues({ issues }, { troubledIssues: new Set() }, { ...noWish, group: "type" });
    const all = groups.flatMap((group) => group.issues);
    const parts = [0, 2, 4].map((start) =>
      groupsOnPage(groups, { from: start + 1, items: all.slice(start, start + 2) }).map(
        ({ title, issues: placed }) => `${title} ${placed.length}`,
      ),
    );
    expect(parts).toEqual([["Bug 2"], ["Bug 1", "Task 1"], ["Task 1"]]);
  });
});

describe("sorting", () => {
  const numbers = [issue("A-10"), issue("A-9"), issue("B-1")];

  test.each([
    ["key", ["A-9", "A-10", "B-1"]],
    ["-key", ["B-1", "A-10", "A-9"]],
    ["", ["A-10", "A-9", "B-1"]],
    ["nothing-like-this", ["A-10", "A-9", "B-1"]],
  ])("by %j", (sort, expected) => {
    expect(chosen(numbers, { sort })).toEqual(expected);
  });

  test.each([
    ["risk", ["A-5", "A-2", "A-3", "A-6", "A-1", "A-4"]],
    ["-risk", ["A-1", "A-6", "A-3", "A-2", "A-5", "A-4"]],
  ])("by %s: the worst first, what has none last whichever way", (sort, expected) => {
    const issues = [
      risky("A-1", "Very low"),
      risky("A-2", "High"),
      risky("A-3", "Medium"),
      risky("A-4", null),
      risky("A-5", "Critical"),
      risky("A-6", "Low"),
    ];
    expect(chosen(issues, { sort })).toEqual(expected);
  });

  test("keeps sub-tasks below their parent", () => {
    const issues = [
      issue("A-1", { subtask: true, parent: { ...epic, key: "A-3" } }),
      issue("A-2"),
      issue("A-3"),
    ];
    expect(chosen(issues, { sort: "-key" })).toEqual(["A-3", "> A-1", "A-2"]);
  });
});

describe("filtering", () => {
  const issues = [
    issue("STORY-118", { summary: "Pause recording", status: "In Progress", assignee: "Ada Lovelace" }),
    issue("STORY-99", { summary: "通話の要約", status: "Done", assignee: null, movedTo: "SUMMARY-7" }),
    issue("STORY-120", { summary: "סיכומי שיחה", status: "Done", assignee: "José Núñez" }),
  ];

  test.each([
    ["118", ["STORY-118"]],
    ["PAUSE ada", ["STORY-118"]],
    ["in progress", ["STORY-118"]],
    ["要約", ["STORY-99"]],
    ["summary-7", ["STORY-99"]],
    ["jose\u0301 nu\u0301n\u0303ez", ["STORY-120"]],
    ["pause done", []],
    ["(.*)+$", []],
  ])("%j", (filter, expected) => {
    expect(chosen(issues, { filter })).toEqual(expected);
  });

  test("only those with problems, which a warning is too", () => {
    expect(chosen(issues, { show: "problems" }, ["STORY-120", "STORY-1"])).toEqual(["STORY-120"]);
  });
});
