import type { CheckRunChange, NewCheckRun } from "./actions/check-runs.js";
import type { MergeMethod, NewPullRequest } from "./actions/pull-requests.js";
import type { Accounts, LocalUser, NewUser } from "./facade/accounts.js";
import type { History, NewLocalCommit } from "./facade/history.js";
import type { LocalRepository, NewLocalRepository, Repositories } from "./facade/repositories.js";
import type { RepositoryName } from "./facade/repository-name.js";
import type { Statuses } from "./facade/statuses.js";
import type { NewLocalDeployment, Work } from "./facade/work.js";
import type { Faults } from "./faults.js";
import type { PostedStatus } from "./posted-status.js";
import type { LoggedRequest } from "./request-log.js";
import type { Site } from "./site.js";
import type { Delivery } from "./webhooks/delivery.js";
import type { Disturbance, Occurrence } from "./webhooks/webhook-sender.js";
import type {
  BranchProtection,
  DeploymentStatusEntry,
  MergeGroup,
  RepositoryPermission,
} from "./world/entities.js";

interface Parts {
  readonly site: Site;
  readonly faults: Faults;
  readonly requests: LoggedRequest[];
  readonly violations: string[];
  readonly accounts: Accounts;
  readonly repositories: Repositories;
  readonly history: History;
  readonly work: Work;
  readonly statuses: Statuses;
  readonly setLatency: (milliseconds: number) => void;
  readonly close: () => Promise<void>;
}

/** Which events something befalls: the next so many, or those that match. */
export type WhichEvents = number | ((occurrence: Occurrence) => boolean);

/** A running local GitHub. Repositories are named "owner/name" or by anything that has their id. */
export class LocalGitHub {
  readonly #parts: Parts;
  readonly faults: Faults;
  /** Every request, in order of arrival. */
  readonly requests: LoggedRequest[];
  /** What differed from GitHub's published description; filled with `validate: true`. */
  readonly violations: string[];

  constructor(parts: Parts) {
    this.#parts = parts;
    this.faults = parts.faults;
    this.requests = parts.requests;
    this.violations = parts.violations;
  }

  /** "http://127.0.0.1:1234" */
  get url(): string {
    return this.#parts.site.world.origin;
  }

  /** "127.0.0.1:1234", for GHE_HOST. */
  get host(): string {
    return new URL(this.url).host;
  }

  get apiUrl(): string {
    return this.#parts.site.world.api;
  }

  /** What the app was registered with. */
  get app(): {
    readonly id: number;
    readonly slug: string;
    readonly clientId: string;
    readonly clientSecret: string;
    readonly privateKeyPem: string;
    readonly webhookSecret: string;
  } {
    return this.#parts.site.world.app;
  }

  createUser(login: string, details?: NewUser): LocalUser {
    return this.#parts.accounts.createUser(login, details);
  }

  createOrganization(login: string): void {
    this.#parts.accounts.createOrganization(login);
  }

  createTeam(organization: string, slug: string, members: readonly string[]): void {
    this.#parts.accounts.createTeam(organization, slug, members);
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

  /** Installs the app on a repository; answers the installation's id. */
  installApp(name: RepositoryName): number {
    return this.#parts.repositories.install(name);
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

  /** Every status of a commit, in the order posted. */
  statuses(name: RepositoryName, sha: string): PostedStatus[] {
    return this.#parts.statuses.of(name, sha);
  }

  /** Posts a status as some account other than the app. */
  postStatus(
    name: RepositoryName,
    sha: string,
    wanted: {
      state: PostedStatus["state"];
      context: string;
      description?: string;
      targetUrl?: string;
      by: string;
    },
  ): Promise<void> {
    return this.#parts.statuses.post(name, sha, wanted);
  }

  /** Resolves with the first status, posted already or to come, that satisfies the predicate. */
  waitForStatus(
    name: RepositoryName,
    sha: string,
    predicate: (status: PostedStatus) => boolean,
    options?: { readonly timeoutMs?: number },
  ): Promise<PostedStatus> {
    return this.#parts.statuses.wait(name, sha, predicate, options);
  }

  /** Where events go; null: nowhere. */
  setWebhookUrl(url: string | null): void {
    this.#parts.site.webhooks.url = url;
  }

  /** Every attempt to deliver an event, oldest first. */
  get deliveries(): readonly Delivery[] {
    return this.#parts.site.webhooks.deliveries;
  }

  /** Events that never arrive; listed as failed deliveries unless `trace` is false. */
  loseWebhooks(which: WhichEvents, { trace = true }: { readonly trace?: boolean } = {}): void {
    this.#disturb(trace ? "lose" : "lose-trace", which);
  }

  /** Events that arrive twice, with the same delivery id. */
  duplicateWebhooks(which: WhichEvents): void {
    this.#disturb("twice", which);
  }

  /** Sends a delivery again, as the button on GitHub's page does. */
  redeliver(deliveryId: number): void {
    this.#parts.site.webhooks.redeliver(deliveryId);
  }

  setLatency(milliseconds: number): void {
    this.#parts.setLatency(milliseconds);
  }

  /** Makes every installation token invalid, as an hour's passing would. */
  expireTokens(): void {
    this.#parts.site.tokens.revoke((token) => token.kind === "installation");
  }

  /** Resolves when every event that happened has been delivered (or has failed). */
  idle(): Promise<void> {
    return this.#parts.site.webhooks.idle();
  }

  close(): Promise<void> {
    return this.#parts.close();
  }

  #disturb(kind: Disturbance, which: WhichEvents): void {
    const all = () => true;
    if (typeof which === "number") this.#parts.site.webhooks.disturb(kind, all, which);
    else this.#parts.site.webhooks.disturb(kind, which, Number.POSITIVE_INFINITY);
  }
}
