import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import type { CookieOptions } from "hono/utils/cookie";
import { z } from "zod";
import { sessionSeconds } from "../../access/sessions.js";

/** How long somebody may take to agree on GitHub's page. */
const attemptSeconds = 10 * 60;

const attempt = z.object({
  state: z.string().min(1),
  verifier: z.string().min(1),
  returnTo: z.string().startsWith("/"),
});

/** What the browser keeps between the sign-in page and the way back. */
export type KeptAttempt = z.infer<typeof attempt>;

export interface SignInCookies {
  session(context: Context): string | null;
  keepSession(context: Context, token: string): void;
  forgetSession(context: Context): void;
  keepAttempt(context: Context, kept: KeptAttempt): void;
  /** The attempt, which is forgotten with that: it is good once. */
  takeAttempt(context: Context): KeptAttempt | null;
}

/**
 * Cookies that no script reads. Where the site is https they have the prefix `__Host-`, so that no other host of the
 * same domain can set them.
 */
export function createSignInCookies(publicUrl: URL): SignInCookies {
  const isSecure = publicUrl.protocol === "https:";
  const options: CookieOptions = {
    path: "/",
    httpOnly: true,
    sameSite: "Lax",
    ...(isSecure ? { secure: true, prefix: "host" } : {}),
  };
  const read = (context: Context, name: string): string | undefined =>
    isSecure ? getCookie(context, name, "host") : getCookie(context, name);

  return {
    session: (context) => read(context, "session") ?? null,
    keepSession: (context, token) =>
      setCookie(context, "session", token, { ...options, maxAge: sessionSeconds }),
    forgetSession: (context) => void deleteCookie(context, "session", options),
    keepAttempt: (context, kept) =>
      setCookie(context, "sign-in", Buffer.from(JSON.stringify(kept)).toString("base64url"), {
        ...options,
        maxAge: attemptSeconds,
      }),
    takeAttempt(context) {
      const text = read(context, "sign-in");
      if (text === undefined) return null;
      deleteCookie(context, "sign-in", options);
      try {
        return attempt.parse(JSON.parse(Buffer.from(text, "base64url").toString("utf8")));
      } catch {
        return null;
      }
    },
  };
}
