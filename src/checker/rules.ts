import type { CheckId } from "./check-id.js";
import type { Severity } from "./report.js";
import type { SignOffGivers } from "./sign-off-givers.js";
import type { FactId } from "./snapshot.js";

/** A pattern of the policy, compiled on a linear-time engine so that no pattern can hang the service. */
export interface Pattern {
  readonly source: string;
  test(text: string): boolean;
}

/** How issue keys are read out of texts. */
export interface KeyRules {
  /** Upper-case project keys; the allow-list that keeps `UTF-8` and `CVE-2024-1234` from being issues. */
  readonly projects: readonly string[];
  /** Also read STORY_12 and "STORY 12". */
  readonly lenient: boolean;
}

/** How commits are told apart before anything is checked. */
export interface CommitRules {
  /** Null where the policy has no `jira` section: then no commit needs an issue. */
  readonly keys: KeyRules | null;
  /** Also take keys from the pull requests a commit came with. */
  readonly pullRequestKeys: boolean;
  /** Patterns on the messages of merge commits (of any commit where `ignoreAnyCommit`). */
  readonly ignore: readonly Pattern[];
  readonly ignoreAnyCommit: boolean;
  /** GitHub logins; only where GitHub verified the commit's signature. */
  readonly ignoreAuthors: readonly string[];
  readonly noIssueMarker: string;
}

export interface FieldRule {
  /** Name or id, as the policy writes it. */
  readonly field: string;
  readonly required: boolean;
  /** Compared in any case; every value of a multi-valued field must be among them. */
  readonly oneOf: readonly string[] | null;
  readonly matches: Pattern | null;
  /** Also asked of sub-tasks. */
  readonly subtasks: boolean;
}

export interface IssueRules {
  /** Allowed statuses, in any case; null: not checked. */
  readonly statuses: readonly string[] | null;
  /** Allowed statuses of sub-tasks; null: as `statuses`. */
  readonly subtaskStatuses: readonly string[] | null;
  readonly fields: readonly FieldRule[];
  /** JQL of the issues that should be in the deploy; null: not checked. */
  readonly readyToDeploy: string | null;
}

export interface MigrationRules {
  /** The production database: "mysql 8.0". */
  readonly engine: string;
  /** Globs of the migration files. */
  readonly files: readonly string[];
  /** The source of row counts as the operator named it; null: none. */
  readonly rowCounts: string | null;
  /** Seconds in which tables with missing or stale statistics may be counted; null: they are not. */
  readonly countRows: number | null;
  /** The dump of the schema in the repository; null: none. */
  readonly schema: string | null;
  /** The file of calibrated rates in the repository; null: none. */
  readonly rates: string | null;
  readonly tool: "native" | "pt-online-schema-change" | "gh-ost";
  /** Limits in seconds; null: not checked. */
  readonly failOver: number | null;
  readonly warnOver: number | null;
  readonly blockOver: number | null;
  /** The number that limits are compared with: the expected one, or the upper end of the interval. */
  readonly judgedBy: "expected" | "upper-end";
  /** The issues' field that must agree with the estimate; null: not checked. */
  readonly declaredBy: string | null;
}

export interface SignOffRule {
  /** As people call it: "QA". No two of a target are called the same. */
  readonly name: string;
  readonly by: SignOffGivers;
}

/** Everything that governs the verdict on one target: what the policy file comes down to. */
export interface Rules {
  readonly commits: CommitRules;
  readonly issues: IssueRules;
  /** Null where the policy has no `migrations` section. */
  readonly migrations: MigrationRules | null;
  /** Whose word a deploy needs; empty: nobody's. */
  readonly signOffs: readonly SignOffRule[];
  /** For every check: its severity, or `off`. */
  readonly severities: Readonly<Record<CheckId, Severity | "off">>;
  /** How old a fact may be when its source is away, in seconds by fact; absent: it must be live. */
  readonly maxAge: Readonly<Partial<Record<FactId, number>>>;
}
