import type { MigrationsOfDeploy, ReportMigration } from "./migration-report.js";
import type { ProblemKind } from "./fact.js";
import type { FieldValue, Person } from "./snapshot.js";
import type { CheckId } from "./check-id.js";
import type { SignOffGivers } from "./sign-off-givers.js";

/** `error` means "could not tell"; it is never success. */
export type State = "pending" | "success" | "failure" | "error";
export type CheckState = "success" | "warning" | "failure" | "error" | "off";
export type Severity = "failure" | "warning";

export type SubjectType = "commit" | "issue" | "migration" | "deploy";
export interface Subject {
  readonly type: SubjectType;
  /** A commit's SHA, an issue's key as the commits write it, a migration's path, or the target's name. */
  readonly id: string;
}

/** A person's recorded acceptance of one finding. Instants are ISO 8601. */
export interface Approval {
  /** The fingerprint of the finding that it accepts. */
  readonly finding: string;
  readonly by: string;
  readonly reason: string;
  readonly at: string;
  readonly until: string | null;
}

/** A sign-off that a person gave and did not take back. */
export interface SignOff {
  readonly id: string;
  /** As the policy calls it: "QA". */
  readonly name: string;
  readonly by: string;
  /** "": none. */
  readonly note: string;
  readonly at: string;
  /** What it was given for, as one digest, and commit by commit; null: not kept any more. */
  readonly content: string;
  readonly contentIds: readonly string[] | null;
}

/** A sign-off that the policy asks for, and what became of it. */
export interface ReportSignOff {
  readonly name: string;
  readonly by: SignOffGivers;
  /** Those that hold for what the deploy contains, oldest first; one is enough. */
  readonly given: readonly Pick<SignOff, "id" | "by" | "note" | "at">[];
  /** Where none holds: the newest that once did, and what has changed since; null: there was none. */
  readonly fallen: { readonly by: string; readonly at: string; readonly why: string } | null;
}

/** One thing that is wrong. */
export interface Finding {
  /** The fingerprint: the same as long as what was found is the same, whatever the head. 64 hexadecimal digits. */
  readonly id: string;
  readonly check: CheckId;
  readonly severity: Severity;
  readonly subject: Subject;
  readonly message: string;
  readonly remedy: string;
  /** Where it is put right; null where there is no such place. */
  readonly url: string | null;
  readonly approval: Omit<Approval, "finding"> | null;
}

export interface CheckResult {
  readonly id: CheckId;
  readonly state: CheckState;
  readonly findings: number;
  /** Why the check is off or in error, where there is more to say than the policy: "not asked: needs GitHub". */
  readonly note?: string;
}

/** Something that kept us from telling. */
export interface Problem {
  readonly kind: ProblemKind;
  readonly message: string;
  readonly since: string;
  readonly retryAt: string | null;
}

/** `no-issue`: marked as needing none. `reverted`: cancelled out within the range, or cancelling. */
export type Disposition = "shipping" | "ignored" | "no-issue" | "reverted" | "already-shipped";

export interface ReportCommit {
  readonly sha: string;
  readonly author: Person;
  readonly committedAt: string;
  readonly message: string;
  readonly issueKeys: readonly string[];
  readonly disposition: Disposition;
  readonly url: string | null;
}

export interface ReportIssue {
  /** The key as the commits write it. */
  readonly key: string;
  /** The present key where the issue was moved, else null. */
  readonly movedTo: string | null;
  readonly url: string;
  readonly summary: string;
  readonly type: string;
  readonly subtask: boolean;
  readonly status: string;
  readonly assignee: string | null;
  readonly parent: { readonly key: string; readonly summary: string; readonly type: string } | null;
  /** By the policy's name for the field: the value as text, null where it is empty or absent. */
  readonly fields: Readonly<Record<string, string | null>>;
  readonly fieldStates: Readonly<Record<string, FieldValue["state"]>>;
  /** SHAs of the shipping commits that carry the key. */
  readonly commits: readonly string[];
}

export interface PolicyMistake {
  /** From 1; null where the mistake has no place in the file. */
  readonly line: number | null;
  readonly column: number | null;
  /** "targets.web.deploy"; empty for the file as a whole. */
  readonly path: string;
  readonly message: string;
}

/** The result of one evaluation: contract 5.5, version 1. Fields may be added, never renamed. */
export interface Report {
  readonly version: 1;
  readonly repository: string;
  readonly target: string;
  readonly policy: { readonly ref: string; readonly sha: string | null };
  /** `sha` is null where production could not be told; `problems` says why. */
  readonly production: { readonly ref: string; readonly sha: string | null };
  readonly head: { readonly ref: string; readonly sha: string };
  readonly base: string | null;
  readonly compareUrl: string | null;
  readonly state: State;
  /** At most 140 characters: the description of the commit status. */
  readonly summary: string;
  readonly checks: readonly CheckResult[];
  readonly problems: readonly Problem[];
  readonly findings: readonly Finding[];
  readonly commits: readonly ReportCommit[];
  readonly issues: readonly ReportIssue[];
  /** Issues all of whose commits cancel out within the range, and those already in production: shown, not checked. */
  readonly revertedIssues: readonly string[];
  readonly alreadyShippedIssues: readonly string[];
  /** Those that the deploy adds and production has not run, in the order in which they will run. */
  readonly migrations: readonly ReportMigration[];
  /** What else is known of the migrations; null where none were asked for or they could not be told. */
  readonly migrationContext: Omit<MigrationsOfDeploy, "migrations" | "blobs" | "commits"> | null;
  /** Whose word the policy asks for, in its order. */
  readonly signOffs: readonly ReportSignOff[];
  /** What goes out, by ids that a rebase leaves as they are; null: no sign-off is asked for, or it is not known. */
  readonly contentIds: readonly string[] | null;
  /** The mistakes of an invalid governing policy; empty otherwise. */
  readonly policyMistakes: readonly PolicyMistake[];
  readonly gatheredAt: string;
  readonly durationMs: number;
}
