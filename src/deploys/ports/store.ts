import type { Approval, Report, State } from "../../checker/report.js";
import type { Snapshot } from "../../checker/snapshot.js";
import type { AuditEntry, AuditLog } from "./audit-log.js";
import type { DeployHistory } from "./history.js";
import type { CommitStatus } from "./code-host.js";
import type { Observation } from "../../migrations/cost-model/correct-by-observations.js";
import type { Repository } from "./repository.js";
import type { ResponsiblePeople } from "./responsible-people.js";
import type { SignOffBook } from "./sign-off-book.js";

/** The tip of a deploy branch that is not in production, or was until it shipped. */
export interface Deploy {
  readonly repositoryId: number;
  readonly target: string;
  /** "refs/heads/deploy", or a merge group's ref. */
  readonly ref: string;
  readonly headSha: string;
  readonly productionSha: string | null;
  readonly state: State;
  /** When the head was first seen (ISO 8601). */
  readonly pushedAt: string;
  readonly evaluatedAt: string;
  /** The policy file (git blob id) that the last report was judged by. */
  readonly policySha: string | null;
  /** Whether the last report had problems, so that it must be looked at again. */
  readonly hasProblems: boolean;
}

/** A policy that was valid when it last governed. */
export interface GoverningPolicy {
  readonly ref: string;
  readonly sha: string;
  readonly text: string;
}

/** A push that is known from a webhook; `sha` null: the ref was deleted. */
export interface KnownPush {
  readonly sha: string | null;
  /** ISO 8601 */
  readonly at: string;
}

/** How long a migration really took, against what the model by itself had expected. */
export interface MigrationTiming extends Observation {
  readonly path: string;
  /** The head that was deployed. */
  readonly sha: string;
  /** As the policy named it: "mysql 8.0". */
  readonly engine: string;
  readonly at: string;
}

export interface ReportedDeployment {
  readonly repositoryId: number;
  readonly target: string;
  readonly sha: string;
  readonly state: "started" | "succeeded" | "failed";
  readonly at: string;
}

/** "production's commit `productionSha` brought `headSha` live" (squash, merge or rebase button). */
export interface ShippedRecord {
  readonly repositoryId: number;
  readonly target: string;
  readonly productionSha: string;
  readonly headSha: string;
  readonly at: string;
}

export interface PostedStatus extends CommitStatus {
  readonly repositoryId: number;
  readonly sha: string;
  /** The deploy ref it was posted for. */
  readonly ref: string;
  readonly postedAt: string;
}

/** How a commit came to be, as far as the host said; kept for ever. */
export interface KnownOrigin {
  readonly sha: string;
  readonly pullRequestTexts: readonly string[] | null;
  /** null: not asked; "": not verified. */
  readonly verifiedAuthor: string | null;
}

export interface EvaluationSummary {
  readonly id: string;
  readonly target: string;
  readonly ref: string;
  readonly headSha: string;
  readonly state: State;
  readonly summary: string;
  readonly at: string;
}

/** An approval with the account that gave it, which a login alone does not tell for ever. */
export interface SavedApproval extends Approval {
  readonly personId: number;
}

/** Where the service remembers. Same behaviour on the embedded database and on PostgreSQL. */
export interface Store extends AuditLog, DeployHistory, SignOffBook, ResponsiblePeople {
  // Repositories
  saveRepositories(repositories: readonly Repository[]): Promise<void>;
  repository(id: number): Promise<Repository | null>;
  /** By "owner" and "name", in any case. */
  repositoryByName(owner: string, name: string): Promise<Repository | null>;
  repositories(): Promise<readonly Repository[]>;
  /** The app was removed there: its deploys are closed. Reports are kept. */
  removeRepositories(ids: readonly number[]): Promise<void>;
  removeInstallation(installationId: number): Promise<void>;

  // Pushes and policies
  recordPush(repositoryId: number, ref: string, push: KnownPush): Promise<void>;
  lastPush(repositoryId: number, ref: string): Promise<KnownPush | null>;
  saveGoverningPolicy(repositoryId: number, policy: GoverningPolicy): Promise<void>;
  governingPolicy(repositoryId: number): Promise<GoverningPolicy | null>;
  /** The repository has no policy any more: neither a governing one nor mistakes in one. */
  forgetPolicy(repositoryId: number): Promise<void>;
  /** Remembers why a policy does not govern (null: it does), for the repository's page. */
  savePolicyMistakes(repositoryId: number, mistakes: Report["policyMistakes"] | null): Promise<void>;
  policyMistakes(repositoryId: number): Promise<Report["policyMistakes"] | null>;

