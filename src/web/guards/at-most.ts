import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context, MiddlewareHandler } from "hono";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import type { WebEnv } from "../sign-in/reader.js";

/** What one person may do: more than anybody does by hand. */
export const actionsPerMinute = 60;

/**
 * Lets a person, or the address of whoever has not signed in, ask so many times a minute. Behind a proxy all addresses
 * are the proxy's: what strangers may do has to be enough for a whole company at nine o'clock.
 */
export function atMost(perMinute: number, refuse: MiddlewareHandler<WebEnv>): MiddlewareHandler<WebEnv> {
  const limiter = new RateLimiterMemory({ points: perMinute, duration: 60 });
  return async (context, next) => {
    try {
      await limiter.consume(whoAsks(context));
    } catch (rejected) {
      if (!(rejected instanceof RateLimiterRes)) throw rejected;
      context.header("Retry-After", String(Math.ceil(rejected.msBeforeNext / 1000)));
      return refuse(context, next);
    }
    return next();
  };
}

function whoAsks(context: Context<WebEnv>): string {
  const reader = context.get("reader");
  if (reader?.kind === "person") return `person ${reader.person.id}`;
  return reader?.kind === "local" ? "this machine" : (getConnInfo(context).remote.address ?? "");
}
