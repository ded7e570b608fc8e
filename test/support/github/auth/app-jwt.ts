import { verify } from "node:crypto";
import { z } from "zod";
import type { AppIdentity } from "../world/world.js";

const header = z.object({ alg: z.literal("RS256") });
const claims = z.object({
  iss: z.union([z.string(), z.number()]),
  iat: z.number(),
  exp: z.number(),
});

/** The longest that GitHub lets an app's token live, and how far it lets clocks differ, in seconds. */
const longestLife = 600;
const clockDrift = 60;

/** Whether a bearer token has the form of a JWT rather than of one of GitHub's own tokens. */
export function looksLikeJwt(token: string): boolean {
  return token.split(".").length === 3;
}

/** Verifies an app's JWT as GitHub does: answers null, or the message of the refusal. */
export function refuseAppJwt(token: string, app: AppIdentity, nowSeconds: number): string | null {
  const [head = "", body = "", signature = ""] = token.split(".");
  const parsedHead = header.safeParse(decode(head));
  const parsedClaims = claims.safeParse(decode(body));
  const signed = Buffer.from(signature, "base64url");
  if (
    !parsedHead.success ||
    !parsedClaims.success ||
    !verify("RSA-SHA256", Buffer.from(`${head}.${body}`), app.publicKeyPem, signed)
  ) {
    return "A JSON web token could not be decoded";
  }
  const { iss, iat, exp } = parsedClaims.data;
  if (String(iss) !== String(app.id) && iss !== app.clientId) return "Integration not found";
  if (exp <= nowSeconds)
    return "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires";
  if (exp > nowSeconds + longestLife + clockDrift)
    return "'Expiration time' claim ('exp') is too far in the future";
  if (iat > nowSeconds + clockDrift)
    return "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued";
  return null;
}

function decode(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
  } catch {
    return null;
  }
}
