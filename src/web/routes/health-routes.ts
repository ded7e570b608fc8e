import { Hono } from "hono";
import type { WebParts } from "../web-parts.js";

/** For whoever watches over the process: is it alive, can it work. Reveals nothing else, so anyone may ask. */
export function healthRoutes({ ready, logger }: Pick<WebParts, "ready" | "logger">): Hono {
  const app = new Hono();
  app.get("/healthz", (context) => context.json({ status: "ok" }, 200, { "Cache-Control": "no-store" }));
  app.get("/readyz", async (context) => {
    try {
      await ready?.();
      return context.json({ status: "ok" }, 200, { "Cache-Control": "no-store" });
    } catch (error) {
      logger?.error({ err: error, path: "/readyz" }, "Not ready");
      return context.json({ status: "unavailable" }, 503, { "Cache-Control": "no-store" });
    }
  });
  return app;
}
