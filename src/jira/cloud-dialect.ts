import { z } from "zod";
import { batchSize, batches } from "./batches.js";
import { foundIssueSchema } from "./found-issue.js";
import { IncompleteAnswer, type JiraApi } from "./jira-api.js";
import type { FoundIssue, JiraDialect } from "./jira-dialect.js";
import type { LookupSession } from "./lookup-session.js";
import { type RawIssue, rawIssueSchema } from "./raw-issue.js";

const bulkSchema = z.object({
  issues: z.array(rawIssueSchema),
  issueErrors: z.array(z.unknown()).optional(),
});

const pageSchema = z.object({
  issues: z.array(foundIssueSchema),
  nextPageToken: z.string().nullish(),
  isLast: z.boolean().optional(),
});

/** Into how many groups keys are divided where some of them are known to be those of moved issues. */
const groups = 8;

/** Jira Cloud: bulk fetch, and search by page token. */
export function createCloudDialect(api: JiraApi): JiraDialect {
  async function fetchBatch(
    session: LookupSession,
    keys: readonly string[],
    fieldIds: readonly string[],
  ): Promise<readonly RawIssue[]> {
    const found = new Map<string, RawIssue>();
    return api.call(session, {
      request: () => ({
        method: "POST",
        apiVersion: "2",
        path: "/issue/bulkfetch",
        body: { issueIdsOrKeys: keys.filter((key) => !found.has(key)), fields: fieldIds },
      }),
      schema: bulkSchema,
      read: ({ issues, issueErrors }) => {
        for (const issue of issues) found.set(issue.key, issue);
        // Errors are for issues that are there and could not be read just now: "not found" is never among them.
        const unread = issueErrors?.length ?? 0;
        if (unread > 0 && keys.some((key) => !found.has(key)))
          throw new IncompleteAnswer(`${unread} ${unread === 1 ? "issue" : "issues"} could not be read`);
        return [...found.values()];
      },
    });
  }

  /** Divides and asks again, so that many keys that are simply not there cost one call a hundred. */
  async function findMoved(
    session: LookupSession,
    keys: readonly string[],
    fieldIds: readonly string[],
  ): Promise<ReadonlyMap<string, RawIssue>> {
    const found = await Promise.all(
      batches(keys, batchSize).map(async (group) => {
        const answers = await fetchBatch(session, group, fieldIds);
        const [key, answer] = [group[0], answers[0]];
        if (key === undefined || answer === undefined) return new Map<string, RawIssue>();
        if (group.length === 1) return new Map([[key, answer]]);
        const parts = batches(group, Math.ceil(group.length / groups));
        return mergeMaps(await Promise.all(parts.map((part) => findMoved(session, part, fieldIds))));
      }),
    );
    return mergeMaps(found);
  }

  async function search(session: LookupSession, jql: string, most: number): Promise<readonly FoundIssue[]> {
    const found: FoundIssue[] = [];
    let nextPageToken: string | undefined;
    do {
      const token = nextPageToken;
      const page = await api.call(session, {
        request: () => ({
          method: "POST",
          apiVersion: "3",
          path: "/search/jql",
          body: {
            jql,
            fields: ["summary"],
            maxResults: most - found.length,
            ...(token === undefined ? {} : { nextPageToken: token }),
          },
        }),
        schema: pageSchema,
        read: (data) => data,
      });
      found.push(...page.issues);
      nextPageToken =
        page.isLast === true || page.nextPageToken === token ? undefined : (page.nextPageToken ?? undefined);
    } while (nextPageToken !== undefined && found.length < most);
    return found.slice(0, most);
  }

  return { fetchBatch, findMoved, search };
}

function mergeMaps(maps: readonly ReadonlyMap<string, RawIssue>[]): ReadonlyMap<string, RawIssue> {
  return new Map(maps.flatMap((map) => [...map]));
}
