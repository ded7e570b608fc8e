import type { Approval, Report, Severity, State, Subject } from "../../checker/report.js";

/** A finding as the history keeps it. */
export interface OutlinedFinding {
  /** The first digits of the fingerprint. */
  readonly id: string;
  readonly check: string;
  readonly severity: Severity;
  readonly subject: Subject;
  readonly message: string;
  readonly approval: Omit<Approval, "finding"> | null;
}

/** What is kept of a report for comparing it with the one before. */
export interface Outline {
  /** The first digits of the SHAs of the commits that go out. */
  readonly commits: readonly string[];
  readonly findings: readonly OutlinedFinding[];
  /** The checks that could not tell: they may have found anything. Absent: none. */
  readonly untold?: readonly string[] | undefined;
}

/** What evaluations of a head came to, as long as that did not change. Instants are ISO 8601. */
export interface HistoryEntry {
  readonly id: string;
  readonly ref: string;
  readonly headSha: string;
  readonly state: State;
  readonly summary: string;
  /** The first evaluation that came to this, and the last. */
  readonly at: string;
  readonly lastAt: string;
  readonly evaluations: number;
  /** Null: not recorded. */
  readonly outline: Outline | null;
  /** The last of the same ref that could tell; null: not recorded, or there is none. */
  readonly previous: { readonly headSha: string; readonly outline: Outline | null } | null;
  readonly shipped: { readonly at: string; readonly as: string } | null;
}

/** An entry without its outline, for what looks at many. */
export type HistoryPoint = Pick<HistoryEntry, "id" | "ref" | "headSha" | "state" | "at" | "shipped"> & {
  /** Commits that go out; null: not recorded. */
  readonly commits: number | null;
};

/** What a search looks for: an issue's key, the beginning of a SHA or of a person's name, address or login. */
export interface SearchTerm {
  readonly kind: "issue" | "commit" | "person";
  /** As {@link searchTerms} writes it. */
  readonly word: string;
}

/** A deploy that a search found. */
export interface SearchHit {
  readonly repositoryId: number;
  readonly target: string;
  readonly ref: string;
  readonly headSha: string;
  readonly state: State;
  readonly evaluatedAt: string;
  /** What of the deploy was found: a few of the words. */
  readonly matched: readonly SearchTerm[];
  readonly shippedAt: string | null;
  readonly open: boolean;
}

/** What became of deploys. */
export interface DeployHistory {
  /** Newest first, at most `limit`, those before the entry `before`. */
  history(
    repositoryId: number,
    target: string,
    page: { readonly limit: number; readonly before?: string | undefined },
  ): Promise<readonly HistoryEntry[]>;
  /** Since an instant (ISO 8601), oldest first; of very many the newest. */
  historyPoints(repositoryId: number, target: string, since: string): Promise<readonly HistoryPoint[]>;
  /**
   * After a status was posted: makes the deploy findable, and notes which earlier heads it shows to be live (its
   * production and where its range begins).
   */
  indexDeploy(deploy: { readonly repositoryId: number; readonly report: Report }): Promise<void>;
  /** Deploys of these repositories that shipped or are the tip of a deploy branch, newest first, at most `limit`. */
  searchDeploys(
    repositoryIds: readonly number[],
    terms: readonly SearchTerm[],
    limit: number,
  ): Promise<readonly SearchHit[]>;
}
