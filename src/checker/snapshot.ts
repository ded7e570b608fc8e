import type { Fact } from "./fact.js";
import type { MigrationsOfDeploy } from "./migration-report.js";

/**
 * What was true of one deploy at one moment, as plain data. Everything a verdict rests on is in here,
 * so that a stored snapshot can be explained, replayed and evaluated again under another policy.
 */
export interface Snapshot {
  readonly version: 1;
  /** "owner/name" */
  readonly repository: string;
  readonly target: string;
  /** The instant of the evaluation (ISO 8601): the only clock that the core knows. */
  readonly at: string;
  /** Where people open the repository, e.g. https://github.com/acme/web; null for a clone without a host. */
  readonly repositoryUrl: string | null;
  /** The policy file that governs: a ref name and the git blob id of the file (null for a file given by hand). */
  readonly policy: { readonly ref: string; readonly sha: string | null };
  readonly head: Revision;
  /** How people call production ("production", "tag production-*"), for when its commit is not known. */
  readonly productionRef?: string;
  readonly facts: Facts;
}

/** A ref as people know it ("deploy", "production-42", "environment production") and the commit it stands for. */
export interface Revision {
  readonly ref: string;
  /** 40 hexadecimal digits */
  readonly sha: string;
}

/** Every fact an evaluation can rest on. A check names those it needs; facts nobody needs are not gathered. */
export interface Facts {
  readonly production: Fact<Revision>;
  readonly range: Fact<Range>;
  readonly origins: Fact<CommitOrigins>;
  readonly issues: Fact<IssueLookup>;
  readonly "ready-issues": Fact<ReadyIssues>;
  readonly "earlier-issues": Fact<readonly string[]>;
  readonly "open-pull-requests": Fact<readonly OpenPullRequest[]>;
  readonly "policy-file": Fact<PolicyFileAtHead>;
  readonly migrations: Fact<MigrationsOfDeploy>;
}

export type FactId = keyof Facts;

/** The commits that a deploy consists of. */
export interface Range {
  /** Where the range starts; null where head and production have no common history. */
  readonly base: string | null;
  readonly baseReason: "production" | "same-tree" | "shipped" | "merge-base" | "unrelated";
  /** Newest first (topological order), path filter applied. */
  readonly commits: readonly Commit[];
  /** Production's non-merge commits that this deploy would lose, newest first. */
  readonly behind: readonly CommitSummary[];
  /** Commits of the range that say they undo another one, and whether they really do. */
  readonly reverts: readonly Revert[];
}

export interface CommitSummary {
  readonly sha: string;
  readonly subject: string;
}

export interface Person {
  readonly name: string;
  readonly email: string;
}

export interface Commit {
  readonly sha: string;
  readonly parents: readonly string[];
  readonly author: Person;
  /** ISO 8601 with the author's offset */
  readonly authoredAt: string;
  readonly committedAt: string;
  /** The full message; bytes that are not UTF-8 are replaced by U+FFFD. */
  readonly message: string;
  /**
   * Digest of what the commit changes (paths, modes and blob ids against its first parent), independent of
   * its place in history: unchanged by a rebase that touches other files.
   */
  readonly changeId: string;
  /** The same patch is in production already (cherry-picked or rebased). */
  readonly alreadyShipped: boolean;
}

/** A commit of the range whose message says that it undoes others. */
export interface Revert {
  readonly sha: string;
  /** The commits it names, as far as they are in the range (a merge stands for all that it brought in). */
  readonly undoes: readonly string[];
  /** Whether its changes are the exact inverse of theirs. */
  readonly complete: boolean;
}

/** What GitHub knows of single commits; asked only for commits that carry no issue key. */
export interface CommitOrigins {
  /** By commit SHA: titles and branch names of the pull requests that the commit came with. */
  readonly pullRequestTexts: Readonly<Record<string, readonly string[]>>;
  /** By commit SHA: the GitHub login of the author, where GitHub verified the commit's signature. */
  readonly verifiedAuthors: Readonly<Record<string, string>>;
}

/** Issues by the key that was asked for. A key that was asked and is not in here does not exist. */
export interface IssueLookup {
  readonly issues: Readonly<Record<string, Issue>>;
  /** Why a key that was asked for is not among them, where more is known than "not found". */
  readonly notes: Readonly<Record<string, string>>;
}

export interface Issue {
  /** The present key; differs from the key that was asked for where the issue was moved. */
  readonly key: string;
  readonly url: string;
  readonly summary: string;
  readonly type: string;
  /** Jira's `issuetype.subtask`: a story below an epic has a parent and is not a sub-task. */
  readonly subtask: boolean;
  readonly status: string;
  readonly assignee: string | null;
  readonly parent: { readonly key: string; readonly summary: string; readonly type: string } | null;
  /** By the field's name or id as the policy writes it. */
  readonly fields: Readonly<Record<string, FieldValue>>;
}

/**
 * A field of an issue. `absent`: the field is not on this issue's screen, so nobody can fill it in there;
 * `empty`: it is there and has no value. `texts` holds one entry a value (several for multi-selects), never none.
 */
export type FieldValue =
  | { readonly state: "absent" }
  | { readonly state: "empty" }
  | { readonly state: "value"; readonly texts: readonly string[] };

/** What the policy's `ready-to-deploy` JQL found. */
export interface ReadyIssues {
  readonly issues: readonly { readonly key: string; readonly summary: string; readonly url: string }[];
  /** The JQL as it was sent, and where people can open it. */
  readonly jql: string;
  readonly url: string;
  /** Present where Jira has more than this many: the list ends there. */
  readonly truncatedAt?: number;
}

export interface OpenPullRequest {
  readonly number: number;
  readonly title: string;
  readonly branch: string;
  readonly url: string;
}

/** What the range does to the policy file. */
export interface PolicyFileAtHead {
  readonly path: string;
  /** The file differs between the base and head. */
  readonly changed: boolean;
  /**
   * The git blob id of the file at head, null where it is gone: an approval of the change holds for this content.
   * Where it is left out, an approval holds for the head only.
   */
  readonly blob?: string | null;
  /** The mistakes of the file at head; empty where it is valid or gone. */
  readonly mistakes: readonly { readonly line: number | null; readonly message: string }[];
}
