import { EventEmitter } from "node:events";
import type { AppPermissions, Account, AccountType, Installation, Repository, Team } from "./entities.js";
import { createSequence, nowInstant } from "./sequence.js";

export interface AppIdentity {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly privateKeyPem: string;
  readonly publicKeyPem: string;
  readonly webhookSecret: string;
  readonly permissions: AppPermissions;
  readonly events: readonly string[];
}

/** Everything that the local GitHub knows, and how it is looked up. */
export class World {
  readonly app: AppIdentity;
  readonly nextId = createSequence(1000);
  readonly changes = new EventEmitter<{ status: [] }>();
  readonly repositories: Repository[] = [];
  readonly installations: Installation[] = [];
  readonly teams: Team[] = [];
  readonly #accounts = new Map<string, Account>();
  /** Old "owner/name" -> repository, for redirects. */
  readonly formerNames = new Map<string, Repository>();
  readonly #locks = new WeakMap<Repository, Promise<unknown>>();
  readonly appOwner: Account;
  readonly bot: Account;
  /** Where the server listens, without a final slash; set once it does. */
  origin = "";

  constructor(app: AppIdentity) {
    this.app = app;
    this.changes.setMaxListeners(0);
    this.appOwner = this.addAccount("app-owner", "Organization");
    this.bot = this.addAccount(`${app.slug}[bot]`, "Bot");
  }

  get api(): string {
    return `${this.origin}/api/v3`;
  }

  addAccount(
    login: string,
    type: AccountType,
    details: { name?: string | undefined; email?: string | undefined; siteAdmin?: boolean | undefined } = {},
  ): Account {
    const id = this.nextId();
    const account: Account = {
      id,
      login,
      type,
      name: details.name ?? (type === "Bot" ? null : login),
      email: details.email ?? `${id}+${login}@users.noreply.localhost`,
      siteAdmin: details.siteAdmin ?? false,
      createdAt: nowInstant(),
    };
    this.#accounts.set(login.toLowerCase(), account);
    return account;
  }

  /** The old login is free for others then. What was granted goes with the account. */
  renameAccount(account: Account, login: string): void {
    const [before, after] = [account.login.toLowerCase(), login.toLowerCase()];
    this.#accounts.delete(before);
    account.login = login;
    this.#accounts.set(after, account);
    for (const members of [
      ...this.repositories.map(({ grants }) => grants),
      ...this.teams.map((team) => team.members),
    ])
      moveEntry<unknown>(members, before, after);
  }

  account(login: string): Account | null {
    return this.#accounts.get(login.toLowerCase()) ?? null;
  }

  accounts(): Iterable<Account> {
    return this.#accounts.values();
  }

  /** Whom a commit's address belongs to: any registered one, or GitHub's no-reply form. */
  accountByEmail(email: string): Account | null {
    const wanted = email.toLowerCase();
    for (const account of this.#accounts.values()) {
      if (account.email.toLowerCase() === wanted) return account;
    }
    const login = /^(?:\d+\+)?([^@]+)@users\.noreply\.(?:localhost|github\.com)$/.exec(wanted)?.[1];
    return login === undefined ? null : this.account(login);
  }

  repository(owner: string, name: string): Repository | null {
    const wanted = `${owner}/${name}`.toLowerCase();
    return this.repositories.find((one) => `${one.owner.login}/${one.name}`.toLowerCase() === wanted) ?? null;
  }

  repositoryById(id: number): Repository | null {
    return this.repositories.find((one) => one.id === id) ?? null;
  }

  installationOf(repository: Repository): Installation | null {
    return this.installations.find((one) => one.repositoryIds.has(repository.id)) ?? null;
  }

  team(organization: string, slug: string): Team | null {
    return (
      this.teams.find(
        (team) =>
          team.organization.login.toLowerCase() === organization.toLowerCase() &&
          team.slug === slug.toLowerCase(),
      ) ?? null
    );
  }

  /** Runs what changes a repository's refs, one at a time: events need the state before and after. */
  exclusively<T>(repository: Repository, work: () => Promise<T>): Promise<T> {
    const before = this.#locks.get(repository) ?? Promise.resolve();
    const result = before.then(work, work);
    this.#locks.set(
      repository,
      result.catch(() => undefined),
    );
    return result;
  }
}

function moveEntry<T>(entries: Map<string, T>, before: string, after: string): void {
  const value = entries.get(before);
  if (value === undefined) return;
  entries.delete(before);
  entries.set(after, value);
}
