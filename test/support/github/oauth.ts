import { createHash, randomBytes } from "node:crypto";
import { userTokenLife } from "./auth/token-store.js";
import type { Answer } from "./http/answer.js";
import type { Site } from "./site.js";
import type { Account } from "./world/entities.js";

/** How long a code is good for, in milliseconds; and a refresh token, in seconds (six months). */
const codeLife = 10 * 60 * 1000;
const refreshLife = 15_897_600;

interface Grant {
  readonly account: Account;
  readonly redirectUri: string;
  readonly challenge: string | null;
  readonly expiresAt: number;
}

export interface OAuth {
  /** The consent page; with `login` in the query it is answered at once. */
  authorize(query: URLSearchParams): Answer;
  /** Exchanges a code, or a refresh token, for an access token. */
  accessToken(form: URLSearchParams, accept: string): Answer;
}

/** Signing in through the app: the web flow with PKCE and expiring tokens. */
export function createOAuth({ world, tokens }: Site): OAuth {
  const codes = new Map<string, Grant>();

  const redirect = (query: URLSearchParams, account: Account): Answer => {
    const redirectUri = query.get("redirect_uri") ?? "";
    const code = randomBytes(10).toString("hex");
    const challenge = query.get("code_challenge");
    codes.set(code, { account, redirectUri, challenge, expiresAt: Date.now() + codeLife });
    const target = new URL(redirectUri);
    target.searchParams.set("code", code);
    const state = query.get("state");
    if (state !== null) target.searchParams.set("state", state);
    return { status: 302, headers: { location: target.href } };
  };

  const redeem = (form: URLSearchParams): Account | string => {
    if (
      form.get("client_id") !== world.app.clientId ||
      form.get("client_secret") !== world.app.clientSecret
    ) {
      return "incorrect_client_credentials";
    }
    if (form.get("grant_type") === "refresh_token") {
      return tokens.redeemRefreshToken(form.get("refresh_token") ?? "") ?? "bad_refresh_token";
    }
    const code = form.get("code") ?? "";
    const grant = codes.get(code);
    codes.delete(code);
    if (grant === undefined || grant.expiresAt <= Date.now()) return "bad_verification_code";
    const uri = form.get("redirect_uri");
    if (uri !== null && uri !== grant.redirectUri) return "redirect_uri_mismatch";
    if (grant.challenge !== null && hash(form.get("code_verifier") ?? "") !== grant.challenge) {
      return "bad_verification_code";
    }
    return grant.account;
  };

  return {
    authorize(query) {
      if (query.get("client_id") !== world.app.clientId) return { status: 404, body: "Not Found" };
      if (!URL.canParse(query.get("redirect_uri") ?? ""))
        return { status: 400, body: "redirect_uri is missing" };
      const method = query.get("code_challenge_method");
      if (query.has("code_challenge") && method !== "S256") {
        return { status: 400, body: "code_challenge_method must be S256" };
      }
      const login = query.get("login");
      const account = login === null ? null : world.account(login);
      return account?.type === "User" ? redirect(query, account) : consentPage(query, [...world.accounts()]);
    },

    accessToken(form, accept) {
      const account = redeem(form);
      const fields: Record<string, string | number> =
        typeof account === "string"
          ? {
              error: account,
              error_description: "The request was refused.",
              error_uri: "https://docs.github.com",
            }
          : {
              access_token: tokens.forUser(account, { throughApp: true }).token,
              expires_in: userTokenLife / 1000,
              refresh_token: tokens.refreshTokenFor(account),
              refresh_token_expires_in: refreshLife,
              scope: "",
              token_type: "bearer",
            };
      if (accept.includes("application/json")) return { status: 200, body: fields };
      const encoded = new URLSearchParams(
        Object.entries(fields).map(([key, value]): [string, string] => [key, String(value)]),
      );
      const headers = { "content-type": "application/x-www-form-urlencoded; charset=utf-8" };
      return { status: 200, body: Buffer.from(encoded.toString()), headers };
    },
  };
}

function hash(verifier: string): string {
  return createHash("sha256").update(verifier).digest("base64url");
}

function consentPage(query: URLSearchParams, accounts: readonly Account[]): Answer {
  const choices = accounts
    .filter((account) => account.type === "User")
    .map((account) => {
      const target = new URLSearchParams(query);
      target.set("login", account.login);
      const href = `?${target.toString()}`.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
      const name = account.name === null ? "" : ` ${escapeHtml(account.name)}`;
      return `<li><a href="${href}">${escapeHtml(account.login)}</a>${name}</li>`;
    });
  const page = `<!doctype html><html lang="en"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>Sign in</title>
<h1>Sign in to the local GitHub as</h1><ul>${choices.join("")}</ul></html>`;
  return { status: 200, body: Buffer.from(page), headers: { "content-type": "text/html; charset=utf-8" } };
}

/** Text as HTML. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
