import {
  type Answer,
  type Call,
  type Endpoint,
  maySee,
  ok,
  refuse,
  stringList,
  visibleIssue,
} from "./endpoint.js";
import { JqlError } from "./jql/tokens.js";
import { searchByJql } from "./jql/search.js";
import { renderIssue } from "./render.js";

/** The most keys that Cloud takes in one bulk fetch, and the most issues in a page. */
const bulkLimit = 100;
const cloudPage = 5000;

/** Calls about many issues. */
export const searchEndpoints: readonly Endpoint[] = [
  {
    method: "POST",
    path: /^\/issue\/bulkfetch$/,
    kind: "cloud",
    handle: (call) => {
      const asked = stringList(call.body["issueIdsOrKeys"]);
      if (asked.length === 0 || asked.length > bulkLimit) {
        return refuse(400, `The number of issues must be between 1 and ${bulkLimit}.`);
      }
      const errors = asked.filter((key) => call.issueErrors.has(key));
      const found = asked
        .filter((key) => !call.issueErrors.has(key))
        .flatMap((key) => visibleIssue(call, key) ?? []);
      const fields = call.body["fields"] === undefined ? ["*navigable"] : stringList(call.body["fields"]);
      return ok({
        issueErrors: errors.map((key) => ({
          id: call.world.keys.get(key) ?? key,
          errorMessage: "The issue could not be retrieved at this time. Try again.",
        })),
        issues: [...new Set(found)].map((issue) => renderIssue(call.view, issue, fields)),
      });
    },
  },
  { method: "POST", path: /^\/search$/, kind: "cloud", handle: () => removed },
  { method: "GET", path: /^\/search$/, kind: "cloud", handle: () => removed },
  { method: "POST", path: /^\/search$/, kind: "data-center", handle: (call) => searchByOffset(call) },
  { method: "POST", path: /^\/search\/jql$/, kind: "cloud", handle: (call) => searchByToken(call) },
];

const removed = refuse(
  410,
  "The requested API has been removed. Please use the newer, enhanced search-based API: /rest/api/3/search/jql.",
);

function searchByOffset(call: Call): Answer {
  const { startAt = 0, maxResults = 50, validateQuery = true } = call.body;
  return search(call, validateQuery !== false, (found, warnings) => {
    const [start, size] = [Number(startAt), Math.min(Number(maxResults), call.world.pageSize)];
    const fields = call.body["fields"] === undefined ? ["*navigable"] : stringList(call.body["fields"]);
    return ok({
      expand: "schema,names",
      startAt: start,
      maxResults: size,
      total: found.length,
      issues: found.slice(start, start + size).map((issue) => renderIssue(call.view, issue, fields)),
      ...(warnings.length === 0 ? {} : { warningMessages: warnings }),
    });
  });
}

function searchByToken(call: Call): Answer {
  const { maxResults = 50, nextPageToken } = call.body;
  const start =
    typeof nextPageToken === "string" ? Number(Buffer.from(nextPageToken, "base64url").toString()) : 0;
  if (!Number.isInteger(start)) return refuse(400, "The provided next page token is invalid.");
  return search(call, true, (found) => {
    const end = start + Math.min(Number(maxResults), call.world.pageSize, cloudPage);
    const asked = stringList(call.body["fields"]);
    const issues = found.slice(start, end).map((issue) => {
      const rendered = renderIssue(call.view, issue, asked);
      // Without named fields there is nothing but the id.
      return asked.length === 0 ? { id: issue.id } : rendered;
    });
    const isLast = end >= found.length;
    const token = Buffer.from(String(end)).toString("base64url");
    return ok({ issues, isLast, ...(isLast ? {} : { nextPageToken: token }) });
  });
}

function search(
  { world, body, account }: Call,
  validate: boolean,
  answer: (found: ReturnType<typeof searchByJql>["issues"], warnings: readonly string[]) => Answer,
): Answer {
  if (typeof body["jql"] !== "string") return refuse(400, "The 'jql' parameter is required.");
  try {
    const { issues, warnings } = searchByJql(world, body["jql"], {
      validate,
      visible: (issue) => maySee(account, issue),
    });
    return answer(issues, warnings);
  } catch (error) {
    if (error instanceof JqlError) return refuse(400, error.message);
    throw error;
  }
}
