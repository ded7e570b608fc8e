import type { Site } from "../site.js";
import { emitAuthorizationRevoked } from "../webhooks/emit.js";
import { nowInstant } from "../world/sequence.js";
import { accountNamed } from "./repository-name.js";

export interface NewUser {
  /** A site administrator: may do everything everywhere. */
  readonly admin?: boolean;
  /** A personal access token; made up when left out. */
  readonly token?: string;
  readonly name?: string;
  /** Commits with this address are this person's. */
  readonly email?: string;
}

export interface LocalUser {
  readonly id: number;
  readonly login: string;
  readonly name: string;
  readonly email: string;
  readonly token: string;
}

/** People, organisations and teams of a local GitHub. */
export class Accounts {
  readonly #site: Site;
  readonly #users = new Map<string, LocalUser>();

  constructor(site: Site) {
    this.#site = site;
  }

  /** Makes a person, or answers the one of that login. */
  createUser(login: string, { admin, token, name, email }: NewUser = {}): LocalUser {
    const known = this.#users.get(login.toLowerCase());
    if (known !== undefined) return known;
    const account = this.#site.world.addAccount(login, "User", { name, email, siteAdmin: admin });
    const user: LocalUser = {
      id: account.id,
      login,
      name: account.name ?? login,
      email: account.email,
      token: this.#site.tokens.forUser(account, { token }).token,
    };
    this.#users.set(login.toLowerCase(), user);
    return user;
  }

  /** Gives a person another login; the old one is free for others. */
  renameUser(login: string, to: string): void {
    this.#site.world.renameAccount(accountNamed(this.#site.world, login), to);
    const user = this.#users.get(login.toLowerCase());
    this.#users.delete(login.toLowerCase());
    if (user !== undefined) this.#users.set(to.toLowerCase(), { ...user, login: to });
  }

  /** Takes back, in the person's settings, what they agreed to when they signed in through the app. */
  revokeAuthorization(login: string): void {
    const account = accountNamed(this.#site.world, login);
    this.#site.tokens.revoke(
      (token) => token.kind === "user" && token.throughApp && token.account === account,
    );
    emitAuthorizationRevoked(this.#site, account);
  }

  createOrganization(login: string): void {
    if (this.#site.world.account(login) === null) this.#site.world.addAccount(login, "Organization");
  }

  /** Makes a team of existing people; its members are the organisation's members. */
  createTeam(organization: string, slug: string, members: readonly string[]): void {
    const { world } = this.#site;
    world.teams.push({
      id: world.nextId(),
      organization: accountNamed(world, organization),
      slug: slug.toLowerCase(),
      name: slug,
      createdAt: nowInstant(),
      members: new Map(members.map((login) => [accountNamed(world, login).login.toLowerCase(), "member"])),
    });
  }
}
