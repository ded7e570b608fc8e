import type { Issue, IssueLookup } from "../checker/snapshot.js";
import type { LookupProgress } from "../deploys/ports/issue-tracker.js";
import { batchSize, batches } from "./batches.js";
import type { FieldIds } from "./field-catalogue.js";
import type { FieldResolver } from "./field-resolver.js";
import type { JiraApi } from "./jira-api.js";
import type { JiraDialect } from "./jira-dialect.js";
import type { LookupSession } from "./lookup-session.js";
import { pairIssues } from "./pair-issues.js";
import { alwaysAsked, type RawIssue } from "./raw-issue.js";
import { readIssue } from "./read-issue.js";

export interface LookupParts {
  readonly api: JiraApi;
  readonly dialect: (session: LookupSession) => Promise<JiraDialect>;
  readonly fields: FieldResolver;
  readonly browseUrl: string;
  /** Whether issues of a project may be shown. */
  readonly mayRead: (project: string) => boolean;
}

/** Keys that Jira could have given out: issue numbers are 64-bit integers, and 15 digits are safely below. */
const possibleKey = /^[A-Z][A-Z0-9_]*-[1-9][0-9]{0,14}$/;

/** Looks issues up by their upper-case, distinct keys. */
export async function lookUpIssues(
  parts: LookupParts,
  session: LookupSession,
  keys: readonly string[],
  fieldNames: readonly string[],
  progress: LookupProgress,
): Promise<IssueLookup> {
  const possible = keys.filter((key) => possibleKey.test(key));
  const [dialect, fields] = await Promise.all([
    parts.dialect(session),
    parts.fields.begin(session, fieldNames),
  ]);
  const ask = (fieldIds: FieldIds) => fetchAll(dialect, parts.api, session, possible, fieldIds, progress);
  const [first, fieldIds] = await Promise.all([ask(fields.likely), fields.certain]);
  const found = sameFields(fields.likely, fieldIds) ? first : await ask(fieldIds);
  const issues: Record<string, Issue> = {};
  const notes: Record<string, string> = {};
  for (const [key, raw] of found) {
    if (parts.mayRead(projectOf(raw.key))) issues[key] = readIssue(raw, fieldIds, parts.browseUrl);
    else notes[key] = "It was moved to a project that this service may not read";
  }
  progress(keys.length, keys.length);
  return { issues, notes };
}

/** Every issue that is there, by the key that was asked for. */
async function fetchAll(
  dialect: JiraDialect,
  api: JiraApi,
  session: LookupSession,
  keys: readonly string[],
  fieldIds: FieldIds,
  progress: LookupProgress,
): Promise<ReadonlyMap<string, RawIssue>> {
  const asked = [...new Set([...alwaysAsked, ...fieldIds.values()])];
  let done = 0;
  const answers = await Promise.all(
    batches(keys, batchSize).map(async (batch) => {
      const issues = await dialect.fetchBatch(session, batch, asked);
      done += batch.length;
      progress(done, keys.length);
      return issues;
    }),
  );
  const { paired, unanswered } = pairIssues(keys, answers.flat());
  if (unanswered.length === 0) return paired;
  // To an account that it does not know Jira shows nothing, and says nothing about it.
  const [moved] = await Promise.all([
    dialect.findMoved(session, unanswered, asked),
    api.probeCredentials(session),
  ]);
  return new Map([...paired, ...moved]);
}

function sameFields(some: FieldIds, others: FieldIds): boolean {
  return some.size === others.size && [...some].every(([name, id]) => others.get(name) === id);
}

/** "STORY" of STORY-12. */
export function projectOf(key: string): string {
  return key.slice(0, key.lastIndexOf("-"));
}
