import { Hono } from "hono";
import type { Assets } from "../styling/assets.js";

/** The files that pages load. Their address changes with their content, so browsers may keep them for ever. */
export function assetRoutes({ files }: Assets): Hono {
  const app = new Hono();
  app.get("/assets/:name", (context) => {
    const asset = files.get(context.req.path);
    return asset === undefined
      ? context.notFound()
      : context.body(asset.body, 200, {
          "Content-Type": asset.contentType,
          "Cache-Control": "public, max-age=31536000, immutable",
        });
  });
  return app;
}
