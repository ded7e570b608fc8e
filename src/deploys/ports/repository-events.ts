import type { Repository } from "./repository.js";

/** A repository as installation events name it: they do not say the default branch. */
export type InstalledRepository = Omit<Repository, "defaultBranch">;

/** A branch or tag was created, moved or deleted. */
export interface RefPushed {
  readonly repository: Repository;
  /** Full name: "refs/heads/deploy", "refs/tags/v1". */
  readonly ref: string;
  /** The commit before; null where the ref is new. */
  readonly before: string | null;
  /** The commit now (for an annotated tag: the tag object); null where the ref was deleted. */
  readonly after: string | null;
  readonly forced: boolean;
  /** When it happened by the host's clock (whole seconds); a delivery may arrive late, twice or out of order. */
  readonly at: Date;
}

/** A branch or tag was deleted, told by an event of its own: may arrive before, after or without the push. */
export interface RefDeleted {
  readonly repository: Repository;
  /** Full name: "refs/heads/deploy", "refs/tags/v1". */
  readonly ref: string;
}

/** A merge queue built a merge group and waits for its statuses, or is done with it. */
export interface MergeGroupEvent {
  readonly repository: Repository;
  readonly action: "checks_requested" | "destroyed";
  /** "refs/heads/gh-readonly-queue/main/pr-1-..." */
  readonly headRef: string;
  readonly headSha: string;
  /** Full name of the branch that the group is to be merged into: "refs/heads/main". */
  readonly baseRef: string;
  readonly baseSha: string;
}

/** A deployment got a status. */
export interface DeploymentStatusEvent {
  readonly repository: Repository;
  readonly environment: string;
  /** "success", "failure", "in_progress", ...: GitHub adds new ones. */
  readonly state: string;
  /** The deployment's commit. */
  readonly sha: string;
}

/** A commit status was posted, by us or by somebody else. */
export interface StatusChanged {
  readonly repository: Repository;
  readonly sha: string;
  readonly context: string;
  readonly state: "pending" | "success" | "failure" | "error";
  readonly description: string | null;
  readonly targetUrl: string | null;
  /** Who posted it: "<app slug>[bot]" for an app; null where the payload does not say. */
  readonly creator: string | null;
}

/**
 * What happens on the code host, as far as deploys care. Each method resolves once what follows from the
 * event is remembered durably; only then is the delivery acknowledged. A rejection makes the delivery fail,
 * so that it can be sent again. Deliveries may come twice, late or out of order.
 */
export interface RepositoryEvents {
  pushed(event: RefPushed): Promise<void>;
  refDeleted(event: RefDeleted): Promise<void>;
  mergeGroup(event: MergeGroupEvent): Promise<void>;
  deploymentStatus(event: DeploymentStatusEvent): Promise<void>;
  statusChanged(event: StatusChanged): Promise<void>;
  /** The app was installed, or an installation is no longer suspended. Empty list: the host named none. */
  installed(installationId: number, repositories: readonly InstalledRepository[]): Promise<void>;
  uninstalled(installationId: number): Promise<void>;
  /** The app may do nothing there until it is unsuspended. */
  installationSuspended(installationId: number): Promise<void>;
  repositoriesAdded(repositories: readonly InstalledRepository[]): Promise<void>;
  repositoriesRemoved(repositoryIds: readonly number[]): Promise<void>;
  /** Renamed, transferred, or its default branch is another: here is how it is called now. */
  repositoryChanged(repository: Repository): Promise<void>;
  repositoryDeleted(repositoryId: number): Promise<void>;
}
