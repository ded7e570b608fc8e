import { randomBytes } from "node:crypto";
import type { Account, AppPermissions, Installation } from "../world/entities.js";

export interface InstallationToken {
  readonly kind: "installation";
  readonly token: string;
  readonly installation: Installation;
  readonly permissions: AppPermissions;
  /** Null: every repository of the installation. */
  readonly repositoryIds: ReadonlySet<number> | null;
  readonly expiresAt: number;
}

export interface UserToken {
  readonly kind: "user";
  readonly token: string;
  readonly account: Account;
  /** Issued by signing in through the app, rather than made by hand. */
  readonly throughApp: boolean;
  readonly expiresAt: number;
}

export type Token = InstallationToken | UserToken;

export const installationTokenLife = 60 * 60 * 1000;
export const userTokenLife = 8 * 60 * 60 * 1000;

/** The tokens in circulation. */
export class TokenStore {
  readonly #tokens = new Map<string, Token>();
  readonly #refresh = new Map<string, Account>();

  forInstallation(
    installation: Installation,
    permissions: AppPermissions,
    repositoryIds: ReadonlySet<number> | null,
  ): InstallationToken {
    const token: InstallationToken = {
      kind: "installation",
      token: `ghs_${randomBytes(18).toString("hex")}`,
      installation,
      permissions,
      repositoryIds,
      expiresAt: Date.now() + installationTokenLife,
    };
    this.#tokens.set(token.token, token);
    return token;
  }

  forUser(account: Account, options: { token?: string | undefined; throughApp?: boolean } = {}): UserToken {
    const throughApp = options.throughApp ?? false;
    const token: UserToken = {
      kind: "user",
      token: options.token ?? `${throughApp ? "ghu" : "ghp"}_${randomBytes(18).toString("hex")}`,
      account,
      throughApp,
      expiresAt: throughApp ? Date.now() + userTokenLife : Number.POSITIVE_INFINITY,
    };
    this.#tokens.set(token.token, token);
    return token;
  }

  refreshTokenFor(account: Account): string {
    const token = `ghr_${randomBytes(24).toString("hex")}`;
    this.#refresh.set(token, account);
    return token;
  }

  /** Uses a refresh token up. */
  redeemRefreshToken(token: string): Account | null {
    const account = this.#refresh.get(token) ?? null;
    this.#refresh.delete(token);
    return account;
  }

  /** A token that is valid now, or null. */
  find(token: string): Token | null {
    const found = this.#tokens.get(token);
    return found === undefined || found.expiresAt <= Date.now() ? null : found;
  }

  /** Makes tokens invalid at once, as an hour's passing or a revocation would. */
  revoke(which: (token: Token) => boolean): void {
    for (const token of this.#tokens.values()) if (which(token)) this.#tokens.delete(token.token);
  }
}
