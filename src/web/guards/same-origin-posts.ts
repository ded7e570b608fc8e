import type { MiddlewareHandler } from "hono";
import type { WebEnv } from "../sign-in/reader.js";

const safeMethods = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Lets a request that changes something through only if it comes from one of our own pages: browsers name
 * the origin of every POST, and no page can forge it. What names none (a script, a very old browser) is
 * refused too. Stricter than `hono/csrf`, which is content with one of the two headers and looks at forms only.
 * @param ours the site's origin, "https://deploys.example.com"; null: whatever host was asked, on this machine
 */
export function sameOriginPosts(
  ours: string | null,
  refuse: MiddlewareHandler<WebEnv>,
): MiddlewareHandler<WebEnv> {
  return async (context, next) => {
    if (safeMethods.has(context.req.method)) return next();
    const site = context.req.header("sec-fetch-site") ?? "same-origin";
    const origin = context.req.header("origin");
    const host = context.req.header("host") ?? new URL(context.req.url).host;
    const isOurs =
      ours === null
        ? origin !== undefined && URL.canParse(origin) && new URL(origin).host === host.toLowerCase()
        : origin === ours;
    if (isOurs && site === "same-origin") return next();
    return refuse(context, next);
  };
}
