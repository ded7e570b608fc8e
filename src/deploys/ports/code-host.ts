import type { OpenPullRequest } from "../../checker/snapshot.js";
import type { Repository } from "./repository.js";

/** A policy file as it stands on the host. */
export interface PolicyFile {
  /** A branch name, a commit SHA, or "owner/.github" for the organisation's. */
  readonly ref: string;
  /** The git blob id of the file. */
  readonly sha: string;
  readonly text: string;
}

/** What stands where the policy file should, and is nothing that a policy can be read from. */
export interface UnreadablePolicyFile {
  readonly ref: string;
  /** Its git object; null where the host does not name one (a folder). */
  readonly sha: string | null;
  /** What is wrong with it: "it is a folder, not a file with the policy". */
  readonly mistake: string;
}

export interface CommitStatus {
  readonly context: string;
  readonly state: "pending" | "success" | "failure" | "error";
  /** At most 140 characters. */
  readonly description: string;
  readonly targetUrl: string;
}

export interface PullRequestOfCommit {
  readonly number: number;
  readonly title: string;
  /** The branch it comes from. */
  readonly branch: string;
  readonly baseBranch: string;
  readonly headSha: string;
  readonly mergeCommitSha: string | null;
  readonly merged: boolean;
}

/**
 * Where the code lives (GitHub.com or GitHub Enterprise Server), asked by REST only.
 * Every method throws {@link SourceUnavailable} (`github-unavailable`) where the host cannot be read;
 * "there is none" is a value, never an exception.
 */
export interface CodeHost {
  /** The repository's page for people, e.g. https://github.com/acme/web. */
  repositoryUrl(repository: Repository): string;
  /** How the repository is called now and what its default branch is, or null where it is gone or out of reach. */
  repository(known: Omit<Repository, "defaultBranch">): Promise<Repository | null>;
  /** The policy file at a ref (branch name or SHA) of the repository, or null. */
  policyFile(repository: Repository, ref: string): Promise<PolicyFile | UnreadablePolicyFile | null>;
  /** The policy file of the organisation's `.github` repository, or null. */
  organisationPolicyFile(repository: Repository): Promise<PolicyFile | UnreadablePolicyFile | null>;
  /** The commit of the last successful deployment to an environment, or null. `by`: accepted creators' logins. */
  lastSuccessfulDeployment(
    repository: Repository,
    environment: string,
    by: readonly string[] | null,
  ): Promise<string | null>;
  pullRequestsOfCommit(repository: Repository, sha: string): Promise<readonly PullRequestOfCommit[]>;
  /** The login of the commit's author where the signature is verified, else null. */
  verifiedAuthor(repository: Repository, sha: string): Promise<string | null>;
  openPullRequests(repository: Repository): Promise<readonly OpenPullRequest[]>;
  /** Posts unconditionally; only `publishStatus` calls it. `priority`: higher goes first when the budget is short. */
  postStatus(repository: Repository, sha: string, status: CommitStatus, priority: number): Promise<void>;
  /** Every repository of every installation that is not suspended. */
  installedRepositories(): Promise<readonly Repository[]>;
  /** The repositories of one installation: its events name repositories without their default branch. */
  repositoriesOfInstallation(installationId: number): Promise<readonly Repository[]>;
  /** Our own login on statuses: "<app slug>[bot]". */
  ownLogin(): Promise<string>;
  /** Asks the host to send again the webhook deliveries that failed since an instant; returns how many. */
  redeliverFailed(since: Date): Promise<number>;
}
