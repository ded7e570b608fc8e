import { describe, expect, test } from "vitest";
import { bothKinds, trackedJira, unavailable } from "./tracked-jira.js";

const empty = { state: "empty" };
const absent = { state: "absent" };
const value = (...texts: string[]) => ({ state: "value", texts });

describe.each(bothKinds)("fields in Jira %s", (kind) => {
  test("are told by every type's own value; absent is not empty", async () => {
    const { tracker } = await trackedJira({
      kind,
      fields: [
        { name: "Risk", type: "select", options: ["Low", "High"] },
        { name: "Areas", type: "multi-select", options: ["Web", "Mobile"] },
        { name: "Team", type: "cascading", options: ["Platform", "Data"] },
        { name: "Notes", type: "textarea" },
        { name: "Size", type: "number" },
        { name: "Due", type: "date" },
        { name: "Reviewer", type: "user" },
        { name: "Version", type: "text" },
        { name: "Only for bugs", type: "text", issueTypes: ["Bug"] },
        { name: "Only in TECH", type: "text", projects: ["TECH"] },
      ],
      issues: [
        {
          key: "STORY-1",
          labels: ["backend", "urgent"],
          fields: {
            Risk: "High",
            Areas: ["Web", "Mobile"],
            Team: "Platform - Billing",
            Notes: " run the *report*\nby hand ",
            Size: 0,
            Due: "2026-11-20",
            Reviewer: "Grace Hopper",
            Version: "   ",
          },
        },
        { key: "TECH-1", type: "Bug", fields: { Areas: [], Team: "Data", Notes: "", "Only for bugs": "x" } },
      ],
    });
    const asked = [
      "Risk",
      "Areas",
      "Team",
      "Notes",
      "Size",
      "Due",
      "Reviewer",
      "Version",
      "Only for bugs",
      "Only in TECH",
    ];
    const { issues } = await tracker.lookUp(["STORY-1", "TECH-1"], [...asked, "labels"]);
    expect(issues["STORY-1"]?.fields).toEqual({
      Risk: value("High"),
      Areas: value("Web", "Mobile"),
      Team: value("Platform - Billing"),
      Notes: value("run the *report*\nby hand"),
      Size: value("0"),
      Due: value("2026-11-20"),
      Reviewer: value("Grace Hopper"),
      Version: empty,
      "Only for bugs": absent,
      "Only in TECH": absent,
      labels: value("backend", "urgent"),
    });
    expect(issues["TECH-1"]?.fields).toMatchObject({
      Risk: empty,
      Areas: empty,
      Team: value("Data"),
      Notes: empty,
      Size: empty,
      "Only for bugs": value("x"),
      "Only in TECH": empty,
      labels: empty,
    });
  });

  test("are found by name in any case, and by id", async () => {
    const { tracker } = await trackedJira({
      kind,
      fields: [{ name: "Risk", type: "text", id: "customfield_10099" }],
      issues: [{ key: "STORY-1", fields: { Risk: "none" } }],
    });
    const { issues } = await tracker.lookUp(["STORY-1"], ["risk", "customfield_10099", "Status"]);
    expect(issues["STORY-1"]?.fields).toEqual({
      risk: value("none"),
      customfield_10099: value("none"),
      Status: value("To Do"),
    });
  });

  test("of the same name are refused with both ids", async () => {
    const { tracker } = await trackedJira({
      kind,
      fields: [
        { name: "Risk", type: "text", id: "customfield_10010" },
        { name: "Risk", type: "text", id: "customfield_10044" },
      ],
      issues: [{ key: "STORY-1" }],
    });
    const error = await unavailable(tracker.lookUp(["STORY-1"], ["Risk"]));
    expect(error.message).toBe(
      'Jira has two fields named "Risk": customfield_10010, customfield_10044. Write the id in the policy',
    );
    expect(error).toMatchObject({ kind: "jira-refused", retryable: false });
  });

  test("that Jira does not know are all named", async () => {
    const { tracker } = await trackedJira({ kind, issues: [{ key: "STORY-1" }] });
    const error = await unavailable(tracker.lookUp(["STORY-1"], ["Riks", "Risk", "Post-Deploy"]));
    expect(error.message).toBe('Jira has no fields "Riks", "Post-Deploy". Correct the policy');
    expect(error).toMatchObject({ kind: "jira-refused", retryable: false });
  });

  test("are not called unknown to an account that Jira does not know", async () => {
    const { jira, tracker } = await trackedJira({ kind, issues: [{ key: "STORY-1" }] });
    jira.revoke();
    const error = await unavailable(tracker.lookUp(["STORY-1"], ["Risk"]));
    expect(error).toMatchObject({ kind: "jira-credentials" });
  });

  test("are resolved anew beside every lookup, and a changed one is read again", async () => {
    const { jira, tracker, calls } = await trackedJira({
      kind,
      issues: [{ key: "STORY-1", fields: { Risk: "Low" } }],
    });
    await tracker.lookUp(["STORY-1"], ["Risk"]);
    calls();
    await tracker.lookUp(["STORY-1"], ["Risk"]);
    expect(calls()).toHaveLength(2);
    jira.addField({ name: "RISK", type: "text", id: "customfield_10777" });
    jira.setField("STORY-1", "customfield_10777", "shouted");
    const { issues } = await tracker.lookUp(["STORY-1"], ["RISK"]);
    expect(issues["STORY-1"]?.fields).toEqual({ RISK: value("shouted") });
    jira.addField({ name: "RISK", type: "text", id: "customfield_10778" });
    expect(await unavailable(tracker.lookUp(["STORY-1"], ["RISK"]))).toMatchObject({ kind: "jira-refused" });
  });
});
