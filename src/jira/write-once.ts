import type { WriteOutcome } from "../deploys/ports/issue-editor.js";
import type { JiraAnswer, JiraHttp, JiraRequest, JiraResponse } from "./jira-http.js";
import { jiraRefusal } from "./jira-refusal.js";

export type WriteResult = { readonly kind: "written" } | Exclude<WriteOutcome, { kind: "written" }>;

/** Without a connection nothing has been asked. */
const neverSent: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);

/**
 * Sends a change, once: neither a PUT nor a POST may be repeated where nobody knows what became of the first.
 * `done`: the status of success.
 */
export async function writeOnce(
  http: Pick<JiraHttp, "send">,
  request: JiraRequest,
  { done, timeoutMs }: { readonly done: number; readonly timeoutMs: number },
): Promise<WriteResult> {
  const answer = await http.send(request, { timeoutMs, signal: new AbortController().signal });
  return answer.outcome === "response" ? readStatus(answer, done) : readSilence(answer, timeoutMs);
}

function readStatus(response: JiraResponse, done: number): WriteResult {
  const { status, text } = response;
  if (status === done) return { kind: "written" };
  if (status < 400 || status > 499)
    return { kind: "unknown", why: `Jira answered ${status}, which does not say whether it was done` };
  return jiraRefusal(text, whyRefused(status));
}

function whyRefused(status: number): string {
  if (status === 401) return "Jira did not accept the service's credentials (401)";
  if (status === 403) return "Jira does not let the service's account do this (403)";
  if (status === 404) return "Jira has no such issue, or the service's account may not see it (404)";
  if (status === 409) return "The issue is being changed by something else (409)";
  if (status === 429) return "Jira has too many requests just now (429)";
  return `Jira refuses this (${status}) and does not say why`;
}

function readSilence(answer: Exclude<JiraAnswer, JiraResponse>, timeoutMs: number): WriteResult {
  if (answer.code !== null && neverSent.has(answer.code)) {
    const messages = [`Jira cannot be reached (${answer.code})`];
    return { kind: "refused", messages, errors: {} };
  }
  const why =
    answer.outcome === "timeout"
      ? `Jira did not answer within ${Math.round(timeoutMs / 100) / 10} s`
      : "The connection to Jira was lost before it answered";
  return { kind: "unknown", why };
}
