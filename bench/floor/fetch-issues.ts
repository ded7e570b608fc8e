import { askJson } from "./ask-json.js";
import type { FloorSettings } from "./settings.js";

interface RawIssue {
  readonly key: string;
  readonly fields: { readonly status: { readonly name: string } };
}

/** The most that Jira's bulk fetch takes. */
const batchSize = 100;

export async function fetchIssues(
  { jira, batches }: FloorSettings,
  keys: readonly string[],
): Promise<readonly RawIssue[]> {
  const fields = ["summary", "status", "issuetype", "assignee", jira.riskField];
  const { url, authorization } = jira;
  if (batches === "one-issue-each-in-a-row") {
    const issues: RawIssue[] = [];
    for (const key of keys) {
      const address = `${url}/rest/api/2/issue/${key}?fields=${fields.join(",")}`;
      issues.push((await askJson(address, { authorization })) as RawIssue);
    }
    return issues;
  }
  const starts = Array.from({ length: Math.ceil(keys.length / batchSize) }, (_, at) => at * batchSize);
  const answers = await Promise.all(
    starts.map(async (start) => {
      const body = { issueIdsOrKeys: keys.slice(start, start + batchSize), fields };
      const answer = await askJson(`${url}/rest/api/2/issue/bulkfetch`, { authorization, body });
      return (answer as { readonly issues: readonly RawIssue[] }).issues;
    }),
  );
  return answers.flat();
}
