import { Hono } from "hono";
import { compress } from "hono/compress";
import { HTTPException } from "hono/http-exception";
import { SourceUnavailable } from "../deploys/ports/unavailable.js";
import { knownReaders, stillReaders } from "./guards/known-readers.js";
import { loopbackOnly } from "./guards/loopback-only.js";
import { sameOriginPosts } from "./guards/same-origin-posts.js";
import { securityHeaders } from "./guards/security-headers.js";
import { takesInUnreadBodies } from "./guards/unread-bodies.js";
import { approvalRoutes } from "./routes/approval-routes.js";
import { assetRoutes } from "./routes/asset-routes.js";
import { auditRoutes } from "./routes/audit-routes.js";
import { deployRoutes } from "./routes/deploy-routes.js";
import { fixRoutes } from "./routes/fix-routes.js";
import { healthRoutes } from "./routes/health-routes.js";
import { historyRoutes } from "./routes/history-routes.js";
import { liveRoutes } from "./routes/live-routes.js";
import { listRoutes } from "./routes/list-routes.js";
import { searchRoutes } from "./routes/search-routes.js";
import {
  cannotTell,
  failed,
  notFound,
  refusedCrossSite,
  refusedRemote,
  refusedTooLarge,
} from "./routes/refusals.js";
import { signedOut } from "./routes/signed-out.js";
import { signInRoutes } from "./routes/sign-in-routes.js";
import { signOffRoutes } from "./routes/sign-off-routes.js";
import { createSignInCookies } from "./sign-in/cookies.js";
import { createReaderRights } from "./sign-in/reader-rights.js";
import type { WebEnv } from "./sign-in/reader.js";
import type { Site } from "./site.js";
import { loadAssets } from "./styling/assets.js";
import type { WebParts } from "./web-parts.js";

export type { Metrics, WebLogger, WebParts } from "./web-parts.js";

/**
 * The site: server-rendered pages that work without a script. Reads the assets and composes the stylesheet
 * once, here. Serve it with `getRequestListener(createWeb(parts).fetch)`.
 */
export function createWeb(parts: WebParts): Hono<WebEnv> {
  const site: Site = { assets: loadAssets(), version: parts.version ?? null };
  const { publicUrl, signIn, logger } = parts;
  const cookies = createSignInCookies(publicUrl);
  const app = new Hono<WebEnv>({ strict: false });
  app.use(securityHeaders(publicUrl));
  app.use(takesInUnreadBodies());
  app.use(compress());
  app.route("/", healthRoutes(parts));
  app.route("/", assetRoutes(site.assets));
  app.use(async (context, next) => {
    await next();
    if (context.res.headers.has("Cache-Control")) return;
    // What somebody was let in to see is not to be found in the browser by whoever uses it next.
    context.header("Cache-Control", signIn === undefined ? "private, no-cache" : "no-store");
  });
  if (signIn === undefined) app.use(loopbackOnly(publicUrl, refusedRemote(site)));
  app.use(sameOriginPosts(signIn === undefined ? null : publicUrl.origin, refusedCrossSite(site)));
  if (signIn !== undefined) {
    app.route("/", signInRoutes(signIn, cookies, { site, publicUrl, logger }));
    app.use(knownReaders(signIn, cookies, signedOut(site)));
  }
  const rights = createReaderRights(signIn);
  if (signIn !== undefined) app.route("/", approvalRoutes(parts, signIn, rights, site));
  if (signIn !== undefined && signIn.fixDesk !== null)
    app.route("/", fixRoutes(parts, signIn.fixDesk, rights, site));
  if (signIn !== undefined) app.route("/", signOffRoutes(parts, signIn, rights, site));
  if (parts.progress !== undefined) {
    const live = { board: parts.progress, stopping: parts.stopping ?? new AbortController().signal };
    app.route("/", liveRoutes(parts, live, rights, stillReaders(signIn, cookies)));
  }
  app.route("/", listRoutes(parts, rights, site));
  app.route("/", historyRoutes(parts, rights, site));
  app.route("/", searchRoutes(parts, rights, site));
  app.route("/", auditRoutes(parts, rights, site));
  app.route("/", deployRoutes(parts, rights, site));
  const { metrics } = parts;
  if (metrics !== undefined) {
    app.get("/metrics", async (context) => {
      // Of all repositories: for who watches over the service.
      if (context.get("reader")?.kind === "person") return context.notFound();
      const { contentType, body } = await metrics();
      return context.body(body, 200, { "Content-Type": contentType });
    });
  }
  app.notFound(notFound(site));
  app.onError((error, context) => {
    if (error instanceof HTTPException && error.status === 413) return refusedTooLarge(site, context);
    logger?.error({ err: error, path: context.req.path }, "A page could not be served");
    return error instanceof SourceUnavailable ? cannotTell(site, context) : failed(site, context);
  });
  return app;
}
