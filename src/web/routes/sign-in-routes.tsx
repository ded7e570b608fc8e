import { randomBytes, timingSafeEqual } from "node:crypto";
import { Hono, type Context } from "hono";
import { SignInRefused } from "../../access/ports/identity-provider.js";
import { SourceUnavailable } from "../../deploys/ports/unavailable.js";
import { askingAddress } from "../guards/asking-address.js";
import { perMinute } from "../guards/per-minute.js";
import { SignInPage } from "../pages/sign-in-page.js";
import { SignOutPage } from "../pages/sign-out-page.js";
import type { SignInCookies } from "../sign-in/cookies.js";
import type { WebEnv } from "../sign-in/reader.js";
import { returnPath } from "../sign-in/return-path.js";
import type { SignInParts } from "../sign-in/sign-in-parts.js";
import type { Site } from "../site.js";
import type { WebLogger } from "../web-parts.js";
import { render } from "./render.js";

/** Exchanges with GitHub from one address: a hundred people who come to work at once do it twice. */
const exchangesPerMinute = { each: 240, all: 2_400 };

/** Signing in with GitHub, and out again. */
export function signInRoutes(
  { identityProvider, sessions }: Pick<SignInParts, "identityProvider" | "sessions">,
  cookies: SignInCookies,
  { site, publicUrl, logger }: { site: Site; publicUrl: URL; logger: WebLogger | undefined },
): Hono<WebEnv> {
  const app = new Hono<WebEnv>();
  const redirectUri = new URL("/auth/callback", publicUrl).href;
  const exchanges = perMinute(exchangesPerMinute);

  const ask = (
    context: Context<WebEnv>,
    returnTo: string,
    trouble: string | null,
    status: 200 | 400 | 429 | 503 = 200,
  ) => render(context, <SignInPage site={site} returnTo={returnTo} trouble={trouble} />, status);

  app.get("/login", async (context) => {
    const returnTo = returnPath(context.req.query("return_to"), publicUrl);
    const token = cookies.session(context);
    const person = token === null ? null : await sessions.personOf(token);
    return person === null ? ask(context, returnTo, null) : context.redirect(returnTo, 303);
  });

  app.get("/login/github", (context) => {
    const returnTo = returnPath(context.req.query("return_to"), publicUrl);
    const [state, verifier] = [randomWord(), randomWord()];
    cookies.keepAttempt(context, { state, verifier, returnTo });
    return context.redirect(identityProvider.signInUrl({ state, verifier, redirectUri }), 302);
  });

  app.get("/auth/callback", async (context) => {
    const attempt = cookies.takeAttempt(context);
    const { code, state, error } = context.req.query();
    if (attempt === null || state === undefined || !isSame(state, attempt.state)) {
      return ask(context, "/", "This sign-in was begun in another window, or too long ago. Try again.", 400);
    }
    const returnTo = returnPath(attempt.returnTo, publicUrl);
    if (error !== undefined || code === undefined) {
      return ask(context, returnTo, "GitHub says that you did not agree, so you are not signed in.", 400);
    }
    const wait = await exchanges.secondsToWait(askingAddress(context));
    if (wait > 0) {
      context.header("Retry-After", String(wait));
      const words = "Too many people are signing in at this moment. Try again in a minute.";
      return ask(context, returnTo, words, 429);
    }
    try {
      const person = await identityProvider.personOf(code, { verifier: attempt.verifier, redirectUri });
      cookies.keepSession(context, await sessions.begin(person, cookies.session(context)));
      return context.redirect(returnTo, 303);
    } catch (failure) {
      logger?.error({ err: failure, path: "/auth/callback" }, "A sign-in failed");
      if (failure instanceof SignInRefused)
        return ask(context, returnTo, "GitHub did not take this sign-in any more. Try again.", 400);
      if (failure instanceof SourceUnavailable)
        return ask(context, returnTo, "GitHub does not answer at the moment. Try again in a minute.", 503);
      throw failure;
    }
  });

  app.get("/logout", (context) => render(context, <SignOutPage site={site} />));

  app.post("/logout", async (context) => {
    const token = cookies.session(context);
    if (token !== null) await sessions.end(token);
    cookies.forgetSession(context);
    // Not the cookies, which would be those of the whole domain.
    context.header("Clear-Site-Data", '"cache"');
    return context.redirect("/login", 303);
  });

  return app;
}

function randomWord(): string {
  return randomBytes(32).toString("base64url");
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
