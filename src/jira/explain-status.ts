import type { CallFailure } from "./call-failure.js";
import type { JiraResponse } from "./jira-http.js";
import { jiraWords } from "./jira-words.js";
import { retryAfterSeconds } from "./retry-after.js";

/** Statuses other than 5xx that pass by themselves: timeout, too early, too many requests. */
const passing: ReadonlySet<number> = new Set([408, 425, 429]);

/** Jira understood us, and what was asked for cannot be: it will not be different next time. */
const refusals: ReadonlySet<number> = new Set([400, 422]);

/** What a status outside of 2xx means, in words for a status. */
export function explainStatus(response: JiraResponse, now: Date): CallFailure {
  const { status } = response;
  const failure = { retries: "none", retryAfterSeconds: null, suspicious: false } as const;
  if (status === 401) {
    return { ...failure, kind: "jira-credentials", message: "Jira did not accept the credentials (401)" };
  }
  if (status === 403) {
    const message = response.deniedReason?.startsWith("CAPTCHA")
      ? "Jira wants a CAPTCHA: sign in once in a browser with the service's account (403)"
      : "Jira denies access to the service's account (403)";
    return { ...failure, kind: "jira-credentials", message };
  }
  if (status >= 500 || passing.has(status)) {
    return {
      kind: "jira-unavailable",
      message: `Cannot reach Jira: ${status}${status === 429 ? ", too many requests" : ""}`,
      retries: "many",
      retryAfterSeconds: retryAfterSeconds(response.retryAfter, now),
      suspicious: false,
    };
  }
  if (status < 400 || status === 404 || status === 405 || status === 410) {
    return {
      ...failure,
      kind: "jira-unavailable",
      message: `Cannot reach Jira: ${status}, no API there. Check JIRA_API_URL and JIRA_KIND`,
      suspicious: true,
    };
  }
  if (!refusals.has(status)) {
    return {
      ...failure,
      kind: "jira-unavailable",
      message: `Cannot reach Jira: ${status}`,
      suspicious: true,
    };
  }
  const words = jiraWords(response.text);
  return {
    ...failure,
    kind: "jira-refused",
    message: `Jira refuses the request (${status})${words === null ? "" : `: ${words}`}`,
    suspicious: true,
  };
}
