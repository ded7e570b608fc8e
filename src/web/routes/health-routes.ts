import { Hono } from "hono";
import type { WebParts } from "../web-parts.js";

/** For whoever watches over the process: is it alive, can it work. Reveals nothing else, so anyone may ask. */
export function healthRoutes({ ready, logger }: Pick<WebParts, "ready" | "logger">): Hono {
  const app = new Hono();
  /** What was logged last of why the service is not ready: it is asked every few seconds, and logged when it changes. */
  let logged: string | null = null;
  app.get("/healthz", (context) => context.json({ status: "ok" }, 200, { "Cache-Control": "no-store" }));
  app.get("/readyz", async (context) => {
    try {
      await ready?.();
      logged = null;
      return context.json({ status: "ok" }, 200, { "Cache-Control": "no-store" });
    } catch (error) {
      const reason = String(error);
      if (reason !== logged) logger?.error({ err: error, path: "/readyz" }, "Not ready");
      logged = reason;
      return context.json({ status: "unavailable" }, 503, { "Cache-Control": "no-store" });
    }
  });
  return app;
}
