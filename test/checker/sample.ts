import type { Fact } from "../../src/checker/fact.js";
import type { Rules } from "../../src/checker/rules.js";
import type { Commit, Facts, Issue, Range, Snapshot } from "../../src/checker/snapshot.js";
import { parsePolicy } from "../../src/policy/parse-policy.js";

/** The instant at which the sample snapshots were evaluated. */
export const now = "2026-11-20T12:00:00.000Z";

export function sha(number: number): string {
  return number.toString(16).padStart(40, "0");
}

/** A commit that names STORY-<number>, newer the higher its number. */
export function commit(number: number, over: Partial<Commit> = {}): Commit {
  return {
    sha: sha(number),
    parents: [sha(number + 1000)],
    author: { name: "Ann", email: "ann@example.com" },
    authoredAt: now,
    committedAt: now,
    message: `STORY-${number} Do the work\n`,
    changeId: `change-${number}`,
    alreadyShipped: false,
    ...over,
  };
}

export function range(commits: readonly Commit[], over: Partial<Range> = {}): Range {
  return { base: sha(0), baseReason: "production", commits, behind: [], reverts: [], ...over };
}

export function issue(key: string, over: Partial<Issue> = {}): Issue {
  return {
    key,
    url: `https://jira.example.com/browse/${key}`,
    summary: `Summary of ${key}`,
    type: "Story",
    subtask: false,
    status: "Ready to Deploy",
    assignee: "Bob",
    parent: null,
    fields: { Risk: { state: "value", texts: ["Low"] } },
    ...over,
  };
}

export function known<T>(value: T): Fact<T> {
  return { value, at: now, source: "test" };
}

export function unavailable(
  message: string,
  over: Partial<Extract<Fact<never>, { unavailable: string }>> = {},
) {
  return {
    unavailable: message,
    kind: "jira-unavailable" as const,
    since: "2026-11-20T10:42:00.000Z",
    retryAt: "2026-11-20T12:00:10.000Z",
    ...over,
  };
}

/** A snapshot of the commits whose issues are all there and ready, but for what is given. */
export function snapshot(
  commits: readonly Commit[],
  facts: Partial<Facts> = {},
  over: Partial<Omit<Snapshot, "facts">> = {},
): Snapshot {
  const keys = commits.flatMap(({ message }) => message.match(/STORY-\d+/g) ?? []);
  return {
    version: 1,
    repository: "acme/web",
    target: "web",
    at: now,
    repositoryUrl: "https://github.com/acme/web",
    policy: { ref: "main", sha: sha(77) },
    head: { ref: "deploy", sha: commits[0]?.sha ?? sha(9999) },
    facts: {
      production: known({ ref: "production", sha: sha(0) }),
      range: known(range(commits)),
      origins: known({ pullRequestTexts: {}, verifiedAuthors: {} }),
      issues: known({ issues: Object.fromEntries(keys.map((key) => [key, issue(key)])), notes: {} }),
      "ready-issues": known({ issues: [], jql: "status = x", url: "https://jira.example.com/issues" }),
      "earlier-issues": known([]),
      "open-pull-requests": known([]),
      "policy-file": known({ path: ".github/pre-deploy-checker.yml", changed: false, mistakes: [] }),
      migrations: { notAsked: "no check needs it" },
      ...facts,
    },
    ...over,
  };
}

export function issuesFact(...issues: readonly Issue[]): Facts["issues"] {
  return known({ issues: Object.fromEntries(issues.map((found) => [found.key, found])), notes: {} });
}

/** Rules as a policy with these sections gives them. */
export function rules(sections = ""): Rules {
  const head = "version: 1\ntargets: {web: {deploy: deploy, production: production}}\n";
  const jira = /^jira:/m.test(sections) ? "" : "jira: {projects: [STORY, TECH]}\n";
  const parsed = parsePolicy(head + jira + sections);
  if (!parsed.valid) throw new Error(parsed.mistakes.map(({ message }) => message).join("\n"));
  return parsed.policy.targets[0]!.rules;
}
