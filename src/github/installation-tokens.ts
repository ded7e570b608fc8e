import { createAppAuth } from "@octokit/auth-app";
import type { Octokit } from "@octokit/core";
import type { Clock } from "../deploys/ports/clock.js";

/** Permission name -> level, the names of GitHub's API: `{ contents: "read" }`. */
export type Permissions = Readonly<Record<string, "read" | "write">>;

export interface TokenScope {
  readonly installationId: number;
  /** null: every repository of the installation. */
  readonly repositoryId: number | null;
  readonly permissions: Permissions;
}

export interface InstallationTokens {
  /**
   * A token that can do no more than the scope says; kept until shortly before it expires, or until somebody says
   * that it was `refused`.
   */
  tokenFor(scope: TokenScope, refused?: string): Promise<string>;
  /** Forgets a token that GitHub did not accept. */
  forget(scope: TokenScope): void;
  /** A short-lived JWT that identifies the app itself. */
  appToken(): Promise<string>;
}

interface CachedToken {
  readonly token: string;
  readonly expiresAt: number;
}

// A clone or a slow evaluation may still use the token for a while after it was handed out.
const spareMs = 10 * 60_000;

export function createInstallationTokens(options: {
  readonly appId: string | number;
  readonly privateKey: string;
  readonly octokit: Octokit;
  readonly clock: Clock;
}): InstallationTokens {
  const auth = createAppAuth({
    appId: options.appId,
    privateKey: options.privateKey,
    request: options.octokit.request,
  });
  const cache = new Map<string, Promise<CachedToken>>();

  async function create({ installationId, repositoryId, permissions }: TokenScope): Promise<CachedToken> {
    const { token, expiresAt } = await auth({
      type: "installation",
      installationId,
      permissions,
      ...(repositoryId === null ? {} : { repositoryIds: [repositoryId] }),
      // auth-app keeps tokens for 59 minutes whatever GitHub said about their expiry: the cache here decides.
      refresh: true,
    });
    return { token, expiresAt: Date.parse(expiresAt) };
  }

  return {
    async tokenFor(scope, refused) {
      const key = keyOf(scope);
      const known = await cache.get(key);
      if (known && known.token !== refused && known.expiresAt - spareMs > options.clock.now().getTime())
        return known.token;
      const creating = create(scope);
      cache.set(key, creating);
      creating.catch(() => {
        if (cache.get(key) === creating) cache.delete(key);
      });
      return (await creating).token;
    },
    forget: (scope) => void cache.delete(keyOf(scope)),
    appToken: async () => (await auth({ type: "app" })).token,
  };
}

function keyOf({ installationId, repositoryId, permissions }: TokenScope): string {
  return JSON.stringify([installationId, repositoryId, Object.entries(permissions).sort()]);
}
