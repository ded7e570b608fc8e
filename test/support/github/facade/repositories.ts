import { install, suspend, uninstallFrom } from "../actions/installations.js";
import {
  addRepository,
  deleteRepository,
  renameRepository,
  transferRepository,
} from "../actions/repositories.js";
import type { Site } from "../site.js";
import {
  fullName,
  type BranchProtection,
  type Repository,
  type RepositoryPermission,
} from "../world/entities.js";
import type { Accounts } from "./accounts.js";
import { accountNamed, repositoryNamed, type RepositoryName } from "./repository-name.js";

export interface NewLocalRepository {
  readonly owner: string;
  readonly name: string;
  /** True when left out: a token that is too narrow is then noticed. */
  readonly private?: boolean;
  /** "main" when left out. */
  readonly defaultBranch?: string;
  /** Whether the app is installed there at once: true when left out. */
  readonly install?: boolean;
  /** Whether a new owner is an organisation rather than a person: true when left out. */
  readonly organization?: boolean;
  /** Whose token `pushUrl` carries; made with write access: "developer" when left out. */
  readonly pusher?: string;
}

export interface LocalRepository {
  readonly id: number;
  /** "owner/name" when this was asked. */
  readonly fullName: string;
  readonly gitDir: string;
  /** Without a credential. */
  readonly cloneUrl: string;
  /** With the token of a person who may push. */
  readonly pushUrl: string;
}

/** Repositories of a local GitHub, who may use them, and where the app is installed. */
export class Repositories {
  readonly #site: Site;
  readonly #accounts: Accounts;
  readonly #folder: string;
  readonly #pushers = new Map<number, string>();

  constructor(site: Site, accounts: Accounts, folder: string) {
    this.#site = site;
    this.#accounts = accounts;
    this.#folder = folder;
  }

  async create(wanted: NewLocalRepository): Promise<LocalRepository> {
    const { world } = this.#site;
    if (world.account(wanted.owner) === null) {
      if (wanted.organization ?? true) this.#accounts.createOrganization(wanted.owner);
      else this.#accounts.createUser(wanted.owner);
    }
    const repository = await addRepository(this.#site, this.#folder, {
      owner: accountNamed(world, wanted.owner),
      name: wanted.name,
      private: wanted.private ?? true,
      defaultBranch: wanted.defaultBranch ?? "main",
    });
    const pusher = this.#accounts.createUser(wanted.pusher ?? "developer");
    this.#pushers.set(repository.id, pusher.login);
    this.grant(repository, pusher.login, "write");
    if (wanted.install ?? true) this.install(repository);
    return this.get(repository);
  }

  get(name: RepositoryName): LocalRepository {
    const repository = this.#find(name);
    return {
      id: repository.id,
      fullName: fullName(repository),
      gitDir: repository.git.directory,
      cloneUrl: `${this.#site.world.origin}/${fullName(repository)}.git`,
      pushUrl: this.pushUrl(repository, this.pusher(repository)),
    };
  }

  /** The address for git with a person's token in it. */
  pushUrl(name: RepositoryName, login: string): string {
    const url = new URL(`${this.#site.world.origin}/${fullName(this.#find(name))}.git`);
    const user = this.#accounts.createUser(login);
    url.username = user.login;
    url.password = user.token;
    return url.href;
  }

  /** Who acts in a repository when nobody is named. */
  pusher(name: RepositoryName): string {
    return this.#pushers.get(this.#find(name).id) ?? "developer";
  }

  /** Gives a person a role; null takes it away. */
  grant(name: RepositoryName, login: string, permission: RepositoryPermission | null): void {
    const { grants } = this.#find(name);
    if (permission === null) grants.delete(login.toLowerCase());
    else grants.set(login.toLowerCase(), permission);
  }

  install(name: RepositoryName, how: { readonly told?: boolean } = {}): number {
    const repository = this.#find(name);
    return install(this.#site, repository, accountNamed(this.#site.world, this.pusher(repository)), how).id;
  }

  uninstall(name: RepositoryName): void {
    const repository = this.#find(name);
    uninstallFrom(this.#site, repository, accountNamed(this.#site.world, this.pusher(repository)));
  }

  /** Suspends the installation that covers a repository, or resumes it. */
  suspend(name: RepositoryName, suspended: boolean): void {
    const repository = this.#find(name);
    const installation = this.#site.world.installationOf(repository);
    if (installation === null) throw new Error(`the app is not installed on ${fullName(repository)}`);
    suspend(this.#site, installation, accountNamed(this.#site.world, this.pusher(repository)), suspended);
  }

  rename(name: RepositoryName, to: string): void {
    const repository = this.#find(name);
    renameRepository(this.#site, repository, to, accountNamed(this.#site.world, this.pusher(repository)));
  }

  transfer(name: RepositoryName, owner: string): void {
    const repository = this.#find(name);
    this.#accounts.createOrganization(owner);
    const { world } = this.#site;
    const sender = accountNamed(world, this.pusher(repository));
    transferRepository(this.#site, repository, accountNamed(world, owner), sender);
  }

  delete(name: RepositoryName): void {
    const repository = this.#find(name);
    deleteRepository(this.#site, repository, accountNamed(this.#site.world, this.pusher(repository)));
  }

  protect(name: RepositoryName, branch: string, rules: BranchProtection | null): void {
    const { protections } = this.#find(name);
    if (rules === null) protections.delete(branch);
    else protections.set(branch, rules);
  }

  /** Marks a commit's signature as verified and its author as this account. */
  setVerified(name: RepositoryName, sha: string, login: string): void {
    this.#find(name).verified.set(sha, accountNamed(this.#site.world, login).login);
  }

  #find(name: RepositoryName): Repository {
    return repositoryNamed(this.#site.world, name);
  }
}
