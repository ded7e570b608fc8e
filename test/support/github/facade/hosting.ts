import type { CheckRunChange, NewCheckRun } from "../actions/check-runs.js";
import type { MergeMethod, NewPullRequest } from "../actions/pull-requests.js";
import type {
  BranchProtection,
  DeploymentStatusEntry,
  MergeGroup,
  RepositoryPermission,
} from "../world/entities.js";
import type { History, LocalPush, NewLocalCommit, PushedCommit } from "./history.js";
import type { LocalRepository, NewLocalRepository, Repositories } from "./repositories.js";
import type { RepositoryName } from "./repository-name.js";
import type { NewLocalDeployment, Work } from "./work.js";

export interface HostingParts {
  readonly repositories: Repositories;
  readonly history: History;
  readonly work: Work;
}

/** What happens in the repositories of a local GitHub, by hand. */
export class Hosting {
  readonly #parts: HostingParts;

  constructor(parts: HostingParts) {
    this.#parts = parts;
  }

  createRepository(wanted: NewLocalRepository): Promise<LocalRepository> {
    return this.#parts.repositories.create(wanted);
  }

  repository(name: RepositoryName): LocalRepository {
    return this.#parts.repositories.get(name);
  }

  pushUrl(name: RepositoryName, login: string): string {
    return this.#parts.repositories.pushUrl(name, login);
  }

  /** Gives a person a role in a repository; null takes it away. */
  grant(name: RepositoryName, login: string, permission: RepositoryPermission | null): void {
    this.#parts.repositories.grant(name, login, permission);
  }

  /** Installs the app on a repository, and tells it so unless that event is to be lost; answers the installation's id. */
  installApp(name: RepositoryName, how: { readonly told?: boolean } = {}): number {
    return this.#parts.repositories.install(name, how);
  }

  /** Takes the app off a repository; off the last one ends the installation. */
  uninstallApp(name: RepositoryName): void {
    this.#parts.repositories.uninstall(name);
  }

  suspendInstallation(name: RepositoryName, suspended = true): void {
    this.#parts.repositories.suspend(name, suspended);
  }

  renameRepository(name: RepositoryName, to: string): void {
    this.#parts.repositories.rename(name, to);
  }

  transferRepository(name: RepositoryName, owner: string): void {
    this.#parts.repositories.transfer(name, owner);
  }

  deleteRepository(name: RepositoryName): void {
    this.#parts.repositories.delete(name);
  }

  /** Requires statuses for merging into a branch; null lifts it. */
  protectBranch(name: RepositoryName, branch: string, rules: BranchProtection | null): void {
    this.#parts.repositories.protect(name, branch, rules);
  }

  /** Marks a commit's signature as verified and this account as its author. */
  setVerified(name: RepositoryName, sha: string, login: string): void {
    this.#parts.repositories.setVerified(name, sha, login);
  }

  commit(name: RepositoryName, wanted: NewLocalCommit): Promise<string> {
    return this.#parts.history.commit(name, wanted);
  }

  /** Pushes commits, each upon the one before, with one push; answers their ids. */
  push(name: RepositoryName, where: LocalPush, commits: readonly PushedCommit[]): Promise<readonly string[]> {
    return this.#parts.history.push(name, where, commits);
  }

  setBranch(name: RepositoryName, branch: string, revision: string): Promise<string> {
    return this.#parts.history.setBranch(name, branch, revision);
  }

  deleteBranch(name: RepositoryName, branch: string): Promise<void> {
    return this.#parts.history.deleteBranch(name, branch);
  }

  createTag(name: RepositoryName, tag: string, revision: string, message?: string): Promise<string> {
    return this.#parts.history.createTag(name, tag, revision, message);
  }

  deleteTag(name: RepositoryName, tag: string): Promise<void> {
    return this.#parts.history.deleteTag(name, tag);
  }

  noticeChanges(name: RepositoryName): Promise<void> {
    return this.#parts.history.noticeChanges(name);
  }

  resolve(name: RepositoryName, revision: string): Promise<string | null> {
    return this.#parts.history.resolve(name, revision);
  }

  /** Opens a pull request between two branches; answers its number. */
  createPullRequest(
    name: RepositoryName,
    wanted: NewPullRequest & { readonly by?: string },
  ): Promise<number> {
    return this.#parts.work.createPullRequest(name, wanted);
  }

  /** Presses "Create a merge commit", "Squash and merge" or "Rebase and merge"; answers the base's new tip. */
  mergePullRequest(
    name: RepositoryName,
    number: number,
    options: { method: MergeMethod; by?: string; message?: string; deleteBranch?: boolean },
  ): Promise<string> {
    return this.#parts.work.mergePullRequest(name, number, options);
  }

  closePullRequest(name: RepositoryName, number: number, by?: string): Promise<void> {
    return this.#parts.work.closePullRequest(name, number, by);
  }

  editPullRequest(name: RepositoryName, number: number, title: string, by?: string): Promise<void> {
    return this.#parts.work.editPullRequest(name, number, title, by);
  }

  createMergeGroup(name: RepositoryName, number: number, by?: string): Promise<MergeGroup> {
    return this.#parts.work.createMergeGroup(name, number, by);
  }

  finishMergeGroup(
    name: RepositoryName,
    group: MergeGroup,
    reason: "merged" | "invalidated" | "dequeued",
  ): Promise<void> {
    return this.#parts.work.finishMergeGroup(name, group, reason);
  }

  createDeployment(name: RepositoryName, wanted: NewLocalDeployment): Promise<number> {
    return this.#parts.work.createDeployment(name, wanted);
  }

  createDeploymentStatus(
    name: RepositoryName,
    deploymentId: number,
    status: { state: DeploymentStatusEntry["state"]; creator?: string },
  ): void {
    this.#parts.work.createDeploymentStatus(name, deploymentId, status);
  }

  createCheckRun(name: RepositoryName, wanted: NewCheckRun): number {
    return this.#parts.work.createCheckRun(name, wanted);
  }

  updateCheckRun(name: RepositoryName, id: number, wanted: CheckRunChange): void {
    this.#parts.work.updateCheckRun(name, id, wanted);
  }
}
