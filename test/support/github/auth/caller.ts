import type { World } from "../world/world.js";
import type { Account } from "../world/entities.js";
import { ApiError } from "../http/answer.js";
import { looksLikeJwt, refuseAppJwt } from "./app-jwt.js";
import type { Token, TokenStore } from "./token-store.js";

/** Who sends a request. */
export type Caller = { readonly kind: "nobody" } | { readonly kind: "app" } | Token;

/** The account that acts: the app's bot for its tokens. */
export function actingAccount(world: World, caller: Caller): Account {
  return caller.kind === "user" ? caller.account : world.bot;
}

/** Tells who sends a request from its Authorization header; refuses a credential that is none (401). */
export function identify(world: World, tokens: TokenStore, authorization: string | undefined): Caller {
  if (authorization === undefined) return { kind: "nobody" };
  const credential = readCredential(authorization);
  if (credential === null) throw new ApiError(401, "Bad credentials");
  if (looksLikeJwt(credential)) {
    const refusal = refuseAppJwt(credential, world.app, Math.floor(Date.now() / 1000));
    if (refusal === null) return { kind: "app" };
    throw new ApiError(refusal === "Integration not found" ? 404 : 401, refusal);
  }
  const token = tokens.find(credential);
  if (token === null) throw new ApiError(401, "Bad credentials");
  if (token.kind === "installation" && token.installation.suspendedAt !== null) {
    throw new ApiError(403, "This installation has been suspended");
  }
  return token;
}

function readCredential(authorization: string): string | null {
  const [scheme = "", value = ""] = authorization.split(" ");
  if (/^(bearer|token)$/i.test(scheme) && value !== "") return value;
  if (!/^basic$/i.test(scheme)) return null;
  const pair = Buffer.from(value, "base64").toString("utf8");
  const colon = pair.indexOf(":");
  // A token may stand in the place of the name as well: https://<token>@github.com.
  const password = colon < 0 ? "" : pair.slice(colon + 1);
  return password === "" || password === "x-oauth-basic" ? pair.slice(0, Math.max(colon, 0)) : password;
}

/** A description for the request log that reveals no secret. */
export function describeCaller(caller: Caller): string {
  switch (caller.kind) {
    case "nobody":
    case "app":
      return caller.kind;
    case "user":
      return `user ${caller.account.login}`;
    case "installation":
      return `installation ${caller.installation.id}`;
  }
}
