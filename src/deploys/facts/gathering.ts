import type { Known, NotAsked, Unavailable } from "../../checker/fact.js";
import type { Rules } from "../../checker/rules.js";
import type { FactId, Facts, Revision } from "../../checker/snapshot.js";
import type { Target } from "../../policy/policy.js";
import type { Clock } from "../ports/clock.js";
import type { CodeHost } from "../ports/code-host.js";
import type { IssueTracker } from "../ports/issue-tracker.js";
import type { CommitGraph, LoggedCommit } from "../ports/mirror.js";
import type { MigrationEstimator } from "../ports/migration-estimator.js";
import type { Repository } from "../ports/repository.js";
import type { Store } from "../ports/store.js";
import type { TableStatistics } from "../ports/table-statistics.js";
import type { Progress } from "../progress.js";

/** What is looked at: one head of one target. */
export interface DeploySubject {
  readonly target: Target;
  readonly rules: Rules;
  /** The deploy's full ref. */
  readonly ref: string;
  readonly head: string;
  /** Git blob id of the policy file that governs; null for a file given by hand. */
  readonly policySha: string | null;
}

/** What a server knows beyond the clone; the command line has none of it. */
export interface HostedSources {
  readonly repository: Repository;
  readonly codeHost: CodeHost;
  readonly store: Store;
}

export interface Sources {
  readonly graph: CommitGraph;
  /** Null: the user asked for no issue lookups (`--no-jira`). */
  readonly issueTracker: IssueTracker | null;
  readonly hosted: HostedSources | null;
  /** What production's databases say; null: nobody was told where to ask. */
  readonly tableStatistics: TableStatistics | null;
  readonly migrationEstimator: MigrationEstimator;
  /** What production is; throws SourceUnavailable where that cannot be told. */
  readonly production: () => Promise<Revision>;
}

export type FactValue<Id extends FactId> = Extract<Facts[Id], Known<unknown>>["value"];

/** One gathering of facts: each is gathered at most once, when something first asks for it. */
export interface Gathering {
  readonly subject: DeploySubject;
  readonly sources: Sources;
  readonly clock: Clock;
  readonly progress: Progress;
  fact<Id extends FactId>(id: Id): Promise<Facts[Id]>;
  /** The fact's value; throws {@link DependencyUnknown} where it is not known. */
  value<Id extends FactId>(id: Id): Promise<FactValue<Id>>;
  /** The range's commits as soon as git has told them, before reverts and equal patches are worked out. */
  readonly commits: Promise<readonly LoggedCommit[]>;
  /** Called by the range's source. */
  commitsKnown(commits: readonly LoggedCommit[]): void;
}

/** One line of the table of facts. */
export interface FactSource<Id extends FactId = FactId> {
  readonly id: Id;
  /** Where it comes from, for people: "git", "Jira". */
  readonly source: string;
  /** What can make it another one: decides what triggers a new evaluation. */
  readonly changedBy: readonly ("push" | "production" | "issue" | "pull-request" | "policy" | "database")[];
  /** Throws SourceUnavailable, DependencyUnknown or FactNotAsked. */
  gather(gathering: Gathering): Promise<FactValue<Id>>;
}

/** A fact that this one builds on is not known: this one is unknown for the same reason. */
export class DependencyUnknown extends Error {
  override readonly name = "DependencyUnknown";
  readonly fact: Unavailable | NotAsked;

  constructor(fact: Unavailable | NotAsked) {
    super("unavailable" in fact ? fact.unavailable : fact.notAsked);
    this.fact = fact;
  }
}

/** The fact cannot be had in this way of running, by the user's choice: "needs GitHub". */
export class FactNotAsked extends Error {
  override readonly name = "FactNotAsked";
}
