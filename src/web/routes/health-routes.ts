import { Hono } from "hono";

/** Figures in the format of a monitoring system. */
export interface Metrics {
  readonly contentType: string;
  readonly body: string;
}

export interface HealthParts {
  /** Resolves where the service can do its work; rejects with the reason where it cannot. */
  readonly ready?: (() => Promise<void>) | undefined;
  readonly logger?:
    { error(details: { readonly err: unknown; readonly path?: string }, message: string): void } | undefined;
}

/** For whoever watches over the process: is it alive, can it work. Reveals nothing else, so anyone may ask. */
export function healthRoutes({ ready, logger }: HealthParts): Hono {
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
