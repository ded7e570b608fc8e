import type { Context, MiddlewareHandler } from "hono";
import type { WebEnv } from "../sign-in/reader.js";
import { askingAddress } from "./asking-address.js";
import { perMinute } from "./per-minute.js";

/** What one person may do: more than anybody does by hand. */
export const actionsPerMinute = 60;

/** Lets a person, or the address of whoever has not signed in, ask so many times a minute. */
export function atMost(each: number, refuse: MiddlewareHandler<WebEnv>): MiddlewareHandler<WebEnv> {
  const limiter = perMinute({ each });
  return async (context, next) => {
    const wait = await limiter.secondsToWait(whoAsks(context));
    if (wait === 0) return next();
    context.header("Retry-After", String(wait));
    return refuse(context, next);
  };
}

function whoAsks(context: Context<WebEnv>): string {
  const reader = context.get("reader");
  if (reader?.kind === "person") return `person ${reader.person.id}`;
  return reader?.kind === "local" ? "this machine" : askingAddress(context);
}
