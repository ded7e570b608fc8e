import type { IssueSeed } from "../../test/support/jira/seeds.js";

/** STORY-1, STORY-2, ...; all ready to be deployed, or all but every tenth. */
export function sampleIssues(count: number, { allReady = true } = {}): readonly IssueSeed[] {
  return Array.from({ length: count }, (_, at) => ({
    key: `STORY-${at + 1}`,
    summary: `Something that somebody wanted, number ${at + 1}`,
    status: allReady || at % 10 !== 9 ? "Ready to Deploy" : "In Progress",
    assignee: "Ada Lovelace",
    fields: { Risk: "Low" },
  }));
}
