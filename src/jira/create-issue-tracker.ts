import pLimit from "p-limit";
import type { IssueEditor } from "../deploys/ports/issue-editor.js";
import type { IssueTracker } from "../deploys/ports/issue-tracker.js";
import { SourceUnavailable } from "../deploys/ports/unavailable.js";
import { createCloudDialect } from "./cloud-dialect.js";
import { createIssueEditor } from "./create-issue-editor.js";
import { createDataCenterDialect } from "./data-center-dialect.js";
import { createFieldResolver } from "./field-resolver.js";
import { findKind, type JiraKind } from "./find-kind.js";
import { createJiraApi, type JiraLogger } from "./jira-api.js";
import type { JiraAuth } from "./jira-auth.js";
import { createJiraClientTransport } from "./jira-client-transport.js";
import type { JiraDialect } from "./jira-dialect.js";
import { lookUpIssues, type LookupParts, projectOf } from "./look-up-issues.js";
import { type LookupSession, withLookupSession } from "./lookup-session.js";
import { defaultRetryLimits, type RetryLimits } from "./retry-limits.js";
import { searchIssues } from "./search-issues.js";
import { systemTiming, type Timing } from "./timing.js";

/** Atlassian advises few requests at once; with 100 issues in each, eight carry the largest deploys. */
const requestsAtOnce = 8;
const maxBytes = 50_000_000;

export interface IssueTrackerOptions {
  /** Where the API is, without `/rest/api`: a site, a Data Center context path, or api.atlassian.com/ex/jira/<cloudId>. */
  readonly apiUrl: string;
  /** Where people open issues. */
  readonly browseUrl: string;
  readonly auth: JiraAuth;
  /** Null: found out with the first lookup. */
  readonly kind: JiraKind | null;
  /** The only projects whose issues may be read; null: all that the account sees. */
  readonly allowedProjects: readonly string[] | null;
  readonly timing?: Partial<Timing>;
  readonly limits?: Partial<RetryLimits>;
  readonly logger?: JiraLogger;
}

export interface JiraIssueTracker extends IssueTracker {
  /** The same Jira, for changing issues. */
  readonly editor: IssueEditor;
  /** Closes the connections; the tracker is of no use afterwards. */
  close(): Promise<void>;
}

/** Jira as the issue tracker. Nothing is sent before the first lookup. */
export function createIssueTracker(options: IssueTrackerOptions): JiraIssueTracker {
  const timing = { ...systemTiming, ...options.timing };
  const limits = { ...defaultRetryLimits, ...options.limits };
  const http = createJiraClientTransport({ ...options, connections: requestsAtOnce, maxBytes });
  const limit = pLimit(requestsAtOnce);
  const api = createJiraApi({
    http,
    limit: (call) => limit(call),
    timing,
    limits,
    maxBytes,
    ...(options.logger === undefined ? {} : { logger: options.logger }),
  });
  const dialects: Readonly<Record<JiraKind, JiraDialect>> = {
    cloud: createCloudDialect(api),
    "data-center": createDataCenterDialect(api),
  };
  const allowed = options.allowedProjects?.map((project) => project.toUpperCase()) ?? null;
  let kind = options.kind;
  const kindOf = async (session: LookupSession) => (kind ??= await findKind(api, session));
  const parts: LookupParts = {
    api,
    dialect: async (session: LookupSession) => dialects[await kindOf(session)],
    fields: createFieldResolver(api),
    browseUrl: options.browseUrl.replace(/\/+$/, ""),
    mayRead: (project) => allowed === null || allowed.includes(project),
  };
  const inSession = <T>(run: (session: LookupSession) => Promise<T>) =>
    withLookupSession(timing.clock, limits, run);

  return {
    async lookUp(keys, fields, progress = () => undefined) {
      const asked = [...new Set(keys.map((key) => key.toUpperCase()))];
      if (asked.length === 0) return { issues: {}, notes: {} };
      refuseOthers(asked.map(projectOf), allowed);
      return inSession((session) => lookUpIssues(parts, session, asked, [...new Set(fields)], progress));
    },
    async search(jql, projects) {
      const within = [...new Set(projects.map((project) => project.toUpperCase()))];
      refuseOthers(within, allowed);
      if (within.length === 0 || within.some((project) => !/^[A-Z][A-Z0-9_]*$/.test(project))) {
        const message = "The policy's jira.projects must be project keys, at least one";
        throw new SourceUnavailable(message, { kind: "jira-refused", retryable: false });
      }
      return inSession((session) => searchIssues(parts, session, jql, within));
    },
    editor: createIssueEditor({
      api,
      http,
      fields: parts.fields,
      kind: kindOf,
      inSession,
      limit: (call) => limit(call),
      refuseOthers: (key) => refuseOthers([projectOf(key)], allowed),
      browseUrl: parts.browseUrl,
      timeoutMs: limits.writeTimeoutMs,
    }),
    close: () => http.close(),
  };
}

function refuseOthers(projects: readonly string[], allowed: readonly string[] | null): void {
  if (allowed === null) return;
  const others = [...new Set(projects.filter((project) => !allowed.includes(project)))];
  if (others.length === 0) return;
  const message = `This service may not read Jira ${others.length === 1 ? "project" : "projects"} ${others.join(", ")}. Ask its operator (JIRA_PROJECTS)`;
  throw new SourceUnavailable(message, { kind: "jira-refused", retryable: false });
}
