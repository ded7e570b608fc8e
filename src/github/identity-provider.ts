import { createHash } from "node:crypto";
import { z } from "zod";
import { type IdentityProvider, SignInRefused } from "../access/ports/identity-provider.js";
import { SourceUnavailable } from "../deploys/ports/unavailable.js";

export interface IdentityProviderOptions {
  readonly clientId: string;
  readonly clientSecret: string;
  /** The REST API: https://api.github.com, or https://ghes.example.com/api/v3. */
  readonly apiUrl: string;
  /** Where people look: https://github.com, or https://ghes.example.com. */
  readonly webUrl: string;
  readonly fetch?: typeof globalThis.fetch;
}

const timeoutMs = 10_000;

/** GitHub answers 200 also where it refuses a code. */
const exchange = z.union([
  z.object({ access_token: z.string().min(1) }),
  z.object({ error: z.string().regex(/^[a-z_]{1,100}$/) }),
]);
const user = z.object({ id: z.number().int(), login: z.string().min(1), name: z.string().nullish() });

/**
 * Sign-in through the GitHub App's user authorization, with PKCE.
 * @see https://docs.github.com/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-user-access-token-for-a-github-app
 */
export function createIdentityProvider(options: IdentityProviderOptions): IdentityProvider {
  const { clientId, clientSecret, apiUrl, webUrl, fetch = globalThis.fetch } = options;

  /** The body of an answer; whatever else happens is "GitHub cannot be reached". */
  async function ask<T>(url: string, init: RequestInit, schema: z.ZodType<T>): Promise<T> {
    try {
      const response = await fetch(url, {
        ...init,
        redirect: "error",
        signal: AbortSignal.timeout(timeoutMs),
      });
      if (!response.ok) throw new Error(`answered ${response.status}`);
      return schema.parse(await response.json());
    } catch (cause) {
      throw new SourceUnavailable("Cannot reach GitHub to sign in", { kind: "github-unavailable", cause });
    }
  }

  return {
    signInUrl({ state, verifier, redirectUri }) {
      const url = new URL(`${webUrl}/login/oauth/authorize`);
      url.search = new URLSearchParams({
        client_id: clientId,
        redirect_uri: redirectUri,
        state,
        code_challenge: createHash("sha256").update(verifier).digest("base64url"),
        code_challenge_method: "S256",
      }).toString();
      return url.href;
    },
    async personOf(code, { verifier, redirectUri }) {
      const answer = await ask(
        `${webUrl}/login/oauth/access_token`,
        {
          method: "POST",
          headers: { accept: "application/json" },
          body: new URLSearchParams({
            client_id: clientId,
            client_secret: clientSecret,
            code,
            redirect_uri: redirectUri,
            code_verifier: verifier,
          }),
        },
        exchange,
      );
      if ("error" in answer) throw new SignInRefused(answer.error);
      const { id, login, name } = await ask(
        `${apiUrl}/user`,
        {
          headers: {
            accept: "application/vnd.github+json",
            authorization: `Bearer ${answer.access_token}`,
            "x-github-api-version": "2022-11-28",
          },
        },
        user,
      );
      return { id, login, name: name === undefined || name === "" ? null : name };
    },
  };
}
