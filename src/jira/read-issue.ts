import type { Issue } from "../checker/snapshot.js";
import type { FieldIds } from "./field-catalogue.js";
import { readFieldValue } from "./field-value.js";
import { issueUrl } from "./issue-url.js";
import type { RawIssue } from "./raw-issue.js";

/** Jira's issue in the checker's words. */
export function readIssue(raw: RawIssue, fieldIds: FieldIds, browseUrl: string): Issue {
  const { fields } = raw;
  return {
    key: raw.key,
    url: issueUrl(browseUrl, raw.key),
    summary: fields.summary,
    type: fields.issuetype.name,
    subtask: fields.issuetype.subtask,
    status: fields.status.name,
    assignee: fields.assignee?.displayName ?? fields.assignee?.name ?? null,
    parent:
      fields.parent === null || fields.parent === undefined
        ? null
        : {
            key: fields.parent.key,
            summary: fields.parent.fields?.summary ?? "",
            type: fields.parent.fields?.issuetype?.name ?? "",
          },
    fields: Object.fromEntries([...fieldIds].map(([name, id]) => [name, readFieldValue(fields, id)])),
  };
}