  // Evaluations and open deploys
  /**
   * Saves the report, and in the same transaction makes the deploy's row. Answers the evaluation's id.
   * `open: false`: nothing to ship any more, the report is kept but the deploy is not open. Continues the history.
   */
  saveEvaluation(evaluation: {
    readonly repositoryId: number;
    readonly ref: string;
    readonly report: Report;
    readonly pushedAt: string;
    readonly open: boolean;
  }): Promise<string>;
  /**
   * Keeps which issues an evaluation's deploy mentions (those of the range, found or not, under old and new keys, and
   * those of findings), and adds those that it has shipping to what it had before. Nothing where it is not open.
   */
  saveIssues(evaluation: {
    readonly repositoryId: number;
    readonly ref: string;
    readonly report: Report;
    readonly mentions: readonly string[];
  }): Promise<void>;
  /** Keeps what an evaluation rested on, in place of what earlier ones of the same head did. */
  saveSnapshot(evaluationId: string, snapshot: Snapshot): Promise<void>;
  /** Open deploys of a repository, or of all. */
  openDeploys(repositoryId?: number): Promise<readonly Deploy[]>;
  /** Open deploys that mention any of the issues. */
  deploysMentioning(issueKeys: readonly string[]): Promise<readonly Deploy[]>;
  /** The ref is gone, or the target is. `target` absent: all targets. */
  closeDeploys(repositoryId: number, ref: string, target?: string): Promise<void>;
  markShipped(
    deploy: Pick<Deploy, "repositoryId" | "target" | "ref" | "headSha">,
    productionSha: string,
    at: string,
  ): Promise<void>;
  /** The newest report of a target, or of one head of it. */
  report(repositoryId: number, target: string, headSha?: string): Promise<Report | null>;
  /** The report of that very evaluation. */
  reportOf(evaluation: Pick<EvaluationSummary, "id">): Promise<Report | null>;
  /** The newest snapshot of a head. */
  snapshot(repositoryId: number, target: string, headSha: string): Promise<Snapshot | null>;
  /** Newest evaluation of every target of the repository. */
  targetsOf(repositoryId: number): Promise<readonly EvaluationSummary[]>;
  /** Issues that earlier evaluations of the same open deploy (same target and ref, since it last shipped) had shipping. */
  earlierIssues(repositoryId: number, target: string, ref: string): Promise<readonly string[]>;

  // What shipped
  recordShipped(record: ShippedRecord): Promise<void>;
  shippedRecords(repositoryId: number, target: string): Promise<readonly ShippedRecord[]>;
  recordReportedDeployment(deployment: ReportedDeployment): Promise<void>;
  /** The newest that succeeded, by the time it was reported for. */
  lastReportedDeployment(repositoryId: number, target: string): Promise<ReportedDeployment | null>;

  // How long migrations took
  /** A migration of a deployed commit counts once; only the newest of a repository are kept. */
  recordMigrationTimings(repositoryId: number, timings: readonly MigrationTiming[]): Promise<void>;
  /** Of an engine as the policy names it ("mysql 8.0"), newest first. */
  migrationTimings(repositoryId: number, engine: string): Promise<readonly MigrationTiming[]>;

  // Approvals
  /** With their lines of the audit log. */
  saveApprovals(
    repositoryId: number,
    target: string,
    approvals: readonly SavedApproval[],
    audit: readonly AuditEntry[],
  ): Promise<void>;
  /** All that were not withdrawn, those that have expired included, oldest first. */
  approvals(repositoryId: number, target: string): Promise<readonly Approval[]>;
  /** Withdraws whatever approvals a finding has, with the line of the audit log; answers how many those were. */
  withdrawApprovals(
    repositoryId: number,
    target: string,
    finding: string,
    withdrawal: { readonly by: string; readonly at: string; readonly audit: AuditEntry },
  ): Promise<number>;
  /**
   * Refs of open deploys about which people approved, signed off or took that back after they were evaluated, or of
   * which an approval has expired since.
   */
  refsWithNewDecisions(repositoryId: number, now: Date): Promise<readonly string[]>;

  // Statuses
  saveStatus(status: PostedStatus): Promise<void>;
  status(repositoryId: number, sha: string, context: string): Promise<PostedStatus | null>;
  /** Statuses of ours that are `pending`, of a repository or of all. */
  pendingStatuses(repositoryId?: number): Promise<readonly PostedStatus[]>;
  /** Those of one context that are `pending`, and that of the head whatever it is; null: of no head. */
  statusesAround(repositoryId: number, context: string, sha: string | null): Promise<readonly PostedStatus[]>;

  // Caches, deduplication
  saveOrigins(repositoryId: number, origins: readonly KnownOrigin[]): Promise<void>;
  origins(repositoryId: number, shas: readonly string[]): Promise<readonly KnownOrigin[]>;
  /** The tracker said that these issues changed. */
  recordIssueChanges(issueKeys: readonly string[], at: string): Promise<void>;
  /** Whether any of the issues is known to have changed at the instant or after it. */
  issuesChangedSince(issueKeys: readonly string[], since: string): Promise<boolean>;
  /** Whether an identifier was marked by `firstSeen`. */
  seenBefore(kind: "jira-webhook", identifier: string): Promise<boolean>;
  /** Marks an identifier; true the first time. */
  firstSeen(kind: "jira-webhook", identifier: string, at: string): Promise<boolean>;
  /**
   * Drops what is past its time: old evaluations beyond the newest of each head, history after a year,
   * deduplication marks, pushes, sessions. Never the audit log.
   */
  housekeep(now: Date): Promise<void>;
  /** Throws where the database cannot be reached. */
  ping(): Promise<void>;
}
