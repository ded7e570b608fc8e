import { Hono } from "hono";
import { compress } from "hono/compress";
import { loopbackOnly } from "./guards/loopback-only.js";
import { sameOriginPosts } from "./guards/same-origin-posts.js";
import { securityHeaders } from "./guards/security-headers.js";
import { assetRoutes } from "./routes/asset-routes.js";
import { deployRoutes } from "./routes/deploy-routes.js";
import { healthRoutes } from "./routes/health-routes.js";
import { listRoutes } from "./routes/list-routes.js";
import { failed, notFound, refusedCrossSite, refusedRemote } from "./routes/refusals.js";
import type { Site } from "./site.js";
import { loadAssets } from "./styling/assets.js";
import type { WebParts } from "./web-parts.js";

export type { Metrics, WebLogger, WebParts } from "./web-parts.js";

/**
 * The site: server-rendered pages that work without a script. Reads the assets and composes the stylesheet
 * once, here. Serve it with `getRequestListener(createWeb(parts).fetch)`.
 */
export function createWeb(parts: WebParts): Hono {
  const site: Site = { assets: loadAssets(), version: parts.version ?? null };
  const app = new Hono({ strict: false });
  app.use(securityHeaders(parts.publicUrl));
  app.use(compress());
  app.route("/", healthRoutes(parts));
  app.route("/", assetRoutes(site.assets));
  app.use(loopbackOnly(parts.publicUrl, refusedRemote(site)));
  app.use(sameOriginPosts(refusedCrossSite(site)));
  app.use(async (context, next) => {
    await next();
    if (!context.res.headers.has("Cache-Control")) context.header("Cache-Control", "private, no-cache");
  });
  app.route("/", listRoutes(parts, site));
  app.route("/", deployRoutes(parts, site));
  const { metrics } = parts;
  if (metrics !== undefined) {
    app.get("/metrics", async (context) => {
      const { contentType, body } = await metrics();
      return context.body(body, 200, { "Content-Type": contentType });
    });
  }
  app.notFound(notFound(site));
  app.onError((error, context) => {
    parts.logger?.error({ err: error, path: context.req.path }, "A page could not be served");
    return failed(site, context);
  });
  return app;
}
