import type { Accounts, LocalUser, NewUser } from "./facade/accounts.js";
import { Hosting, type HostingParts } from "./facade/hosting.js";
import type { RepositoryName } from "./facade/repository-name.js";
import type { Statuses } from "./facade/statuses.js";
import type { Faults } from "./faults.js";
import type { PostedStatus } from "./posted-status.js";
import type { LoggedRequest } from "./request-log.js";
import type { Site } from "./site.js";
import type { Delivery } from "./webhooks/delivery.js";
import type { Disturbance, Occurrence } from "./webhooks/webhook-sender.js";

interface Parts extends HostingParts {
  readonly site: Site;
  readonly faults: Faults;
  readonly requests: LoggedRequest[];
  readonly violations: string[];
  readonly accounts: Accounts;
  readonly statuses: Statuses;
  readonly setLatency: (milliseconds: number) => void;
  readonly close: () => Promise<void>;
}

/** Which events something befalls: the next so many, or those that match. */
export type WhichEvents = number | ((occurrence: Occurrence) => boolean);

/** A running local GitHub. Repositories are named "owner/name" or by anything that has their id. */
export class LocalGitHub extends Hosting {
  readonly #parts: Parts;
  readonly faults: Faults;
  /** Every request, in order of arrival. */
  readonly requests: LoggedRequest[];
  /** What differed from GitHub's published description; filled with `validate: true`. */
  readonly violations: string[];

  constructor(parts: Parts) {
    super(parts);
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

  /** The old login is free for others then; the app is not told. */
  renameUser(login: string, to: string): void {
    this.#parts.accounts.renameUser(login, to);
  }

  /** As the person does in their settings: the app is told. */
  revokeAuthorization(login: string): void {
    this.#parts.accounts.revokeAuthorization(login);
  }

  createTeam(organization: string, slug: string, members: readonly string[]): void {
    this.#parts.accounts.createTeam(organization, slug, members);
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

  /** How long the receiver of an event may take: ten seconds on GitHub. */
  setWebhookTimeout(milliseconds: number): void {
    this.#parts.site.webhooks.timeoutMs = milliseconds;
  }

  /** Every attempt to deliver an event, oldest first. */
  get deliveries(): readonly Delivery[] {
    return this.#parts.site.webhooks.deliveries;
  }

  /** Events that never arrive; listed as failed deliveries unless `trace` is false. Answers how to end it. */
  loseWebhooks(which: WhichEvents, { trace = true }: { readonly trace?: boolean } = {}): () => void {
    return this.#disturb(trace ? "lose" : "lose-trace", which);
  }

  /** Events that arrive twice, with the same delivery id. Answers how to end it. */
  duplicateWebhooks(which: WhichEvents): () => void {
    return this.#disturb("twice", which);
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

  #disturb(kind: Disturbance, which: WhichEvents): () => void {
    const { webhooks } = this.#parts.site;
    return typeof which === "number"
      ? webhooks.disturb(kind, () => true, which)
      : webhooks.disturb(kind, which, Number.POSITIVE_INFINITY);
  }
}
