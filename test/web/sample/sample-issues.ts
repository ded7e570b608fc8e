import type { ReportIssue } from "../../../src/checker/report.js";
import { commits, people } from "./sample-commits.js";

export const jira = "https://jira.example.com/browse";

type IssueSketch = Partial<ReportIssue> & { readonly key: string; readonly summary: string };

function issue(sketch: IssueSketch): ReportIssue {
  const fields: ReportIssue["fields"] = { Risk: "Low", "Post Deploy Checks": "Not Needed", ...sketch.fields };
  return {
    movedTo: null,
    url: `${jira}/${sketch.key}`,
    type: "Story",
    subtask: false,
    status: "Ready to Deploy",
    assignee: people[sketch.key.length % people.length]?.[0] ?? null,
    parent: null,
    commits: commits
      .filter(({ issueKeys, disposition }) => disposition === "shipping" && issueKeys.includes(sketch.key))
      .map(({ sha }) => sha),
    ...sketch,
    fields,
    fieldStates:
      sketch.fieldStates ??
      Object.fromEntries(
        Object.entries(fields).map(([name, value]) => [name, value === null ? "empty" : "value"]),
      ),
  };
}

const epic = { key: "STORY-80", summary: "Recordings people can trust", type: "Epic" };

export const issues: readonly ReportIssue[] = [
  issue({ key: "STORY-112", summary: "Show the caller's local time", assignee: "Ada Lovelace" }),
  issue({
    key: "STORY-118",
    summary: "Pause recording while a card number is read out",
    status: "In Progress",
    parent: epic,
    fields: { Risk: "High", "Post Deploy Checks": "Ready to Run" },
  }),
  issue({
    key: "TECH-41",
    summary: "Upgrade the HTTP client",
    type: "Task",
    assignee: null,
    fields: { Risk: null, "Post Deploy Checks": null },
    fieldStates: { Risk: "empty", "Post Deploy Checks": "absent" },
  }),
  issue({ key: "STORY-120", summary: "סיכומי שיחה מימין לשמאל", assignee: "נועה כהן" }),
  issue({
    key: "STORY-99",
    summary: "通話の要約 (call summaries in Japanese)",
    assignee: "田中 さくら",
    movedTo: "SUMMARY-7",
  }),
  issue({
    key: "STORY-121",
    summary: "Export calls as CSV",
    status: "In Review",
    fields: { Risk: "Medium", "Post Deploy Checks": "Draft" },
  }),
  issue({ key: "STORY-125", summary: "Rate-limit the search endpoint" }),
  issue({
    key: "TECH-44",
    summary: "Split the call model",
    type: "Task",
    fields: { Risk: "High", "Post Deploy Checks": "Ready to Run" },
  }),
  issue({ key: "STORY-126", summary: "Show who listened to a recording", parent: epic }),
  issue({
    key: "STORY-130",
    summary: "Localise the invoice's date",
    type: "Sub-task",
    subtask: true,
    parent: { key: "STORY-131", summary: "Say why a number could not be bought", type: "Story" },
  }),
  issue({ key: "STORY-131", summary: "Say why a number could not be bought" }),
  issue({
    key: "TECH-45",
    summary: "Delete the old webhook handler",
    type: "Task",
    assignee: "Grace Hopper",
  }),
  issue({ key: "STORY-132", summary: "Count missed calls once", type: "Bug" }),
  issue({ key: "STORY-133", summary: "Pick a number when signing up", assignee: "José 🦄 Núñez" }),
  issue({
    key: "STORY-134",
    summary: "Pick a number when adding a line",
    type: "Sub-task",
    subtask: true,
    parent: { key: "STORY-70", summary: "Numbers", type: "Story" },
  }),
];
