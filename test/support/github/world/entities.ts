import type { BareRepository, RefTarget } from "../git/bare-repository.js";

export type AccountType = "User" | "Organization" | "Bot";

export interface Account {
  readonly id: number;
  login: string;
  readonly type: AccountType;
  readonly name: string | null;
  readonly email: string;
  readonly siteAdmin: boolean;
  readonly createdAt: string;
}

export type RepositoryPermission = "read" | "triage" | "write" | "maintain" | "admin";

export type AccessLevel = "read" | "write" | "admin";
/** An app's permissions: by name as GitHub spells it ("pull_requests"). */
export type AppPermissions = Readonly<Record<string, AccessLevel>>;

export interface Team {
  readonly id: number;
  readonly organization: Account;
  readonly slug: string;
  readonly name: string;
  readonly createdAt: string;
  readonly members: Map<string, "member" | "maintainer">;
}

export interface Installation {
  readonly id: number;
  readonly account: Account;
  readonly repositoryIds: Set<number>;
  permissions: AppPermissions;
  readonly createdAt: string;
  updatedAt: string;
  suspendedAt: string | null;
}

export interface CommitStatusEntry {
  readonly id: number;
  readonly sha: string;
  readonly state: "pending" | "success" | "failure" | "error";
  readonly context: string;
  readonly description: string | null;
  readonly targetUrl: string | null;
  readonly creator: Account;
  readonly createdAt: string;
}

export interface DeploymentStatusEntry {
  readonly id: number;
  readonly state: "error" | "failure" | "inactive" | "pending" | "success" | "queued" | "in_progress";
  readonly description: string;
  readonly targetUrl: string | null;
  readonly environment: string;
  readonly creator: Account;
  readonly createdAt: string;
}

export interface Deployment {
  readonly id: number;
  readonly sha: string;
  readonly ref: string;
  readonly task: string;
  readonly environment: string;
  readonly description: string | null;
  readonly payload: unknown;
  readonly transient: boolean;
  readonly production: boolean;
  readonly creator: Account;
  readonly createdAt: string;
  updatedAt: string;
  /** Newest last. */
  readonly statuses: DeploymentStatusEntry[];
}

export interface PullRequest {
  readonly id: number;
  readonly number: number;
  readonly user: Account;
  readonly createdAt: string;
  title: string;
  body: string | null;
  labels: readonly string[];
  draft: boolean;
  state: "open" | "closed";
  /** Branch names, and the commits they stood at when the pull request last saw them. */
  readonly headBranch: string;
  headSha: string;
  baseBranch: string;
  baseSha: string;
  updatedAt: string;
  closedAt: string | null;
  mergedAt: string | null;
  mergedBy: Account | null;
  mergeCommitSha: string | null;
  /** The commits of the branch, fixed when it was closed; and what a merge button made of them. */
  commitShas: readonly string[] | null;
  rebasedShas: readonly string[];
}

export interface CheckRun {
  readonly id: number;
  readonly suiteId: number;
  readonly name: string;
  readonly sha: string;
  readonly externalId: string;
  readonly detailsUrl: string | null;
  status: "queued" | "in_progress" | "completed";
  conclusion: string | null;
  readonly startedAt: string;
  completedAt: string | null;
  output: { readonly title: string | null; readonly summary: string | null; readonly text: string | null };
}

export interface Release {
  readonly id: number;
  readonly tag: string;
  readonly target: string;
  readonly name: string | null;
  readonly body: string | null;
  readonly draft: boolean;
  readonly prerelease: boolean;
  readonly author: Account;
  readonly createdAt: string;
}

export interface IssueComment {
  readonly id: number;
  readonly number: number;
  readonly user: Account;
  readonly createdAt: string;
  updatedAt: string;
  body: string;
}

export interface MergeGroup {
  readonly headRef: string;
  readonly headSha: string;
  readonly baseRef: string;
  readonly baseSha: string;
  readonly pullRequest: number;
}

export interface BranchProtection {
  readonly requiredContexts: readonly string[];
}

export interface Repository {
  readonly id: number;
  owner: Account;
  name: string;
  readonly private: boolean;
  readonly defaultBranch: string;
  readonly createdAt: string;
  readonly git: BareRepository;
  /** Branches and tags as last noticed: events are the difference to this. */
  refs: ReadonlyMap<string, RefTarget>;
  pushedAt: string;
  readonly grants: Map<string, RepositoryPermission>;
  /** By commit, oldest first. */
  readonly statuses: Map<string, CommitStatusEntry[]>;
  readonly deployments: Deployment[];
  readonly pulls: PullRequest[];
  readonly checkRuns: CheckRun[];
  readonly releases: Release[];
  readonly comments: IssueComment[];
  readonly mergeGroups: MergeGroup[];
  readonly protections: Map<string, BranchProtection>;
  /** The login whose verified signature a commit carries. */
  readonly verified: Map<string, string>;
}

/** "owner/name" as it is now. */
export function fullName(repository: Repository): string {
  return `${repository.owner.login}/${repository.name}`;
}
