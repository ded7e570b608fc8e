import type { Report } from "../../src/checker/report.js";
import { digits, github, people } from "./sample/sample-commits.js";
import { sampleReport } from "./sample-report.js";

const verbs = [
  "Show",
  "Remember",
  "Export",
  "Count",
  "Rate-limit",
  "Translate",
  "Delete",
  "Rename",
  "Cache",
  "Log",
];
const things = [
  "caller's local time",
  "call summary",
  "number picker",
  "invoice",
  "search endpoint",
  "audit log",
];
const places = [
  "beside the call",
  "in the weekly digest",
  "for agents on mobile",
  "when signing up",
  "per account",
];
const statuses = ["Ready to Deploy", "Ready to Deploy", "Ready to Deploy", "In Review"];
const risks = ["Low", "Low", "Medium", "High"];

/** One of several, by a number; the strides differ, so that texts rarely repeat. */
const pick = <T>(from: readonly T[], number: number): T => from[number % from.length]!;
const words = (number: number): string =>
  `${pick(verbs, number)} the ${pick(things, number * 7 + 3)} ${pick(places, number * 11 + 1)}, part ${number}`;

/** A deploy as large as they come: by default 1,000 commits of 60 people on 600 issues in 40 epics, a tenth not ready. */
export function hugeReport(commitCount = 1000, issueCount = 600): Report {
  const sha = (number: number): string => digits(10_000 + number, 40);
  const name = (number: number): string => `${pick(people, number)[0]} ${number % 60}`;
  const key = (number: number): string => `STORY-${1000 + (number % issueCount)}`;
  const issues = Array.from({ length: issueCount }, (_, at): Report["issues"][number] => ({
    key: key(at),
    movedTo: null,
    url: `https://jira.example.com/browse/${key(at)}`,
    summary: words(at),
    type: pick(["Story", "Bug", "Task"], at),
    subtask: false,
    status: pick(statuses, at),
    assignee: at % 13 === 0 ? null : name(at * 17),
    parent: { key: `STORY-${at % 40}`, summary: `Epic number ${at % 40}`, type: "Epic" },
    fields: { Risk: pick(risks, at * 3), "Post Deploy Checks": "Not Needed" },
    fieldStates: { Risk: "value", "Post Deploy Checks": "value" },
    commits: Array.from({ length: commitCount }, (_, commit) => commit)
      .filter((commit) => commit % issueCount === at)
      .map(sha),
  }));
  const [found] = sampleReport.findings.filter(({ check }) => check === "issue-status");
  return {
    ...sampleReport,
    summary: `${issueCount / 10} issues not Ready to Deploy`,
    commits: Array.from({ length: commitCount }, (_, at) => ({
      sha: sha(at),
      author: { name: name(at), email: `person-${at % 60}@example.com` },
      committedAt: new Date(Date.parse(sampleReport.gatheredAt) - at * 60_000).toISOString(),
      message: `${key(at)}: ${words(at * 3)}\n\nThe reason stands in the issue; part ${at} of it.`,
      issueKeys: [key(at)],
      disposition: "shipping",
      url: `${github}/commit/${sha(at)}`,
    })),
    issues,
    findings: issues
      .filter((_, at) => at % 10 === 0)
      .map((issue, at) => ({
        ...found!,
        id: digits(90_000 + at, 64),
        subject: { type: "issue", id: issue.key },
        url: issue.url,
        message: `${issue.key} is "In Review", not Ready to Deploy`,
        remedy: `Move ${issue.key} to "Ready to Deploy" in Jira`,
      })),
  };
}
