import { afterEach } from "vitest";
import {
  createIssueTracker,
  type IssueTrackerOptions,
  type JiraIssueTracker,
} from "../../src/jira/create-issue-tracker.js";
import { SourceUnavailable } from "../../src/deploys/ports/unavailable.js";
import { type JiraKind, type LocalJira, startJira, type StartJiraOptions } from "../support/jira/index.js";

/** A local Jira and a tracker that asks it, in a time that passes only where the tracker waits. */
export interface TrackedJira {
  readonly jira: LocalJira;
  readonly tracker: JiraIssueTracker;
  /** What the tracker waited between attempts, in milliseconds. */
  readonly waits: readonly number[];
  /** What it logged. */
  readonly log: readonly unknown[];
  /** Paths of the API calls since the last look. */
  readonly calls: () => readonly string[];
  readonly anotherTracker: (options: Partial<IssueTrackerOptions>) => JiraIssueTracker;
}

export const bothKinds: readonly JiraKind[] = ["cloud", "data-center"];

const opened: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const thing of opened.splice(0).reverse()) await thing.close();
});

export async function trackedJira(
  jiraOptions: StartJiraOptions,
  trackerOptions: Partial<IssueTrackerOptions> = {},
): Promise<TrackedJira> {
  const jira = await startJira(jiraOptions);
  opened.push(jira);
  let now = Date.parse("2026-11-20T10:00:00Z");
  const waits: number[] = [];
  const log: unknown[] = [];
  const timing = {
    clock: { now: () => new Date(now) },
    random: () => 1,
    sleep: (ms: number) => {
      waits.push(ms);
      now += ms;
      return Promise.resolve();
    },
  };
  const anotherTracker = (options: Partial<IssueTrackerOptions>) => {
    const tracker = createIssueTracker({
      apiUrl: jira.url,
      browseUrl: jira.url,
      auth: jira.credentials,
      kind: jira.kind,
      allowedProjects: null,
      timing,
      logger: { warn: (detail, message) => void log.push({ detail, message }) },
      ...options,
    });
    opened.push(tracker);
    return tracker;
  };
  let seen = 0;
  return {
    jira,
    tracker: anotherTracker(trackerOptions),
    waits,
    log,
    calls: () => {
      const fresh = jira.requests.slice(seen).map(({ method, path }) => `${method} ${path}`);
      seen = jira.requests.length;
      return fresh;
    },
    anotherTracker,
  };
}

/** The SourceUnavailable that a call ends with; anything else fails the test. */
export async function unavailable(call: Promise<unknown>): Promise<SourceUnavailable> {
  try {
    await call;
  } catch (error) {
    if (error instanceof SourceUnavailable) return error;
    throw error;
  }
  throw new Error("Expected the call to fail");
}

export function keys(project: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${project}-${index + 1}`);
}
