import type { MiddlewareHandler } from "hono";
import type { WebEnv } from "../sign-in/reader.js";

const loopbackHost =
  /^(?:localhost|127(?:\.(?:25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})){3}|\[::1\])(?::[0-9]{1,5})?$/i;

/** Headers that a proxy or a tunnel adds to what it passes on. */
const proxyHeader = /^(?:forwarded|via|x-real-ip|x-original-(?:host|url)|x-forwarded(?:-.+)?)$/i;

/** "localhost:3000", "127.0.0.1", "[::1]:80"; not "localhost.example.com" or "127.0.0.1.example.com". */
export function isLoopbackHost(host: string): boolean {
  return loopbackHost.test(host);
}

/**
 * Lets only requests through that come from a browser on this very machine, as far as a request can show it:
 * the site's own address and the request's Host are loopback (which also defeats DNS rebinding), and no proxy
 * or tunnel stands between. Everything else gets `refuse`.
 */
export function loopbackOnly(publicUrl: URL, refuse: MiddlewareHandler<WebEnv>): MiddlewareHandler<WebEnv> {
  const siteIsLocal = isLoopbackHost(publicUrl.host);
  return async (context, next) => {
    const { host: addressed } = new URL(context.req.url);
    const isLocal = [addressed, context.req.header("host") ?? addressed].every(isLoopbackHost);
    const isProxied = [...context.req.raw.headers.keys()].some((name) => proxyHeader.test(name));
    if (!siteIsLocal || !isLocal || isProxied) return refuse(context, next);
    context.set("reader", { kind: "local" });
    return next();
  };
}
