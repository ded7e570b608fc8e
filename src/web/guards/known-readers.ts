import type { Context, MiddlewareHandler } from "hono";
import { nameOfToken } from "../sign-in/api-token.js";
import type { SignInCookies } from "../sign-in/cookies.js";
import type { WebEnv } from "../sign-in/reader.js";
import type { SignInParts } from "../sign-in/sign-in-parts.js";

/**
 * Lets through who has signed in and, for what programs read, who bears a read token. Everybody else is sent to the
 * sign-in page, whatever they asked for and whether or not it is there; programs are told so, and `signedOut` answers
 * forms.
 */
export function knownReaders(
  { sessions, apiTokens }: Pick<SignInParts, "sessions" | "apiTokens">,
  cookies: SignInCookies,
  signedOut: MiddlewareHandler<WebEnv>,
): MiddlewareHandler<WebEnv> {
  return async (context, next) => {
    const script = isForPrograms(context)
      ? nameOfToken(context.req.header("authorization"), apiTokens)
      : null;
    if (script !== null) {
      context.set("reader", { kind: "script", name: script });
      return next();
    }
    const token = cookies.session(context);
    const person = token === null ? null : await sessions.personOf(token);
    if (person !== null) {
      context.set("reader", { kind: "person", person });
      return next();
    }
    if (context.req.method === "GET" && !isForPrograms(context)) {
      const { pathname, search } = new URL(context.req.url);
      const from =
        pathname === "/" && search === "" ? "" : `?return_to=${encodeURIComponent(pathname + search)}`;
      return context.redirect(`/login${from}`, 302);
    }
    if (context.req.method === "POST") return signedOut(context, next);
    return context.json({ error: "Sign in, or send a read token (API_TOKENS)" }, 401, {
      "WWW-Authenticate": "Bearer",
    });
  };
}

/** Whether who was let in still is who they were: the session may have ended since. */
export function stillReaders(
  signIn: Pick<SignInParts, "sessions"> | undefined,
  cookies: SignInCookies,
): (context: Context<WebEnv>) => Promise<boolean> {
  return async (context) => {
    const reader = context.get("reader");
    if (signIn === undefined || reader?.kind !== "person") return reader?.kind === "local";
    const token = cookies.session(context);
    const person = token === null ? null : await signIn.sessions.personOf(token);
    return person?.id === reader.person.id;
  };
}

function isForPrograms({ req }: Context): boolean {
  return (
    (req.method === "GET" || req.method === "HEAD") && (req.path.endsWith(".json") || req.path === "/metrics")
  );
}
