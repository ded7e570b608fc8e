import { z } from "zod";
import { foundIssueSchema } from "./found-issue.js";
import type { JiraApi } from "./jira-api.js";
import type { JiraDialect } from "./jira-dialect.js";
import type { LookupSession } from "./lookup-session.js";
import { type RawIssue, rawIssueSchema } from "./raw-issue.js";

/** Jira Data Center (and Server): search by JQL, one issue by its key. */
export function createDataCenterDialect(api: JiraApi): JiraDialect {
  /** All pages of a search: administrators may set the largest page to less than we ask for. */
  async function searchAll<Issue>(
    session: LookupSession,
    query: { jql: string; fields: readonly string[]; validateQuery: boolean; most: number },
    issueSchema: z.ZodType<Issue>,
  ): Promise<readonly Issue[]> {
    const found: Issue[] = [];
    for (;;) {
      const page = await api.call(session, {
        request: () => ({
          method: "POST",
          apiVersion: "2",
          path: "/search",
          body: {
            jql: query.jql,
            startAt: found.length,
            maxResults: query.most - found.length,
            fields: query.fields,
            validateQuery: query.validateQuery,
          },
        }),
        schema: z.object({ issues: z.array(issueSchema), total: z.number() }),
        read: (data) => data,
      });
      found.push(...page.issues);
      if (page.issues.length === 0 || found.length >= Math.min(page.total, query.most)) return found;
    }
  }

  return {
    // Without validation unknown keys are warnings; with it one of them makes Jira refuse the whole query.
    fetchBatch: (session, keys, fields) =>
      searchAll(
        session,
        { jql: `key in (${keys.join(",")})`, fields, validateQuery: false, most: keys.length },
        rawIssueSchema,
      ),

    async findMoved(session, keys, fieldIds) {
      const asked = keys.map(async (key): Promise<readonly [string, RawIssue][]> => {
        const issue = await api.call(session, {
          request: () => ({
            method: "GET",
            apiVersion: "2",
            path: `/issue/${key}`,
            query: { fields: fieldIds.join(",") },
          }),
          schema: rawIssueSchema,
          read: (data): RawIssue | null => data,
          whenNotFound: () => null,
        });
        return issue === null ? [] : [[key, issue]];
      });
      return new Map((await Promise.all(asked)).flat());
    },

    search: (session, jql, most) =>
      searchAll(session, { jql, fields: ["summary"], validateQuery: true, most }, foundIssueSchema),
  };
}
