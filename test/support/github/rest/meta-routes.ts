import { ok } from "../http/answer.js";
import { openRoute, type Route } from "../http/route.js";

const hourlyLimit = 5000;

/** The server itself. */
export const metaRoutes: readonly Route[] = [
  openRoute("GET", "/meta", () =>
    ok({ verifiable_password_authentication: true, installed_version: "3.19.0" }),
  ),
  openRoute("GET", "/rate_limit", () => {
    const rate = {
      limit: hourlyLimit,
      remaining: hourlyLimit,
      used: 0,
      reset: Math.floor(Date.now() / 1000) + 3600,
    };
    return ok({ resources: { core: rate, search: { ...rate, limit: 30, remaining: 30 } }, rate });
  }),
];
